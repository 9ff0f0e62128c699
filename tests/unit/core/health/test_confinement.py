"""What doctor says of the kernel's measures: of the running engine, or of a process confined to find out."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from core.child_processes.isolation import Isolation
from core.engine.confinement_probe import probe_isolation
from core.health import confinement
from core.health.confinement import database_memory, engine_confinement
from core.health.finding import CHECKS

HELD = Isolation(
    sockets_refused=True,
    network_namespace=False,
    core_dumps_refused=True,
    dies_with_parent=True,
    landlock=4,
    landlock_reason="",
    system_calls=True,
    system_calls_reason="",
    capabilities_dropped=True,
)
MISSING = replace(HELD, landlock=0, landlock_reason="disabled")


def services(isolation: Isolation | None) -> Any:
    return SimpleNamespace(engine=SimpleNamespace(isolation=isolation))


def test_a_running_engine_speaks_for_itself(monkeypatch):
    monkeypatch.setattr(confinement, "probe_isolation", lambda: pytest.fail("an engine runs"))
    assert engine_confinement(services(HELD)).status == "ok"
    finding = engine_confinement(services(MISSING))
    assert finding.status == "warning"
    assert finding.params["landlock_reason"] == "disabled"
    assert finding.params["no_network"], "the filter refuses sockets where there is no namespace"
    assert CHECKS[finding.check].remedy


@pytest.mark.parametrize("found", [None, services(None)])
def test_without_an_engine_a_process_is_confined_to_find_out(monkeypatch, found):
    monkeypatch.setattr(confinement, "probe_isolation", lambda: HELD)
    assert engine_confinement(found).status == "ok"
    monkeypatch.setattr(confinement, "probe_isolation", lambda: None)
    assert engine_confinement(found).status == "warning"


def test_the_process_that_finds_out_answers():
    isolation = probe_isolation()
    assert isolation is not None
    assert bool(isolation.landlock) == (isolation.landlock_reason == "")
    assert isolation.system_calls == (isolation.system_calls_reason == "")
    if sys.platform == "linux":
        assert isolation.capabilities_dropped


@pytest.mark.parametrize(("traceable", "status"), [(False, "ok"), (True, "warning"), (None, "warning")])
def test_the_servers_memory_is_closed_or_there_is_a_word(traceable, status):
    cluster: Any = SimpleNamespace(traceable=traceable)
    finding = database_memory(cluster)
    assert finding.status == status
    assert CHECKS[finding.check].remedy
