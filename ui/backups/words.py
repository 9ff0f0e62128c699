"""The state of the backups, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from core.backup.store import made_at
from core.clock import utc_now
from core.health.backup import DRILL_WARNING_AFTER, WARNING_AFTER
from ui.errors import describe_code
from ui.text.days import moment_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme.roles import Tone

if TYPE_CHECKING:
    from core.backup.service import BackupInfo
    from core.backup.status import BackupStatus
    from ui.operations.backups import Folder

_AWAY = "backup_target_away"


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The text of the status bar."""

    text: str
    tone: Tone
    tip: str


def size_text(size_bytes: int) -> str:
    """`340 MB` in the language of the window."""
    text: str = QLocale().formattedDataSize(size_bytes, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
    return isolate(text)


class BackupWords(QObject):
    """A QObject for its `tr` with plural forms."""

    def age(self, moment: datetime, now: datetime) -> str:
        """`today`, `yesterday`, `3 days ago`: by calendar days."""
        days = max((now.astimezone().date() - moment.astimezone().date()).days, 0)
        if days == 0:
            return self.tr("today")
        if days == 1:
            return self.tr("yesterday")
        return self.tr("%n day(s) ago", "", days)

    def status_words(self, status: BackupStatus, now: datetime | None = None) -> StatusWords:
        """The line of the status bar; an unreachable folder is no alarm while the last backup is recent."""
        now = now or utc_now()
        last, proved = status.last_backup_at, status.last_proved_at
        tips = [self._problem_tip(status)]
        if not status.targets and status.problem is None:
            tip = self.tr(
                "If this computer is lost, so is every chart. Click to choose a folder for backups."
            )
            return StatusWords(self.tr("No backup"), "caution", tip)
        if last is None:
            tips.append(
                self.tr("The first backup is made when nobody types for three minutes. Click to see.")
            )
            return StatusWords(self.tr("Not backed up yet"), "caution", _joined(tips))
        backed = self.tr("Backed up {when}").format(when=self.age(last, now))
        overdue = now - last > WARNING_AFTER
        if overdue:
            backed = self.tr("Last backup {when}").format(when=self.age(last, now))
            tips.append(self.tr("Connect the drive or check the folder; click and choose “Back up now”."))
        told, unproved, tip = self._proof(proved, now)
        tips.append(tip)
        failing = status.problem not in (None, _AWAY)
        if failing:
            told = describe_code(status.problem or "").title
        away = self.tr("folder not reachable") if status.problem == _AWAY else ""
        tone: Tone = "caution" if overdue or unproved or failing else "muted"
        return StatusWords(one_line((backed, told, away)), tone, _joined(tips))

    def _proof(self, proved: datetime | None, now: datetime) -> tuple[str, bool, str]:
        """The text for the last successful restore test, whether it is too old, and what to do then."""
        if proved is None:
            tip = self.tr("A restore is tested by itself within a week; click and choose “Test a restore”.")
            return self.tr("restore not tested yet"), False, tip
        told = self.tr("restore proved {when}").format(when=self.age(proved, now))
        if now - proved <= DRILL_WARNING_AFTER:
            return told, False, ""
        return told, True, self.tr("No restore was tested for two weeks: click and choose “Test a restore”.")

    def _problem_tip(self, status: BackupStatus) -> str:
        if status.problem is None:
            return ""
        text = describe_code(status.problem)
        # Without its parameters a code's message may name nothing: title and remedy suffice.
        return f"{text.title}. {text.remedy}".strip()

    # The page.

    def summary(self, status: BackupStatus, now: datetime | None = None) -> tuple[str, Tone]:
        """The heading of the page: the age of the last backup and of the last successful restore test."""
        now = now or utc_now()
        status_words = self.status_words(status, now)
        return status_words.text, status_words.tone

    def folder_state(self, folder: Folder, now: datetime | None = None) -> tuple[str, Tone]:
        """Available, unreachable or failing, and when the next backup is due."""
        now = now or utc_now()
        if not folder.here:
            return self.tr("not reachable now"), "caution"
        if folder.target.problem is not None:
            return describe_code(folder.target.problem).title, "caution"
        if folder.target.last_at is None:
            return self.tr("no backup yet"), "caution"
        return self.tr("available"), "good"

    def folder_line(self, folder: Folder, now: datetime | None = None) -> str:
        """When the last backup was and when the next is due."""
        now = now or utc_now()
        last = folder.target.last_at
        told = (
            self.tr("No backup yet")
            if last is None
            else self.tr("Last backup {moment} ({when})").format(
                moment=moment_text(last), when=self.age(last, now)
            )
        )
        if folder.due_at is None:
            return one_line((told, self.tr("next one as soon as nobody types for three minutes")))
        return one_line((told, self.tr("next one after {moment}").format(moment=moment_text(folder.due_at))))

    def backup_moment(self, info: BackupInfo) -> str:
        """When it was made; from its file name if it does not open."""
        made = made_at(info.path) if info.manifest is None else info.manifest.made_at
        return self.tr("Unknown day") if made is None else moment_text(made)

    def made(self, count: int, written_bytes: int) -> str:
        """The message after a manual backup."""
        told = self.tr("%n backup(s) made; {size} written that were not there yet", "", count)
        return told.format(size=size_text(written_bytes))

    def backup_line(self, info: BackupInfo) -> str:
        """Rows and size, or why it does not open."""
        if info.manifest is None:
            return describe_code(info.problem or "backup_failed").title
        rows = self.tr("%n record(s)", "", info.manifest.rows)
        return one_line((rows, size_text(info.manifest.size_bytes)))


def _joined(tips: Iterable[str]) -> str:
    return " ".join(tip for tip in tips if tip)
