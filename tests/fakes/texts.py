"""Templates, snippets and added words that a test puts in itself, without the starter set."""

from __future__ import annotations

from core.ids import new_id
from core.sessions.dto import SoapText
from core.templates.dto import PracticeText, TextKind
from tests.fakes.gate import Gate


class FakeTexts(Gate):
    """Both services in one, as far as a chart asks them: `templates` and `spelling`."""

    def __init__(self) -> None:
        super().__init__()
        self.stored: list[PracticeText] = []

    def add_template(self, name: str, soap: SoapText, *, session_kind: str = "") -> PracticeText:
        made = PracticeText(new_id(), "template", name, soap=soap, session_kind=session_kind)
        self.stored.append(made)
        return made

    def snippets(self) -> tuple[PracticeText, ...]:
        return self.list("snippet")

    def words(self) -> tuple[object, ...]:
        self._pass("words")
        return ()

    def list(self, kind: TextKind, *, include_hidden: bool = False) -> tuple[PracticeText, ...]:
        self._pass("list")
        return tuple(each for each in self.stored if each.kind == kind)
