"""The fields of the client record that can be found and quoted, each as one text with character offsets."""

from __future__ import annotations

from core.clients.dto import CLIENT_SCHEMA, ClientDetails
from core.clients.fields import LIST_KINDS

RECORD_LISTS = tuple(
    name for name, field in CLIENT_SCHEMA.items() if field.searched and field.kind in LIST_KINDS
)
RECORD_TEXTS = tuple(name for name, field in CLIENT_SCHEMA.items() if field.searched and field.kind == "note")
RECORD_FIELDS = (*RECORD_LISTS, *RECORD_TEXTS)


def record_text(details: ClientDetails, field: str) -> str:
    """One of `RECORD_FIELDS` as text; of a list, one entry a line."""
    value = getattr(details, field)
    return value if isinstance(value, str) else entries_text(value)


def entries_text(entries: tuple[str, ...]) -> str:
    """Allergies or alerts as one text, one a line: what offsets into their fields count in."""
    return "\n".join(entries)
