"""The cross-encoder learns, goes on from a checkpoint exactly, and its file is what the engine reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from core.engine.encoding.cross_encoder import AdapterMismatch, changes_of, linear_weights, read_adapter
from core.engine.encoding.encoder_plan import encoder_plan
from core.engine.encoding.packed import SEGMENT_WEIGHT
from training.cross_card import card_text
from training.cross_figures import Scored, figures_of
from training.cross_learning import Learner, Plan
from training.cross_model import write_adapter
from training.pairs import Question
from training.rows import Row, RowQuote

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "dose", "sleep", "mg", "hours", "what", "good", ":", "plan"]
PLAN = Plan(seed=3, general=4, epochs=1, general_rate=1e-2, clinical_rate=3e-2, step=2, rank=2, alpha=4.0)
YES, NO = "plan: dose mg", "plan: sleep hours good"
QUESTIONS = [
    Question("what dose", ((YES, True), (NO, False))),
    Question("what mg", ((NO, False), (YES, True))),
] * 20
"""A body of random numbers cannot learn more than words of the sentence."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A BERT of two layers with random weights, and a tokenizer of a dozen words."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel

    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        initializer_range=0.3,
    )
    BertModel(config).save_pretrained(tmp_path / "tiny")
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.add_special_tokens(["[CLS]", "[SEP]"])
    marks = [(mark, WORDS.index(mark)) for mark in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=marks)
    tokenizer.save(str(tmp_path / "tiny" / "tokenizer.json"))
    return tmp_path / "tiny"


def learner(folder: Path, plan: Plan = PLAN) -> Learner:
    return Learner(folder, plan, half=False)


def nothing(loss: float, seen: int, total: int) -> None:
    """No report."""


class Stopped(Exception):
    """As by a person."""


def test_it_learns_which_sentence_answers(folder: Path) -> None:
    one = learner(folder)
    losses: list[float] = []
    one.learn(0, [QUESTIONS], on_step=lambda loss, seen, total: losses.append(loss))
    one.learn(1, [QUESTIONS, QUESTIONS], on_step=lambda loss, seen, total: losses.append(loss))
    assert losses[-1] < losses[0] / 2
    yes, no = one.odds("what dose", [YES, NO])
    assert yes > 0 > no


def test_going_on_from_a_checkpoint_is_the_same_as_never_stopping(folder: Path, tmp_path: Path) -> None:
    whole = learner(folder)
    whole.learn(0, [QUESTIONS], on_step=nothing)
    whole.learn(1, [QUESTIONS], on_step=nothing)
    first = learner(folder)

    def stop(loss: float, seen: int, total: int) -> None:
        if first.progress.stage and first.progress.steps == 7:
            raise Stopped

    first.learn(0, [QUESTIONS], on_step=stop)
    with pytest.raises(Stopped):
        first.learn(1, [QUESTIONS], on_step=stop)
    first.save(tmp_path / "half.pt")
    second = learner(folder)
    second.go_on(tmp_path / "half.pt")
    second.learn(0, [QUESTIONS], on_step=nothing)
    second.learn(1, [QUESTIONS], on_step=nothing)
    expected = whole.model.state()
    for name, value in second.model.state().items():
        assert torch.equal(value, expected[name]), name


def test_it_can_start_from_an_adapter(folder: Path, tmp_path: Path) -> None:
    one = learner(folder)
    one.learn(0, [QUESTIONS], on_step=nothing)
    path = tmp_path / "adapter.safetensors"
    write_adapter(path, one.model.state(), base_sha256="0" * 64, alpha=PLAN.alpha)
    other = Learner(folder, PLAN, half=False, start=path)
    assert other.odds("what dose", [YES, NO]) == pytest.approx(one.odds("what dose", [YES, NO]), abs=0.05)
    other.save(tmp_path / "c.pt")
    again = learner(folder)
    again.go_on(tmp_path / "c.pt")
    assert again.odds("what dose", [YES, NO]) == other.odds("what dose", [YES, NO])


def test_a_checkpoint_of_another_plan_is_refused(folder: Path, tmp_path: Path) -> None:
    learner(folder).save(tmp_path / "c.pt")
    with pytest.raises(ValueError, match="another plan"):
        learner(folder, Plan(seed=4)).go_on(tmp_path / "c.pt")


def test_the_file_has_every_linear_layer_of_the_body_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    one = learner(folder)
    one.learn(0, [QUESTIONS], on_step=nothing)
    path = tmp_path / "adapter.safetensors"
    write_adapter(path, one.model.state(), base_sha256="b" * 64, alpha=PLAN.alpha)
    adapter, alpha = read_adapter(path, "b" * 64)
    assert alpha == PLAN.alpha
    (folder / "modules.json").write_text(
        json.dumps(
            [{"type": f"sentence_transformers.models.{name}", "path": at} for name, at in MODULES.items()]
        )
    )
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}')
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 32}')
    plan = encoder_plan(folder)
    assert plan is not None
    changes = changes_of(adapter, alpha=alpha)
    assert changes.keys() == {SEGMENT_WEIGHT, *linear_weights(plan)}
    assert all(bool(change.abs().max() > 0) for change in changes.values())
    with pytest.raises(AdapterMismatch, match="another_model"):
        read_adapter(path, "c" * 64)


MODULES = {"Transformer": "", "Pooling": "1_Pooling", "Normalize": "2_Normalize"}


def test_figures_and_card_say_what_was_measured() -> None:
    proof, other = RowQuote("2024-02-06", "plan", "Dose 5 mg.", True), RowQuote("2024-02-06", "plan", "Rest.")
    yes = Row("y", "hand", "c", "en", "dose?", "5 mg", (other, proof), held_out=True)
    no = Row("n", "hand", "c", "en", "weight?", "", (other,), rules="not_mentioned", held_out=True)
    found = figures_of([Scored(yes, (other, proof), (-2.0, 3.0)), Scored(no, (other,), (-4.0,))])
    assert found.auc == 1.0
    assert str(found.best_source).startswith("1 of 1")
    assert str(found.first_source).startswith("0 of 1")
    measured = found.as_json()
    curve = [{"stage": "clinical", "language": "he", "pairs": 99, **measured}]
    plan = {name: getattr(PLAN, name) for name in PLAN.__dataclass_fields__}
    text = card_text(plan, {"seconds": 120.0, "curve": curve}, {"en": measured}, sha256="f" * 64)
    assert "f" * 64 in text
    assert "| clinical, 99 | he | 1.000 |" in text
    assert "1 of 1 = 1.00" in text
