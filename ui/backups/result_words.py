"""The result of checking, testing or restoring a backup, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from core.backup.older import is_older, proof_of_itself
from ui.backups.words import size_text
from ui.text.days import moment_text
from ui.text.text_direction import isolate
from ui.words.findings import code_text

if TYPE_CHECKING:
    from core.audit.findings import FindingCode
    from core.backup.drill import Drill
    from core.backup.proving import Proof
    from core.backup.restoring import Restored
    from core.backup.verifying import Verified


class ResultWords(QObject):
    """A QObject for its `tr` with plural forms."""

    def verified(self, found: Verified) -> str:
        """One or two sentences."""
        if found.intact:
            read = self.tr("%n part(s) read, {size}; each is as it was written.", "", found.pieces)
            return read.format(size=size_text(found.size_bytes))
        lost = self.tr("%n record(s) of it cannot be restored.", "", found.lost_rows)
        parts = self.tr("{missing} parts are missing and {damaged} are damaged.")
        return f"{parts.format(missing=found.missing, damaged=found.damaged)} {lost}"

    def drilled(self, done: Drill) -> str:
        """What was checked, then what was wrong."""
        lines = self._proof(done.proof)
        if done.known:
            lines.append(self.tr("The practice itself has the same faults; they are not the backup's."))
        return "\n".join(lines)

    def restored(self, done: Restored) -> list[tuple[str, bool]]:
        """Lines about a restore, each with whether it is a warning."""
        manifest = done.manifest
        records = self.tr("%n record(s)", "", manifest.rows)
        as_of = self.tr("The practice is as it was on {moment}: {records}.")
        lines = [
            (as_of.format(moment=moment_text(manifest.made_at), records=records), False),
            self._age(done),
        ]
        if done.lost:
            lost = sum(done.lost.values())
            lines.append(
                (self.tr("%n record(s) were damaged in the backup and are missing.", "", lost), True)
            )
        proof = proof_of_itself(done)
        lines += [(line, not proof.passed) for line in self._proof(proof)]
        if is_older(done):
            lines.append(
                (self.tr("If you go on, this state is the valid one; the audit log records that."), True)
            )
        lines.append(
            (
                self.tr(
                    "Not in a backup: language models, settings of this computer, and words that were not "
                    "saved when it was made."
                ),
                False,
            )
        )
        return lines

    def _age(self, done: Restored) -> tuple[str, bool]:
        if done.age == "stale":
            return (
                self.tr(
                    "It is older than what this computer knew of the practice: what was written after it is "
                    "missing."
                ),
                True,
            )
        if done.age == "forked":
            return (
                self.tr(
                    "What this computer knew of the practice is not in its history: it went on in two places."
                ),
                True,
            )
        if done.age == "current" and done.position > done.known_position > 0:
            return self.tr("It is newer than what this computer knew of the practice."), False
        if done.age == "current":
            return self.tr("It is as new as what this computer knew of the practice."), False
        return self.tr("This computer had not seen the practice before."), False

    def _proof(self, proof: Proof) -> list[str]:
        lines = [self.tr("%n encrypted value(s) opened.", "", proof.values)]
        if proof.asked:
            found = self.tr("{found} of {asked} notes were found by their own words.")
            lines.append(found.format(found=proof.found, asked=proof.asked))
        if proof.log_intact is not None:
            lines.append(
                self.tr("The audit log is whole.")
                if proof.log_intact
                else self.tr("The audit log is damaged.")
            )
        unreadable = sum(proof.unreadable.values())
        if unreadable:
            lines.append(self.tr("%n encrypted value(s) do not open.", "", unreadable))
        return lines + _findings(proof.findings)


def _findings(found: Mapping[str, int]) -> list[str]:
    counted = Counter({code_text(cast("FindingCode", code)): count for code, count in found.items()})
    return [text if count == 1 else f"{text} {isolate(f'({count}×)')}" for text, count in counted.items()]
