"""The restrictions of the operating system on the models' code, or why there are none."""

from __future__ import annotations

from core.child_processes.isolation import Isolation
from ui.i18n.marking import QT_TR_NOOP, translated

_HELD = QT_TR_NOOP(
    "The system restricts the models to their own files: they cannot write, use the network or reach"
    " other programs.",
)
_NOT_HELD = {
    "other_system": QT_TR_NOOP(
        "This system does not restrict the models to their own files: only Linux can."
    ),
    "processor": QT_TR_NOOP(
        "The models are not restricted to their own files: it is not known how on this processor.",
    ),
    "kernel": QT_TR_NOOP(
        "The models are not restricted to their own files: the system's kernel is too old for it.",
    ),
    "disabled": QT_TR_NOOP(
        "The models are not restricted to their own files: the kernel has it switched off."
    ),
}
_REFUSED = QT_TR_NOOP("The models are not restricted to their own files: the system refused it.")
_BESIDES = QT_TR_NOOP("They run in a process of their own, without the keys.")


def confinement_line(isolation: Isolation | None) -> str:
    """One sentence or two; empty until the engine reports."""
    if isolation is None:
        return ""
    if isolation.landlock > 0 and isolation.system_calls:
        return translated(_HELD)
    reason = isolation.landlock_reason or isolation.system_calls_reason
    return f"{translated(_NOT_HELD.get(reason, _REFUSED))} {translated(_BESIDES)}"
