"""The roles of a practice in words."""

from __future__ import annotations

from core.security.roles import Role
from ui.i18n.marking import QT_TR_NOOP, translated

_NAMES: dict[Role, str] = {
    "owner": QT_TR_NOOP("Owner"),
    "clinician": QT_TR_NOOP("Clinician"),
    "auditor": QT_TR_NOOP("Auditor"),
}
_EXPLANATIONS: dict[Role, str] = {
    "owner": QT_TR_NOOP("Reads and writes every chart, and looks after keys, people and the audit log."),
    "clinician": QT_TR_NOOP("Reads and writes every chart. Does not manage keys or people."),
    "auditor": QT_TR_NOOP("Reads the audit log only. Holds no key that opens a chart."),
}


def role_name(role: Role) -> str:
    return translated(_NAMES[role])


def role_explanation(role: Role) -> str:
    """The permissions of the role, in one line."""
    return translated(_EXPLANATIONS[role])
