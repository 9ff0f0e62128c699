"""Turns an error's code into words: a title, what happened, and the remedy.

Needs QtCore only, so that the command line uses the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.errors import AnamnesisError
from ui.error_sentences.database import DatabaseSentences
from ui.error_sentences.engine import EngineSentences
from ui.error_sentences.environment import EnvironmentSentences
from ui.error_sentences.field_names import field_name
from ui.error_sentences.import_lines import ImportLineSentences
from ui.error_sentences.input import InputSentences
from ui.error_sentences.sentences import Sentences
from ui.error_sentences.vault import VaultSentences

_FALLBACK = "error"
_TABLES = (
    InputSentences,
    ImportLineSentences,
    VaultSentences,
    EnvironmentSentences,
    DatabaseSentences,
    EngineSentences,
)
_BY_CODE: dict[str, tuple[str, Sentences]] = {
    code: (table.__name__, sentences) for table in _TABLES for code, sentences in table.BY_CODE.items()
}
SILENT_CODES = frozenset({"cancelled"})
"""What the person did on purpose, and so needs no telling."""


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error in the language of the application. `message` and `remedy` may be empty."""

    title: str
    message: str
    remedy: str

    @property
    def one_line(self) -> str:
        """All of it in one line, for a terminal or a status bar."""
        return " ".join(part for part in (_stopped(self.title), self.message, self.remedy) if part)


def has_sentence(code: str) -> bool:
    """Whether `code` has words of its own."""
    return code in _BY_CODE or code in SILENT_CODES


def describe(error: AnamnesisError) -> ErrorText:
    """The words for `error`; a code without its own gets those of its family, at last a general sentence."""
    families = [vars(kind).get("code") for kind in type(error).__mro__]
    for code in (error.code, *families, _FALLBACK):
        if code in _BY_CODE:
            return describe_code(code, error.params)
    return describe_code(_FALLBACK, {})


def describe_code(code: str, params: Mapping[str, object] | None = None) -> ErrorText:
    """As `describe`, for a code that came as a value, e.g. of a line in an import or of the index's state."""
    values = dict(params or {})
    found = _BY_CODE.get(f"{code}.{values.get('reason')}") or _BY_CODE.get(code) or _BY_CODE[_FALLBACK]
    context, sentences = found
    shown = _Shown({name: _readable(name, value) for name, value in values.items()})
    words = [QCoreApplication.translate(context, text) if text else "" for text in sentences]
    return ErrorText(*(text.format_map(shown) for text in words))


class _Shown(dict[str, str]):
    """Parameters ready for a sentence; one that the error did not bring shows as a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def _readable(name: str, value: object) -> str:
    if name == "field":
        return field_name(str(value))
    return "–" if value is None else str(value)


def _stopped(title: str) -> str:
    return title if title.endswith((".", "!", "?")) else f"{title}."
