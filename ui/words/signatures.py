"""Texts for the results of signature checks, of notes and addenda."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.sessions.dto import Verdict
from ui.theme.roles import Tone


def note_verdict_words(verdict: Verdict, name: str) -> str:
    """One line under a signed note; `name` is the signer's, formatted."""
    words = {
        "valid": QCoreApplication.translate("Signature", "Signed by {name}: signature verified."),
        "copied": QCoreApplication.translate(
            "Signature", "Signed by {name} in a chart that was merged into this one: signature verified."
        ),
        "replaced": QCoreApplication.translate(
            "Signature", "Signed by {name} with a key that was replaced since: signature verified."
        ),
        "copied_replaced": QCoreApplication.translate(
            "Signature",
            "Signed by {name} in a chart that was merged into this one, with a key that was replaced since:"
            " signature verified.",
        ),
        "invalid": QCoreApplication.translate(
            "Signature",
            "The signature of {name} does not match this note. Somebody else may have changed it.",
        ),
        "missing": QCoreApplication.translate(
            "Signature", "This note carries no signature, though it should: nothing proves who signed it."
        ),
        "before": QCoreApplication.translate(
            "Signature", "Signed before signatures were kept: nothing proves who signed it."
        ),
        "imported": QCoreApplication.translate(
            "Signature", "Imported: signed, if at all, in another program; nobody here signed it."
        ),
    }
    return words[verdict].format(name=name)


def addendum_verdict_words(verdict: Verdict) -> str:
    """A few words beside the author of an addendum."""
    words = {
        "valid": QCoreApplication.translate("Signature", "signature verified"),
        "copied": QCoreApplication.translate("Signature", "signature verified"),
        "replaced": QCoreApplication.translate("Signature", "signature verified, by a key replaced since"),
        "copied_replaced": QCoreApplication.translate(
            "Signature", "signature verified, by a key replaced since"
        ),
        "invalid": QCoreApplication.translate("Signature", "signature does not match"),
        "missing": QCoreApplication.translate("Signature", "signature missing"),
        "before": QCoreApplication.translate("Signature", "from before signatures were kept"),
        "imported": QCoreApplication.translate("Signature", "not signed here"),
    }
    return words[verdict]


def verdict_tone(verdict: Verdict) -> Tone:
    """Danger for a possible forgery."""
    if verdict in ("invalid", "missing"):
        return "danger"
    return "good" if verdict in ("valid", "copied") else "muted"
