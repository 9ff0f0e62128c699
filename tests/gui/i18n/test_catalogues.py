"""Every string of the window is in the Hebrew catalogue, finished, compiled, and keeps its placeholders."""

from __future__ import annotations

import ast
import re
import string
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

import ui
from ui.i18n import LANGUAGES, install_translator, system_language
from ui.i18n.translator import load_catalogue
from ui.i18n.update import CATALOGUES, unfinished

_UI = Path(ui.__file__).parent


class Message(NamedTuple):
    context: str
    source: str
    comment: str
    counted: bool


class _Collector(ast.NodeVisitor):
    """Collects what `lupdate` collects: `self.tr`, `QCoreApplication.translate`, `QT_TR_NOOP`."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.classes: list[str] = []
        self.found: set[Message] = set()
        self.unreadable: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.classes.append(node.name)
        self.generic_visit(node)
        self.classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in ("tr", "QT_TR_NOOP"):
            # What is only marked goes to the empty context (`ui.i18n.marking`).
            context = self.classes[-1] if name == "tr" and self.classes else ""
            self._add(node, context, node.args, counted=len(node.args) > 2)
        elif name == "translate" and all(isinstance(arg, ast.Constant) for arg in node.args[:2]):
            context_node = node.args[0]
            assert isinstance(context_node, ast.Constant)
            self._add(node, str(context_node.value), node.args[1:], counted=len(node.args) > 3)

    def _add(self, node: ast.Call, context: str, args: list[ast.expr], *, counted: bool) -> None:
        texts = [
            arg.value for arg in args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if not texts or not isinstance(args[0], ast.Constant):
            self.unreadable.append(f"{self.place}:{node.lineno}")
            return
        self.found.add(Message(context, texts[0], texts[1] if len(texts) > 1 else "", counted))


def _collect() -> _Collector:
    whole = _Collector("ui")
    for path in sorted(_UI.rglob("*.py")):
        one = _Collector(str(path.relative_to(_UI.parent)))
        one.visit(ast.parse(path.read_text("utf-8")))
        whole.found |= one.found
        whole.unreadable += one.unreadable
    return whole


def _catalogue(language: str) -> dict[Message, list[str]]:
    entries: dict[Message, list[str]] = {}
    root = ElementTree.parse(CATALOGUES[language])  # noqa: S314 - our own file
    for context in root.iter("context"):
        for message in context.iter("message"):
            counted = message.get("numerus") == "yes"
            key = Message(
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
                counted,
            )
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            entries[key] = forms if counted else [translation.text or ""]
    return entries


def test_strings_are_literals() -> None:
    assert _collect().unreadable == []


def test_every_string_is_in_the_hebrew_catalogue() -> None:
    missing = _collect().found - set(_catalogue("he"))
    assert missing == set(), "run python -m ui.i18n.update, then translate"


def test_no_string_is_left_over() -> None:
    assert set(_catalogue("he")) - _collect().found == set(), "run python -m ui.i18n.update"


def test_hebrew_is_finished() -> None:
    assert unfinished(CATALOGUES["he"]) == []
    assert all(all(forms) for forms in _catalogue("he").values())


def test_counted_strings_have_english_forms() -> None:
    counted = {message for message in _collect().found if message.counted}
    english = _catalogue("en")
    assert counted <= set(english)
    assert all(all(english[message]) for message in counted)
    assert unfinished(CATALOGUES["en"]) == []


def _places(text: str) -> set[str]:
    named = {name for _t, name, _s, _c in string.Formatter().parse(text) if name is not None}
    return named | set(re.findall(r"%n", text))


@pytest.mark.parametrize("language", ["en", "he"])
def test_placeholders_survive_translation(language: str) -> None:
    for message, forms in _catalogue(language).items():
        for form in forms:
            # A form for exactly one or two may say the number in words.
            allowed = [_places(message.source)]
            if message.counted:
                allowed.append(_places(message.source) - {"%n"})
            assert _places(form) in allowed, message


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_compiled_catalogue_matches_its_source(language: str) -> None:
    translator = load_catalogue("he" if language == "he" else "en")
    for message, forms in _catalogue(language).items():
        if not message.counted:
            got = translator.translate(message.context, message.source, message.comment or None)
            assert got == forms[0], message
        else:
            assert _numerus_forms(translator, message) == set(forms), message


def _numerus_forms(translator: QTranslator, message: Message) -> set[str]:
    return {
        str(translator.translate(message.context, message.source, message.comment or None, count))
        for count in (0, 1, 2, 3, 11, 20, 100)
    }


def test_no_mnemonic_is_given_twice_in_one_class_by_accident() -> None:
    """Hebrew menus have no mnemonics unless they are written; a lone ampersand would show as a stray mark."""
    for message, forms in _catalogue("he").items():
        for form in forms:
            assert form.count("&") <= message.source.count("&"), message


def test_direction_and_locale_follow_the_language(qapp: QApplication) -> None:
    install_translator(qapp, "he")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert QLocale().language() == QLocale.Language.Hebrew
    assert QCoreApplication.translate("StatusLine", "Unlocked") == "פתוח"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") != "Cancel", "Qt's own words too"
    install_translator(qapp, "en")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert QCoreApplication.translate("StatusLine", "Unlocked") == "Unlocked"


def test_switching_leaves_no_translator_behind(qapp: QApplication) -> None:
    for _ in range(3):
        install_translator(qapp, "he")
        install_translator(qapp, "en")
    assert len(qapp.findChildren(QTranslator)) <= 2


def test_the_system_language_is_one_we_have() -> None:
    assert system_language() in LANGUAGES
