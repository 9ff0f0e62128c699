"""The status of the keys in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from core.ids import UserId
from core.keys.dto import KeyStatus, PendingWork, SlotKind, SlotStatus
from ui.i18n.marking import QT_TR_NOOP, translated
from ui.text.days import day_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate

_SLOTS: dict[SlotKind, str] = {
    "passphrase": QT_TR_NOOP("Passphrase"),
    "recovery": QT_TR_NOOP("Recovery key"),
    "keyring": QT_TR_NOOP("This computer's keyring"),
    "escrow": QT_TR_NOOP("Your organisation's key, by its policy"),
}
_KIB_A_MIB = 1024


class KeyWords(QObject):
    """A QObject for its `tr` with plural forms."""

    def versions(self, status: KeyStatus) -> str:
        """The current keys: `Workspace key 2 · epoch 3 · 41 client keys`."""
        count = self.tr("%n client key(s)", "", status.client_keys)
        return self.tr("Workspace key {version} · epoch {epoch} · {clients}").format(
            version=status.workspace_key_version, epoch=status.epoch, clients=count
        )

    def slot(self, slot: SlotStatus) -> str:
        """One slot: its kind, since when, and the cost of a guess."""
        parts = [translated(_SLOTS[slot.kind])]
        if slot.made_on is None:
            parts.append(self.tr("from the beginning"))
        else:
            parts.append(self.tr("since {day}").format(day=day_text(slot.made_on)))
        if slot.cost is not None:
            needed = slot.cost.memory_kib // _KIB_A_MIB
            parts.append(self.tr("a guess takes {mebibytes} MiB of memory").format(mebibytes=needed))
        return one_line(parts)

    def slots(self, slots: tuple[SlotStatus, ...], names: Mapping[UserId, str]) -> str:
        """The slots, one per line, with the person's name if there are several people."""
        several = len({slot.user_id for slot in slots}) > 1
        lines = []
        for slot in slots:
            name = names.get(slot.user_id, "")
            lines.append(f"{isolate(name)}: {self.slot(slot)}" if several and name else self.slot(slot))
        return "\n".join(lines)

    def pending(self, pending: PendingWork) -> str:
        """The unfinished operation and its progress."""
        if pending.kind == "erase":
            words = self.tr("An erase is not finished: {done} of {total} clients.")
        else:
            words = self.tr("A rotation is not finished: {done} of {total} clients.")
        return words.format(done=pending.done, total=pending.total)
