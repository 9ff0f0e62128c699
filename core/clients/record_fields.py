"""The fields of the client record that can be found and quoted, each as one text with character offsets."""

from __future__ import annotations

from core.clients.dto import ClientDetails

RECORD_LISTS = ("allergies", "alerts")
RECORD_TEXTS = ("medical_history", "notes")
RECORD_FIELDS = (*RECORD_LISTS, *RECORD_TEXTS)


def record_text(details: ClientDetails, field: str) -> str:
    """One of `RECORD_FIELDS` as text; of a list, one entry a line."""
    value = getattr(details, field)
    return value if isinstance(value, str) else entries_text(value)


def entries_text(entries: tuple[str, ...]) -> str:
    """Allergies or alerts as one text, one a line: what offsets into their fields count in."""
    return "\n".join(entries)
