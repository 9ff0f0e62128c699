"""Keys in the window's words are those that count now."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import ui
from ui.widgets.key_tip import set_key_tip, show_keys

_KEYS = re.compile(r"(?:Ctrl|Alt|Shift)\+\w+")
_FIXED = ("(Ctrl+Z takes them back)", "(Shift+Enter)")
"""To undo, and to walk through what was found, are no commands of the book: they keep their keys."""


def _words_shown() -> Iterator[str]:
    for path in sorted(Path(ui.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("tr", "translate")
            ):
                for given in node.args:
                    if isinstance(given, ast.Constant) and isinstance(given.value, str):
                        yield given.value


def test_no_translated_words_name_keys_that_can_be_changed() -> None:
    words = list(_words_shown())
    assert len(words) > 500
    named = [each for each in words if _KEYS.search(each)]
    assert [each for each in named if not any(fixed in each for fixed in _FIXED)] == []


def test_a_tip_follows_the_keys_and_its_words(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    label = QLabel(root)
    set_key_tip(label, "Begin", "session.new")
    assert label.toolTip() == "Begin"
    show_keys(root, {"session.new": "F5"}.__getitem__)
    assert label.toolTip() == "Begin (\u2068F5\u2069)"
    set_key_tip(label, "Nothing to begin", "session.new", named=False)
    assert label.toolTip() == "Nothing to begin"
    set_key_tip(label, "Begin", "session.new")
    assert label.toolTip() == "Begin (\u2068F5\u2069)"
    show_keys(root, lambda _: "")
    assert label.toolTip() == "Begin"
