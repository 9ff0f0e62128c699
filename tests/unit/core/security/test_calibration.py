"""The cost lands in the target on machines of every kind, within bounds and within a bounded time."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EnvironmentProblem
from core.security.calibration import calibrated_cost
from core.security.kdf import Argon2Cost, stretch_passphrase

MIB, GIB = 1024, 1024**3
BUDGET_S = 6.0


class Machine:
    """A computer that needs `start_s` for the recommended cost, and falters beyond `memory_mib`."""

    def __init__(self, start_s: float, *, memory_mib: int = 1 << 20, power: float = 1.0) -> None:
        self.start_s = start_s
        self.memory_mib = memory_mib
        self.power = power
        self.spent_s = 0.0
        self.runs: list[Argon2Cost] = []

    def time(self, cost: Argon2Cost) -> float:
        start = Argon2Cost.recommended()
        share = cost.iterations / start.iterations * (cost.memory_kib / start.memory_kib) ** self.power
        return share * self.start_s

    def __call__(self, cost: Argon2Cost) -> float:
        cost.check()
        self.runs.append(cost)
        if cost.memory_kib > self.memory_mib * MIB:
            raise MemoryError
        self.spent_s += self.time(cost)
        return self.time(cost)


def calibrate(machine: Machine, memory_bytes: int = 64 * GIB) -> Argon2Cost:
    cost = calibrated_cost(memory_bytes=memory_bytes, timer=machine)
    cost.check()
    return cost


@pytest.mark.parametrize("start_s", [0.7, 0.9, 1.2, 1.5])
def test_the_recommended_cost_is_kept_where_it_does(start_s: float):
    assert calibrate(Machine(start_s)) == Argon2Cost.recommended()


@pytest.mark.parametrize("start_s", [0.62, 0.5, 0.3, 0.16])
def test_on_a_fast_machine_the_passes_go_up_first(start_s: float):
    machine = Machine(start_s)
    cost = calibrate(machine)
    assert 0.7 <= machine.time(cost) <= 1.5
    assert cost.memory_kib == 256 * MIB
    assert 3 < cost.iterations <= 20


@pytest.mark.parametrize("start_s", [0.1, 0.05])
def test_then_the_memory(start_s: float):
    machine = Machine(start_s)
    cost = calibrate(machine)
    assert 0.7 <= machine.time(cost) <= 1.5
    assert cost.iterations == 20
    assert 256 * MIB < cost.memory_kib <= 1024 * MIB


def test_the_fastest_machine_gets_the_dearest_cost():
    assert calibrate(Machine(0.001)) == Argon2Cost(iterations=20, memory_kib=1024 * MIB, lanes=4)
    assert calibrate(Machine(0.0)) == Argon2Cost(iterations=20, memory_kib=1024 * MIB, lanes=4)


@pytest.mark.parametrize("start_s", [1.6, 2.5, 4.0])
def test_on_a_slow_machine_the_memory_goes_down_first(start_s: float):
    machine = Machine(start_s)
    cost = calibrate(machine)
    assert 0.7 <= machine.time(cost) <= 1.5
    assert cost.iterations == 3
    assert 64 * MIB <= cost.memory_kib < 256 * MIB
    assert not cost.weaker_than(Argon2Cost.recommended_floor())


@pytest.mark.parametrize("start_s", [6.5, 7.0, 15.9])
def test_a_machine_that_is_busy_or_slow_keeps_the_cost_that_the_standard_asks_for(start_s: float):
    machine = Machine(start_s)
    cost = calibrate(machine)
    assert cost == Argon2Cost.recommended_floor()
    assert machine.time(cost) <= 4


def test_one_that_could_not_bear_it_has_fewer_passes():
    assert calibrate(Machine(17.0)) == Argon2Cost.floor()
    assert calibrate(Machine(500.0)) == Argon2Cost.floor()


@pytest.mark.parametrize(("memory_gib", "most_mib"), [(0.25, 64), (1, 128), (2, 256), (4, 512), (64, 1024)])
def test_an_eighth_of_the_memory_is_the_most(memory_gib: float, most_mib: int):
    assert calibrate(Machine(0.001), int(memory_gib * GIB)).memory_kib == most_mib * MIB
    assert calibrate(Machine(1.0), int(memory_gib * GIB)).memory_kib <= most_mib * MIB


@pytest.mark.parametrize("memory_mib", [64, 100, 200, 300, 600])
def test_memory_that_is_not_there_is_too_much(memory_mib: int):
    machine = Machine(0.05, memory_mib=memory_mib)
    assert calibrate(machine).memory_kib <= memory_mib * MIB


def test_without_memory_for_the_cheapest_it_is_the_cheapest():
    assert calibrate(Machine(1.0, memory_mib=10)) == Argon2Cost.floor()


def test_memory_that_goes_away_meanwhile_leaves_the_cheapest():
    machine = Machine(0.5)

    def failing(cost: Argon2Cost) -> float:
        if machine.runs:
            raise MemoryError
        return machine(cost)

    assert calibrated_cost(memory_bytes=64 * GIB, timer=failing) == Argon2Cost.floor()


def test_between_two_measures_on_either_side_the_nearer_is_taken():
    times = {Argon2Cost.floor(): 0.1, Argon2Cost.recommended(): 0.65}
    cost = calibrated_cost(memory_bytes=64 * GIB, timer=lambda cost: times.get(cost, 1.8))
    assert cost == Argon2Cost.recommended()


def test_a_machine_that_never_slows_down_is_measured_a_few_times_only():
    runs: list[Argon2Cost] = []

    def constant(cost: Argon2Cost) -> float:
        runs.append(cost)
        return 0.1 if cost == Argon2Cost.floor() else 0.65

    assert calibrated_cost(memory_bytes=64 * GIB, timer=constant).iterations == 20
    assert len(runs) == 9


@given(st.lists(st.floats(0.0, 3.0), min_size=10, max_size=10))
def test_times_that_jump_about_end_somewhere_allowed(times: list[float]):
    left = iter(times)
    cost = calibrated_cost(memory_bytes=64 * GIB, timer=lambda _cost: next(left))
    cost.check()


@given(
    start_s=st.floats(0.0, 40.0),
    power=st.floats(0.7, 1.4),
    memory_bytes=st.integers(1, 256 * GIB),
    memory_mib=st.integers(64, 4096),
)
def test_any_machine_is_done_in_bounded_time(
    start_s: float, power: float, memory_bytes: int, memory_mib: int
):
    machine = Machine(start_s, power=power, memory_mib=memory_mib)
    cost = calibrate(machine, memory_bytes)
    assert cost.memory_kib <= max(64 * MIB, memory_bytes // 8 // 1024)
    cheapest_s = machine.time(Argon2Cost.floor())
    assert machine.spent_s <= max(BUDGET_S * 1.5, cheapest_s)
    if math.isclose(power, 1.0) and machine.time(cost) > 1.5:
        assert cost in (Argon2Cost.floor(), Argon2Cost.recommended_floor())
        if machine.time(Argon2Cost.recommended_floor()) < 3.9:
            assert cost == Argon2Cost.recommended_floor()


def test_the_real_derivation_is_what_is_measured(monkeypatch: pytest.MonkeyPatch):
    measured: list[Argon2Cost] = []

    def watched(passphrase: str, *, salt: bytes, cost: Argon2Cost) -> object:
        measured.append(cost)
        return stretch_passphrase(passphrase, salt=salt, cost=cost)

    monkeypatch.setattr("core.security.calibration.stretch_passphrase", watched)
    cost = calibrated_cost(target_s=(1e-9, 1e-8))
    assert cost in (Argon2Cost.floor(), Argon2Cost.recommended_floor())
    assert measured[0] == Argon2Cost.floor()


def test_a_derivation_without_memory_counts_as_too_much(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_arguments: object, **_named: object) -> None:
        raise EnvironmentProblem("memory_for_unlock")

    monkeypatch.setattr("core.security.calibration.stretch_passphrase", refuse)
    assert calibrated_cost() == Argon2Cost.floor()
