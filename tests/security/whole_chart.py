"""Everything a chart can hold beside its notes, each with words of its own, to look where they end up."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core.clients.dto import ClientDetails
from core.ids import ClientId, new_id
from core.journal.dto import JournalDraft
from core.services import Services
from core.sessions.dto import SoapText
from core.templates.dto import PracticeText

KINDS = (
    "tag",
    "attachment",
    "file_name",
    "metadata",
    "appointment",
    "letter",
    "snippet",
    "template",
    "word",
    "addendum",
    "reason",
    "journal",
    "deletion",
)
"""What `fill_chart` is given a word for."""
DAY = date(2024, 6, 2)


def fill_chart(services: Services, client_id: ClientId, words: Mapping[str, str]) -> None:
    """One of each; `words` maps every one of `KINDS` to something unmistakable."""
    client = services.clients.get(client_id)
    details = dataclasses.replace(client.details, tags=(words["tag"],))
    services.clients.update(client_id, details, expected_version=client.row_version)
    services.attachments.add(
        client_id, name=f"{words['file_name']}.txt", data=f"Seen at {words['attachment']}.".encode()
    )
    services.attachments.add(client_id, name="photo.png", data=_picture(words["metadata"]))
    starts_at = datetime(2024, 6, 3, 9, tzinfo=UTC)
    services.schedule.book(client_id, starts_at=starts_at, minutes=30, note=words["appointment"])
    letter = dataclasses.replace(
        services.letters.draft(client_id), title="To whom", text=f"About {words['letter']}."
    )
    services.letters.save(letter)
    _add_texts(services, words)
    _change_notes(services, client_id, words)
    gone = services.clients.create(ClientDetails(first_name="Dan", last_name="Baruch"))
    services.clients.delete(gone.client_id, reason=words["deletion"], expected_version=gone.row_version)


def _picture(words: str) -> bytes:
    said = PngInfo()
    said.add_text("Comment", words)
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "PNG", pnginfo=said)
    return file.getvalue()


def _add_texts(services: Services, words: Mapping[str, str]) -> None:
    services.templates.save(PracticeText(new_id(), "snippet", "ownbp", text=words["snippet"]))
    soap = SoapText(subjective=words["template"])
    services.templates.save(PracticeText(new_id(), "template", "Own visit", soap=soap))
    services.spelling.add(words["word"])


def _change_notes(services: Services, client_id: ClientId, words: Mapping[str, str]) -> None:
    """A signed note with an addendum, taken back; and a draft whose words wait in the journal."""
    sessions = services.sessions
    draft = sessions.start_draft(client_id, day=DAY, text=SoapText(plan="Rest."))
    signed = sessions.sign(draft.session_id, expected_version=draft.version)
    added = sessions.add_addendum(
        signed.session_id, text=words["addendum"], reason="late result", expected_version=signed.version
    )
    sessions.retract(added.session_id, reason=words["reason"], expected_version=added.version)
    waiting = sessions.start_draft(client_id, day=DAY)
    services.journal.keep(
        JournalDraft(
            session_id=waiting.session_id,
            client_id=client_id,
            author=services.user_id,
            base_version=waiting.version,
            day=DAY,
            text=SoapText(subjective=words["journal"]),
        )
    )
