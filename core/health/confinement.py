"""Whether the kernel confines the engine's native code, and protects the database's memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.database.server import Server
from core.engine.confinement_probe import probe_isolation
from core.health.finding import Finding

if TYPE_CHECKING:
    from core.services import Services


def engine_confinement(services: Services | None) -> Finding:
    """The confinement of the running engine; if none runs, of a confined test process.

    A measure that does not hold has a reason (`core.confinement.report.Reason`).
    """
    isolation = services.engine.isolation if services is not None else None
    isolation = isolation or probe_isolation()
    if isolation is None:
        return Finding("engine_confinement", "warning", {"reason": "probe_failed"})
    held = isolation.landlock > 0 and isolation.system_calls
    params: dict[str, object] = {
        "landlock": isolation.landlock,
        "system_calls": isolation.system_calls,
        "no_network": isolation.network_namespace or isolation.system_calls,
        "capabilities_dropped": isolation.capabilities_dropped,
        "landlock_reason": isolation.landlock_reason,
        "system_calls_reason": isolation.system_calls_reason,
    }
    return Finding("engine_confinement", "ok" if held else "warning", params)


def database_memory(server: Server) -> Finding:
    """Whether the server's memory, with decrypted vectors while unlocked, is closed to other programs."""
    traceable = server.traceable
    return Finding("database_memory", "ok" if traceable is False else "warning", {"readable": traceable})
