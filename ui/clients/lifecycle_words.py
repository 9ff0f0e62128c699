"""The words for the state of a chart, and for why two charts may belong to one person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from core.clients.dto import Client, Duplicate
from ui.text.days import day_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate


def state_word(client: Client) -> str:
    """One word for a chart outside the list; empty for an active one."""
    words = {
        "archived": QCoreApplication.translate("ClientLifecycle", "Archived"),
        "deleted": QCoreApplication.translate("ClientLifecycle", "Deleted"),
        "merged": QCoreApplication.translate("ClientLifecycle", "Merged into another chart"),
    }
    return words.get(client.lifecycle.state, "")


def lifecycle_sentence(client: Client) -> str:
    """Since when and why a chart is outside the list; empty for an active one."""
    lifecycle = client.lifecycle
    if lifecycle.state == "active":
        return ""
    since = day_text(lifecycle.since.astimezone().date()) if lifecycle.since is not None else "–"
    if lifecycle.purging:
        told = QCoreApplication.translate("ClientLifecycle", "Since {day} an owner is erasing it for good.")
        return told.format(day=since)
    sentences = {
        "archived": QCoreApplication.translate("ClientLifecycle", "Archived on {day}."),
        "deleted": QCoreApplication.translate("ClientLifecycle", "Deleted on {day}, because: {reason}"),
        "merged": QCoreApplication.translate(
            "ClientLifecycle", "Merged into another chart on {day}, because: {reason}"
        ),
    }
    return sentences[lifecycle.state].format(day=since, reason=isolate(lifecycle.reason))


def names_in_a_row(names: Iterable[str]) -> str:
    """A list of names, each in its own direction."""
    return one_line(isolate(name) for name in names)


def days_left(client: Client, *, today: date) -> int | None:
    """Days until a deleted chart may be erased permanently, 0 when that is due; None for any other."""
    return None if client.purge_on is None else max((client.purge_on - today).days, 0)


def reason_words(duplicate: Duplicate) -> str:
    """Why it may be the same person, as half a sentence."""
    words = {
        "external_id": QCoreApplication.translate("DuplicateReason", "same number of an import"),
        "name_and_birth_date": QCoreApplication.translate("DuplicateReason", "same name and birth date"),
        "name": QCoreApplication.translate("DuplicateReason", "same name"),
        "similar_name": QCoreApplication.translate("DuplicateReason", "similar name and same birth date"),
        "phone": QCoreApplication.translate("DuplicateReason", "same phone"),
        "email": QCoreApplication.translate("DuplicateReason", "same e-mail"),
    }
    return ", ".join(words.get(reason, reason) for reason in duplicate.reasons)
