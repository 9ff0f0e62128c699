"""The breaker opens after repeated failures and lets one try through after its rest."""

from __future__ import annotations

from core.engine.breaker import Breaker


class FakeClock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def make() -> tuple[Breaker, FakeClock]:
    clock = FakeClock()
    return Breaker(failures=5, rest_s=60.0, monotonic=clock), clock


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        assert breaker.admit() == 0.0
        breaker.failed()


def test_four_failures_do_not_open_it():
    breaker, _ = make()
    fail(breaker, 4)
    assert not breaker.open
    assert breaker.admit() == 0.0


def test_five_in_a_row_do():
    breaker, clock = make()
    fail(breaker, 5)
    assert breaker.open
    clock.now_s += 20
    assert breaker.admit() == 40.0


def test_a_success_in_between_starts_the_count_again():
    breaker, _ = make()
    fail(breaker, 4)
    breaker.admit()
    breaker.succeeded()
    fail(breaker, 4)
    assert not breaker.open


def test_after_its_rest_exactly_one_try_is_let_through():
    breaker, clock = make()
    fail(breaker, 5)
    clock.now_s += 60
    assert breaker.admit() == 0.0
    assert breaker.admit() > 0
    assert breaker.open


def test_a_try_that_succeeds_closes_it():
    breaker, clock = make()
    fail(breaker, 5)
    clock.now_s += 61
    breaker.admit()
    breaker.succeeded()
    assert not breaker.open
    fail(breaker, 4)
    assert not breaker.open


def test_a_try_that_fails_opens_it_for_another_rest():
    breaker, clock = make()
    fail(breaker, 5)
    clock.now_s += 61
    breaker.admit()
    breaker.failed()
    assert breaker.admit() == 60.0


def test_each_try_that_fails_doubles_the_rest_up_to_a_bound_and_a_success_ends_that():
    clock = FakeClock()
    breaker = Breaker(failures=2, rest_s=60.0, longest_rest_s=200.0, monotonic=clock)
    fail(breaker, 2)
    for rest_s in (60.0, 120.0, 200.0, 200.0):
        assert breaker.admit() == rest_s
        clock.now_s += rest_s
        assert breaker.admit() == 0.0
        breaker.failed()
    clock.now_s += 200.0
    assert breaker.admit() == 0.0
    # Stopped by its caller: that says nothing, and the next one tries.
    breaker.abandoned()
    assert breaker.admit() == 0.0
    breaker.succeeded()
    fail(breaker, 2)
    assert breaker.admit() == 60.0


def test_a_try_that_was_cancelled_gives_its_place_back():
    breaker, clock = make()
    fail(breaker, 5)
    clock.now_s += 61
    breaker.admit()
    breaker.abandoned()
    assert breaker.open
    assert breaker.admit() == 0.0


def test_each_opening_is_told_once():
    clock, opened = FakeClock(), []
    breaker = Breaker(failures=5, rest_s=60.0, monotonic=clock, on_open=lambda: opened.append(clock.now_s))
    fail(breaker, 5)
    # Two that were under way when it opened.
    breaker.failed()
    breaker.failed()
    clock.now_s += 61
    breaker.admit()
    breaker.failed()
    assert opened == [100.0, 161.0]
