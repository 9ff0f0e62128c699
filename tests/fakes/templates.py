"""The practice's texts and words in memory, behind the same doors as the real services."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from core.damage import DamagedEntry, Listing
from core.errors import EditConflict
from core.ids import new_id
from core.spelling.service import PracticeWord
from core.spelling.words import word_key
from core.templates.checking import check_unique, checked, name_key
from core.templates.dto import PracticeText, TextKind
from core.templates.starter_set import starter_set
from tests.fakes.gate import Gate


class FakeTemplates(Gate):
    """Begins with the starter set."""

    def __init__(self) -> None:
        super().__init__()
        self.stored: dict[UUID, PracticeText] = {}
        self.damaged: list[DamagedEntry] = []

    def list(self, kind: TextKind, *, include_hidden: bool = False) -> Listing[PracticeText]:
        self._pass("list")
        changed = {each.builtin for each in self.stored.values() if each.builtin}
        delivered = [each for each in starter_set(kind) if each.builtin not in changed]
        found = [*delivered, *(each for each in self.stored.values() if each.kind == kind)]
        shown = [each for each in found if include_hidden or not each.hidden]
        in_order = sorted(shown, key=lambda each: (name_key(each.name), each.language))
        return Listing(in_order, (each for each in self.damaged if each.kind == kind))

    def delete_damaged(self, entry: DamagedEntry) -> None:
        self._pass("delete_damaged")
        self.damaged.remove(entry)

    def snippets(self) -> tuple[PracticeText, ...]:
        return tuple(self.list("snippet"))

    def save(self, text: PracticeText) -> PracticeText:
        self._pass("save")
        tidy = checked(text)
        check_unique(tidy, self.list(text.kind))
        return self._put(replace(tidy, hidden=False))

    def delete(self, text: PracticeText) -> PracticeText:
        self._pass("delete")
        if text.builtin:
            return self._put(replace(text, hidden=True))
        self.stored.pop(text.text_id)
        return replace(text, text_id=new_id(), row_version=0)

    def restore(self, gone: PracticeText) -> PracticeText:
        return self.save(gone)

    def reset(self, text: PracticeText) -> PracticeText:
        self._pass("reset")
        self.stored.pop(text.text_id)
        (delivered,) = (each for each in starter_set(text.kind) if each.builtin == text.builtin)
        return delivered

    def _put(self, text: PracticeText) -> PracticeText:
        known = self.stored.get(text.text_id)
        if (known.row_version if known is not None else 0) != text.row_version:
            raise EditConflict("record_edit_conflict")
        text_id = text.text_id if text.row_version else new_id()
        stored = replace(text, text_id=text_id, row_version=text.row_version + 1)
        self.stored[text_id] = stored
        return stored


class FakeSpelling(Gate):
    def __init__(self, *words: str) -> None:
        super().__init__()
        self.stored = [PracticeWord(new_id(), word) for word in words]
        self.damaged: list[DamagedEntry] = []

    def words(self) -> Listing[PracticeWord]:
        self._pass("words")
        return Listing(self.stored, self.damaged)

    def delete_damaged(self, entry: DamagedEntry) -> None:
        self._pass("delete_damaged")
        self.damaged.remove(entry)

    def add(self, word: str) -> PracticeWord:
        self._pass("add")
        for each in self.stored:
            if word_key(each.word) == word_key(word):
                return each
        self.stored.append(PracticeWord(new_id(), word))
        return self.stored[-1]

    def remove(self, word_id: UUID) -> None:
        self._pass("remove")
        self.stored = [each for each in self.stored if each.word_id != word_id]
