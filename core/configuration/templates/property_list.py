"""A configuration profile for macOS with every setting at an example, for IT to edit and sign."""

from __future__ import annotations

import plistlib
from uuid import UUID, uuid5

from core.configuration.kinds import TRUSTING
from core.configuration.schema import IN_FILES
from core.configuration.sources import PREFERENCES_DOMAIN

_NAMESPACE = UUID("6d0d8a0e-5a86-4c1b-9d0e-8a1f3f6c2b57")
_VERSION = 1


def configuration_profile() -> str:
    """As XML. Keys that grant access are omitted, because an example would grant it."""
    payload = {
        "PayloadType": PREFERENCES_DOMAIN,
        "PayloadVersion": _VERSION,
        "PayloadIdentifier": f"{PREFERENCES_DOMAIN}.settings",
        "PayloadUUID": _uuid("settings"),
        "PayloadDisplayName": "Anamnesis",
        **{each.name: each.kind.example for each in IN_FILES if not isinstance(each.kind, TRUSTING)},
    }
    profile = {
        "PayloadType": "Configuration",
        "PayloadVersion": _VERSION,
        "PayloadIdentifier": PREFERENCES_DOMAIN,
        "PayloadUUID": _uuid("profile"),
        "PayloadDisplayName": "Anamnesis policy",
        "PayloadScope": "System",
        "PayloadRemovalDisallowed": True,
        "PayloadContent": [payload],
    }
    return plistlib.dumps(profile, sort_keys=False).decode()


def _uuid(name: str) -> str:
    return str(uuid5(_NAMESPACE, name)).upper()
