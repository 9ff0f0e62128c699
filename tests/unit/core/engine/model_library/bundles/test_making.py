"""A bundle is made of models that could be added here too, says what it must, and is whole or not there."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.cancel import CancelToken
from core.engine.dto import GeneratorBudgets
from core.engine.model_library.bundles.making import ModelWishes, make_bundle, prepare_models
from core.errors import Cancelled, DiskFull, InputRefused
from tests.fakes.bundle import BUDGETS, KEY, bundle_of, small_bundle, writer_file
from tests.fakes.embedder_folder import embedder_folder
from ui.errors import has_sentence


def refusal(*paths: Path, **wishes: Any) -> InputRefused:
    with pytest.raises(InputRefused) as refused:
        prepare_models(paths, ModelWishes(**wishes))
    error = refused.value
    assert has_sentence(error.code)
    return error


def test_without_wishes_the_budgets_are_the_usual_ones_as_far_as_the_model_goes(tmp_path: Path) -> None:
    (prepared,) = prepare_models([writer_file(tmp_path)], ModelWishes())
    assert prepared.model.budgets == GeneratorBudgets(context_tokens=2048)
    assert prepared.spec.budgets == prepared.model.budgets
    assert prepared.model.verdict is None


def test_a_wider_context_needs_more_memory(tmp_path: Path) -> None:
    writer = writer_file(tmp_path, llama__context_length=65_536)
    needs = [
        prepare_models([writer], ModelWishes(budgets=GeneratorBudgets(context_tokens=tokens)))[
            0
        ].model.memory_bytes
        for tokens in (4_096, 32_768)
    ]
    assert needs[0] < needs[1]


@pytest.mark.parametrize(
    ("budgets", "named"),
    [
        (GeneratorBudgets(context_tokens=4096), "context_tokens"),
        (GeneratorBudgets(context_tokens=1024, answer_tokens=8), "answer_tokens"),
        (GeneratorBudgets(context_tokens=1024, notes_tokens=1000), "notes_tokens"),
        (GeneratorBudgets(context_tokens=1024, temperature=3.0), "temperature"),
    ],
)
def test_a_budget_that_the_model_cannot_keep_is_named(
    tmp_path: Path, budgets: GeneratorBudgets, named: str
) -> None:
    error = refusal(writer_file(tmp_path), budgets=budgets)
    assert (error.code, error.params["budget"]) == ("bundle_budget_refused", named)


def test_the_prompt_format_is_one_whose_marks_the_model_has(tmp_path: Path) -> None:
    writer = writer_file(tmp_path)
    (prepared,) = prepare_models([writer], ModelWishes(chat_format="plain"))
    assert prepared.model.chat_format == "plain"
    assert refusal(writer, chat_format="gemma").code == "bundle_chat_format_refused"


def test_a_licence_is_the_models_own_or_named_by_whoever_makes_the_bundle(tmp_path: Path) -> None:
    bare = writer_file(tmp_path, general__license=None)
    assert refusal(bare).code == "bundle_no_licence"
    own = embedder_folder(tmp_path / "tiny")
    finds, writes = prepare_models([own, bare], ModelWishes(licence="LicenseRef-house"))
    assert (finds.model.licence, writes.model.licence) == ("Apache-2.0", "LicenseRef-house")


def test_one_of_each_kind_at_most(tmp_path: Path) -> None:
    one, other = writer_file(tmp_path / "a"), writer_file(tmp_path / "b", seed=1)
    assert refusal(one, other).code == "bundle_two_of_a_kind"


def test_what_could_not_be_added_is_not_bundled(tmp_path: Path) -> None:
    folder = embedder_folder(tmp_path / "tiny")
    (folder / "modeling.py").write_text("print('hello')")
    assert refusal(folder).params["reason"] == "could_run"
    assert refusal(tmp_path / "nowhere.gguf").params["reason"] == "no_such_file"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "b.anamnesis-models"
    out.write_text("mine")
    with pytest.raises(InputRefused, match="bundle_file_exists"):
        bundle_of(out, writer_file(tmp_path))
    assert out.read_text() == "mine"


@pytest.mark.parametrize("wrong", [{"name": "a b"}, {"version": 0}, {"publisher": ""}])
def test_what_could_not_be_installed_is_not_made(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(InputRefused) as refused:
        small_bundle(tmp_path, **wrong)
    assert refused.value.params["reason"] == "manifest"
    assert list(tmp_path.glob("*.anamnesis-models")) == []


def test_a_file_that_changed_after_it_was_hashed_stops_it(tmp_path: Path) -> None:
    writer = writer_file(tmp_path / "a")
    prepared = prepare_models([writer], ModelWishes(budgets=BUDGETS))
    raw = bytearray(writer.read_bytes())
    raw[-1] ^= 1
    writer.write_bytes(bytes(raw))
    about: dict[str, Any] = {"name": "b", "version": 1, "publisher": "p", "program": "1", "key": KEY}
    with pytest.raises(InputRefused) as refused:
        make_bundle(tmp_path / "b.anamnesis-models", prepared, **about)
    assert refused.value.params["reason"] == "hash_mismatch"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_stop_and_a_full_disk_leave_nothing(tmp_path: Path, monkeypatch) -> None:
    prepared = prepare_models([writer_file(tmp_path / "a")], ModelWishes(budgets=BUDGETS))
    about: dict[str, Any] = {"name": "b", "version": 1, "publisher": "p", "program": "1", "key": KEY}
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        make_bundle(tmp_path / "b.anamnesis-models", prepared, cancel=cancel, **about)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=0))
    with pytest.raises(DiskFull):
        make_bundle(tmp_path / "b.anamnesis-models", prepared, **about)
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_the_same_models_make_the_same_bundle_but_for_its_time(tmp_path: Path) -> None:
    writer = writer_file(tmp_path)
    prepared = prepare_models([writer], ModelWishes(budgets=BUDGETS))
    made = []
    for name in ("one", "two"):
        out = tmp_path / f"{name}.anamnesis-models"
        make_bundle(
            out, prepared, name="b", version=1, publisher="p", program="1", key=KEY,
            clock=lambda: datetime(2026, 1, 2, tzinfo=UTC),
        )  # fmt: skip
        made.append(out.read_bytes())
    assert made[0] == made[1]
