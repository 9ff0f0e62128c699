"""Learning can be stopped and gone on with exactly; at each quote it learns whether the quote proves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.fakes.tiny_llama import tiny_llama
from training.learning import Learner, Plan, row_losses
from training.lora import add_lora, lora_layers, lora_state
from training.order import turns
from training.rows import Row, RowQuote
from training.tokens import Encoded

QUOTE = RowQuote("2024-02-06", "plan", "Rest.")
PLAN = Plan(seed=3, rows=24, rate=1e-2, step=3, rank=2, alpha=4.0)


def learner(plan: Plan = PLAN) -> Learner:
    model = tiny_llama(seed=5)
    add_lora(model, rank=plan.rank, alpha=plan.alpha, seed=plan.seed)
    return Learner(model, plan)


def some(number: int) -> list[Encoded]:
    """Three rows, the numbers of two quotes in each."""
    start = [(number * 5 + at) % 40 for at in range(5)]
    return [
        Encoded(
            (*start, 10 + row, 20, number % 40),
            (41 + row, 20 + number % 9, 45)[: 2 + row % 2],
            numbers=(3, 6),
            proves=(row == 0, row == 1),
            none=45,
        )
        for row in range(3)
    ]


def run(one: Learner, steps: range) -> None:
    for step in steps:
        one.step(some(step))


def test_going_on_from_a_checkpoint_is_the_same_as_never_stopping(tmp_path: Path) -> None:
    whole = learner()
    run(whole, range(4))
    first = learner()
    run(first, range(2))
    first.save(tmp_path / "checkpoint.pt")
    second = learner()
    second.go_on(tmp_path / "checkpoint.pt")
    assert second.progress.seen == 6
    run(second, range(2, 4))
    expected = lora_state(whole.model)
    for name, value in lora_state(second.model).items():
        assert torch.equal(value, expected[name]), name


def test_going_on_takes_the_rows_that_were_not_seen() -> None:
    rows = [Row(f"r{number}", "hand", "c", "en", "q?", "", (QUOTE,)) for number in range(20)]
    whole, rest = learner(), learner()
    seen = []
    for step in whole.steps(turns(rows, seed=1)):
        seen.append([turn.row.row_id for turn in step])
        whole.progress.seen += len(step)
    rest.progress.seen = 12
    step = next(rest.steps(turns(rows, seed=1)))
    assert [turn.row.row_id for turn in step] == seen[4]
    assert len(seen) == 8


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


def test_what_is_learned_at_a_number_is_its_own_score_against_none() -> None:
    model = learner().model
    row = some(4)[0]
    answer, numbers = row_losses(model, row)
    logits = model(torch.tensor([[*row.prompt, *row.answer[:-1]]])).logits[0]
    last = len(row.prompt) - 1
    expected = [-logits[last + at].log_softmax(-1)[token] for at, token in enumerate(row.answer)]
    assert torch.allclose(answer, torch.stack(expected), atol=1e-5)
    proves, does_not = (logits[place][row.prompt[place]] - logits[place][row.none] for place in row.numbers)
    told = -(proves.sigmoid().log() + (1 - does_not.sigmoid()).log()) / 2
    assert torch.allclose(numbers, told, atol=1e-5)
    weighted = -(3 * proves.sigmoid().log() + (1 - does_not.sigmoid()).log()) / 2
    assert torch.allclose(row_losses(model, row, proof_weight=3.0)[1], weighted, atol=1e-5)


def test_only_the_adapters_change_and_the_loss_falls() -> None:
    one = learner()
    before = {name: value.clone() for name, value in one.model.named_parameters() if "lora" not in name}
    steps = [one.step([*some(0), *some(1)]) for _ in range(12)]
    assert steps[-1].loss < steps[0].loss - 0.5
    assert steps[-1].quotes < steps[0].quotes
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
