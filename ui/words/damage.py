"""The text for an unreadable list entry, the same in every list."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from core.clients.dto import Client, ClientDetails
from core.damage import DamagedEntry
from ui.text.days import day_text

_ID_CHARS = 8


def damaged_title(entry: DamagedEntry) -> str:
    """`This attachment cannot be read`."""
    words = {
        "client": QCoreApplication.translate("Damage", "This client's details cannot be read"),
        "attachment": QCoreApplication.translate("Damage", "This attachment cannot be read"),
        "appointment": QCoreApplication.translate("Damage", "This appointment cannot be read"),
        "letter": QCoreApplication.translate("Damage", "This letter cannot be read"),
        "template": QCoreApplication.translate("Damage", "This template cannot be read"),
        "snippet": QCoreApplication.translate("Damage", "This snippet cannot be read"),
        "letter_template": QCoreApplication.translate("Damage", "This letter text cannot be read"),
        "word": QCoreApplication.translate("Damage", "This word cannot be read"),
        "abbreviation": QCoreApplication.translate("Damage", "This abbreviation cannot be read"),
        "import_batch": QCoreApplication.translate("Damage", "The record of this import cannot be read"),
    }
    return words.get(entry.kind) or QCoreApplication.translate("Damage", "This entry cannot be read")


def damaged_place(entry: DamagedEntry) -> str:
    """Its known facts: its day, and the beginning of its number for the person who restores it."""
    number = QCoreApplication.translate("Damage", "number {id}").format(id=str(entry.entry_id)[:_ID_CHARS])
    return number if entry.day is None else f"{day_text(entry.day)}, {number}"


def damage_remedy() -> str:
    return QCoreApplication.translate(
        "Damage",
        "It was damaged or changed outside Anamnesis. Everything else is there. Restore a backup that"
        " holds it.",
    )


def damaged_line(entry: DamagedEntry) -> str:
    """All of it on one line, for a tooltip and a screen reader."""
    return f"{damaged_title(entry)} ({damaged_place(entry)}). {damage_remedy()}"


def named(client: Client) -> Client:
    """`client`, with placeholder words for an unreadable name."""
    if client.readable:
        return client
    words = QCoreApplication.translate("Damage", "Client {id}, unreadable")
    told = words.format(id=str(client.client_id)[:_ID_CHARS])
    return replace(client, details=ClientDetails(first_name="", last_name=told))


def stand_in(entry: DamagedEntry) -> Client:
    """The client of whom only the id is known, to be chosen from a list: their notes are readable."""
    assert entry.client_id is not None  # noqa: S101 - an entry of a client names them
    nameless = ClientDetails(first_name="", last_name="")
    return named(Client(entry.client_id, entry.row_version, nameless, readable=False))
