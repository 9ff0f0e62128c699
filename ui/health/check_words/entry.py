"""The type of an entry in the tables of checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.health.finding import Status

Action = Literal[
    "backup",
    "drill",
    "audit",
    "passphrase",
    "finish_keys",
    "index",
    "models",
    "private",
    "log",
    "report",
    "upgrade",
    "update",
]
"""What the program can do about a finding."""


@dataclass(frozen=True, slots=True)
class CheckWords:
    """`said` by status, or by `status:case` for one of the cases that `ui.health.wording` distinguishes.

    `{name}` is a parameter of the finding. `remedy` is for any status but OK, and `action` the button beside
    it, if the program can do it itself.
    """

    title: str
    said: Mapping[str, str]
    remedy: str
    action: Action | None = None
    otherwise: Mapping[Status, str] = field(default_factory=dict)
    """A different remedy for one status, which no button can perform."""
    administered: str = ""
    """The remedy where the finding says `shared`: an administrator does it, so no button can."""
