"""Learning can be stopped and gone on with exactly; rows that share a beginning cost it once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.fakes.tiny_llama import tiny_llama
from training.learning import Learner, Plan, answer_losses
from training.lora import add_lora, lora_layers, lora_state
from training.tokens import Encoded

PLAN = Plan(seed=3, rows=24, rate=1e-2, groups=2, rank=2, alpha=4.0)


def learner(plan: Plan = PLAN) -> Learner:
    model = tiny_llama(seed=5)
    add_lora(model, rank=plan.rank, alpha=plan.alpha, seed=plan.seed)
    return Learner(model, plan)


def group(number: int) -> list[Encoded]:
    """Three rows with five tokens in common."""
    shared = [(number * 5 + at) % 40 for at in range(5)]
    return [
        Encoded((*shared, 10 + row, 20, number % 40), (41 + row, 20 + number % 9, 45)[: 2 + row % 2])
        for row in range(3)
    ]


def run(one: Learner, steps: range) -> None:
    for step in steps:
        one.step([group(2 * step), group(2 * step + 1)])


def test_going_on_from_a_checkpoint_is_the_same_as_never_stopping(tmp_path: Path) -> None:
    whole = learner()
    run(whole, range(4))
    first = learner()
    run(first, range(2))
    first.save(tmp_path / "checkpoint.pt")
    second = learner()
    second.go_on(tmp_path / "checkpoint.pt")
    assert (second.progress.groups, second.progress.seen) == (4, 12)
    run(second, range(2, 4))
    expected = lora_state(whole.model)
    for name, value in lora_state(second.model).items():
        assert torch.equal(value, expected[name]), name


def test_a_checkpoint_of_another_plan_is_refused_but_for_its_budget(tmp_path: Path) -> None:
    learner().save(tmp_path / "checkpoint.pt")
    learner(replace(PLAN, rows=99)).go_on(tmp_path / "checkpoint.pt")
    with pytest.raises(ValueError, match="another plan"):
        learner(replace(PLAN, seed=4)).go_on(tmp_path / "checkpoint.pt")


def test_a_checkpoint_that_could_not_be_written_leaves_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = learner()
    one.save(tmp_path / "checkpoint.pt")
    held = (tmp_path / "checkpoint.pt").read_bytes()

    def broken(_held: Any, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(torch, "save", broken)
    with pytest.raises(OSError, match="disk full"):
        one.save(tmp_path / "checkpoint.pt")
    assert (tmp_path / "checkpoint.pt").read_bytes() == held


def test_rows_with_a_common_beginning_lose_what_they_lose_alone() -> None:
    model = learner().model
    rows = group(4)
    together, firsts = answer_losses(model, rows)
    alone = [answer_losses(model, [row])[0] for row in rows]
    assert torch.allclose(together, torch.cat(alone), atol=1e-5)
    assert firsts.tolist() == [True, False, True, False, False, True, False]


def test_only_the_adapters_change_and_the_loss_falls() -> None:
    one = learner()
    before = {name: value.clone() for name, value in one.model.named_parameters() if "lora" not in name}
    losses = [one.step([group(0), group(1)]).loss for _ in range(12)]
    assert losses[-1] < losses[0] - 0.5
    for name, value in one.model.named_parameters():
        assert "lora" in name or torch.equal(value, before[name]), name


def test_a_new_adapter_changes_nothing_and_stands_on_every_linear_layer_of_the_blocks() -> None:
    plain, model = tiny_llama(seed=5), learner().model
    ids = torch.tensor([[1, 2, 3]])
    assert torch.equal(plain(ids).logits, model(ids).logits)
    assert len(list(lora_layers(model))) == 2 * 7


def test_the_rate_rises_then_falls_to_a_twentieth() -> None:
    plan = Plan(rows=1000, rate=1.0, warm_up=0.1)
    rates = [plan.rate_at(seen) for seen in (0, 50, 100, 500, 1000, 2000)]
    assert rates[0] < rates[1] < rates[2] == 1.0
    assert rates[3] == pytest.approx(0.05 + 0.95 * 0.5868, abs=0.001)
    assert rates[4] == rates[5] == pytest.approx(0.05)
