"""What a field of a client is: its kind, where it is shown, and its names in files and in letters.

The fields themselves are in `core.clients.dto`: form, record page, print, CSV, JSON Lines, archive, letters
and the sealed record follow from there. A field's name on screen is in `ui.error_sentences.field_names`. No
field can be left out of an export or a print: whatever is written about a client can be taken along.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_type_hints

NAME_LIMIT_CHARS = 200
TEXT_LIMIT_CHARS = 50_000
TAG_LIMIT_CHARS = 40

Kind = Literal["line", "block", "note", "entries", "tags", "day", "sex", "id"]
"""`line`: text on one line. `block`: text on a few lines. `note`: long text, kept exactly as written.
`entries`: several texts, one a line. `tags`: several short texts on one line, each once. `day`: a date, not a
future one. `sex`: one of `SEXES`. `id`: the client's id in another program, which only an import writes.
"""
LIST_KINDS: tuple[Kind, ...] = ("entries", "tags")
Group = Literal["identity", "warnings", "contact", "record", "origin"]
"""The parts of the form, in this order. A field in `origin` is printed, but neither edited nor shown."""


@dataclass(frozen=True, slots=True)
class ClientField:
    """One field. Its type in `ClientDetails` and its default are those of its kind."""

    kind: Kind
    group: Group
    hebrew: str
    """Its name where the language is not that of the window: a heading of a CSV file, a gap in a letter."""
    headings: tuple[str, ...] = ()
    """What other programs call it in a CSV file, besides its own name and the Hebrew one."""
    limit_chars: int = TEXT_LIMIT_CHARS
    """Of a list, for each of its entries."""
    in_banner: bool = False
    """Shown above every page of the chart, and therefore not on the record page. The banner has code of its
    own for these: a new field does not appear there.
    """
    in_letters: bool = False
    """Whether a letter can name it in braces. Only what a recipient may be told."""
    searched: bool = False
    """Whether its text is indexed, found, quoted and read for facts. Only `entries` and `note` can be."""
    column: str = ""
    """Its name in a CSV file, if that is not the field's own."""


def schema_of(details: type) -> dict[str, ClientField]:
    """The fields of a dataclass whose annotations are `Annotated[type, ClientField(…)]`, in their order."""
    hints = get_type_hints(details, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}
