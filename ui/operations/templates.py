"""Operations on the practice's texts and on the words it added to the dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from core.damage import DamagedEntry, Listing
from core.spelling.service import PracticeWord
from core.templates.dto import PracticeText, TextKind
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services
    from core.spelling.speller import Speller


@dataclass(frozen=True, slots=True)
class WritingTexts:
    """What an editor needs: the snippets, and the practice's added words."""

    snippets: tuple[PracticeText, ...]
    words: tuple[PracticeWord, ...]


def load_speller() -> Operation[Speller]:
    """Reads the program's dictionaries; nothing of the practice."""

    def load(_services: Services, _cancel: CancelToken, _progress: OnProgress) -> Speller:
        from core.spelling.dictionary import load_dictionaries
        from core.spelling.speller import Speller

        return Speller(load_dictionaries())

    return Operation("io", load)


def writing_texts() -> Operation[WritingTexts]:
    """Reads both at once."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: WritingTexts(
            services.templates.snippets(), tuple(services.spelling.words())
        ),
    )


def list_texts(*, kind: TextKind, include_hidden: bool = False) -> Operation[Listing[PracticeText]]:
    """All texts of one kind, by name, and the unreadable ones."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.templates.list(kind, include_hidden=include_hidden),
    )


def save_text(*, text: PracticeText) -> Operation[PracticeText]:
    """Stores a new or a changed text."""
    return Operation("db", lambda services, _cancel, _progress: services.templates.save(text))


def delete_text(*, text: PracticeText) -> Operation[PracticeText]:
    """Removes or hides a text; `restore_text` takes its result."""
    return Operation("db", lambda services, _cancel, _progress: services.templates.delete(text))


def delete_damaged_text(*, entry: DamagedEntry) -> Operation[None]:
    """Permanently removes an unreadable text."""
    return Operation("db", lambda services, _cancel, _progress: services.templates.delete_damaged(entry))


def restore_text(*, gone: PracticeText) -> Operation[PracticeText]:
    """Restores a text removed by `delete_text`."""
    return Operation("db", lambda services, _cancel, _progress: services.templates.restore(gone))


def reset_text(*, text: PracticeText) -> Operation[PracticeText]:
    """Resets a text of the starter set to its delivered wording."""
    return Operation("db", lambda services, _cancel, _progress: services.templates.reset(text))


def list_words() -> Operation[Listing[PracticeWord]]:
    """The words added by the practice."""
    return Operation("db", lambda services, _cancel, _progress: services.spelling.words())


def add_word(*, word: str) -> Operation[PracticeWord]:
    """Adds a word for everybody in the practice."""
    return Operation("db", lambda services, _cancel, _progress: services.spelling.add(word))


def delete_damaged_word(*, entry: DamagedEntry) -> Operation[None]:
    """Permanently removes an unreadable word."""
    return Operation("db", lambda services, _cancel, _progress: services.spelling.delete_damaged(entry))


def remove_word(*, word_id: UUID) -> Operation[None]:
    """Removes a word, which is underlined again."""
    return Operation("db", lambda services, _cancel, _progress: services.spelling.remove(word_id))
