"""Operations on the practice's texts and on the words it added to the dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.spelling.service import PracticeWord
from core.templates.dto import PracticeText
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
