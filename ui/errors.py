"""Turns an error's code into text: a title, what happened, and the remedy.

Needs QtCore only, so that the command line uses the same text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt

from core.configuration.documents import SettingLocation
from core.errors import AnamnesisError
from ui.error_sentences import (
    access,
    archives,
    ask,
    attachments,
    backup,
    briefs,
    bundles,
    chart,
    command_line,
    conversations,
    database,
    egress,
    engine,
    environment,
    evaluation,
    import_lines,
    input,
    interchange,
    models,
    schedule,
    settings,
    templates,
    updates,
    vault,
    vocabulary,
)
from ui.error_sentences.durations import Durations
from ui.error_sentences.field_names import input_field_name
from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP, translated
from ui.text.text_direction import isolate

_FALLBACK = "error"
_LINE_OF_FILE = QT_TR_NOOP("{file}, line {line}")
_BY_CODE: dict[str, Sentences] = {
    code: sentences
    for table in (
        command_line,
        input,
        import_lines,
        interchange,
        access,
        archives,
        ask,
        attachments,
        backup,
        briefs,
        chart,
        conversations,
        vault,
        environment,
        evaluation,
        database,
        egress,
        engine,
        models,
        bundles,
        schedule,
        settings,
        templates,
        updates,
        vocabulary,
    )
    for code, sentences in table.BY_CODE.items()
}
_SILENT_CODES = frozenset({"cancelled"})
"""Caused by the person on purpose, so no message is needed."""


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error in the language of the application. `message` and `remedy` may be empty."""

    title: str
    message: str
    remedy: str

    @property
    def one_line(self) -> str:
        """The whole text in one line, for a terminal or a status bar."""
        return " ".join(part for part in (_stopped(self.title), self.message, self.remedy) if part)


def has_sentence(code: str) -> bool:
    """Whether `code` has sentences of its own."""
    return code in _BY_CODE or code in _SILENT_CODES


def known_codes() -> list[str]:
    """Every code, and `code.reason`, with sentences of its own."""
    return sorted(_BY_CODE)


def source_sentences(code: str) -> Sentences:
    """The English sentences of a code as in the catalogues, with placeholders."""
    return _BY_CODE[code]


def describe(error: AnamnesisError) -> ErrorText:
    """The text for `error`; a code without its own gets that of its family, or a general sentence."""
    families = [vars(kind).get("code") for kind in type(error).__mro__]
    for code in (error.code, *families):
        if code in _BY_CODE:
            return describe_code(code, error.params)
    return describe_code(_FALLBACK)


def describe_code(code: str, params: Mapping[str, object] | None = None) -> ErrorText:
    """Like `describe`, for a code that is a value, e.g. of an import line or of the index's state."""
    values = dict(params or {})
    sentences = _BY_CODE.get(f"{code}.{values.get('reason')}") or _BY_CODE.get(code) or _BY_CODE[_FALLBACK]
    shown = _Shown({name: _readable(name, value) for name, value in values.items()})
    return ErrorText(*(translated(text).format_map(shown) for text in sentences))


class _Shown(dict[str, str]):
    """Parameters formatted for a sentence; a missing one is shown as a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def _readable(name: str, value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, SettingLocation):
        return place_text(value)
    if name == "field":
        return input_field_name(str(value))
    if name == "wait_s" and isinstance(value, int | float):
        return Durations().text(value)
    return _isolated(value) if isinstance(value, str) else str(value)


def place_text(place: SettingLocation) -> str:
    """Where a value is set: the file, and the line if known."""
    if place.line is None:
        return _isolated(place.source)
    return translated(_LINE_OF_FILE).format(file=_isolated(place.source), line=place.line)


def _isolated(text: str) -> str:
    """A surrounding Hebrew sentence would otherwise reorder a path or a model's name."""
    return isolate(text) if QLocale().textDirection() == Qt.LayoutDirection.RightToLeft else text


def _stopped(title: str) -> str:
    return title if title.endswith((".", "!", "?")) else f"{title}."
