"""The names of authors: read once after an unlock, dropped at a lock."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.ids import UserId
from core.people.dto import Member
from ui.jobs import Jobs
from ui.operations.operation import in_db


class Authors(QObject):
    """Maps member ids to names. Former members are named as such."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._names: dict[UserId, str] | None = None
        self._asked = False

    def name(self, author: UserId | None) -> str:
        """The name of an author; empty while unknown."""
        if author is None or self._names is None:
            return ""
        return self._names.get(author) or self.tr("a former member")

    def read(self) -> None:
        """Reads the names in the background, once; `changed` follows."""
        if self._asked:
            return
        self._asked = True
        # Without names the notes are still readable.
        self._jobs.run(
            self,
            in_db(lambda services: services.people.list),
            on_done=self._on_people,
            on_error=lambda _: self.forget(),
        )

    def read_again(self) -> None:
        """A member was renamed; the old name is shown until the new one is read."""
        self._asked = False
        self.read()

    def forget(self) -> None:
        self._names = None
        self._asked = False

    def _on_people(self, people: tuple[Member, ...]) -> None:
        self._names = {member.user_id: member.name for member in people}
        self.changed.emit()
