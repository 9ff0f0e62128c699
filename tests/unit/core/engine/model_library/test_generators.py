"""Language models are added as one file of plain data, recorded, chosen and removed like the embedders."""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from core.cancel import CancelToken
from core.engine.catalogue import starter_models
from core.engine.model_library.library import ModelLibrary
from core.engine.model_library.verdicts import StoredVerdict, Verdicts, verdict_from
from core.engine.verification import verify_model
from core.errors import Cancelled, EnvironmentProblem, InputRefused, ModelError, ModelRejected
from tests.fakes.embedder_folder import embedder_folder
from tests.fakes.gguf_file import gguf, gguf_file, settings
from ui.errors import has_sentence

STARTER = "SmolLM2-135M-Instruct"
VERDICT = StoredVerdict("written", 8, 8, 4, 4, 40.0, 900.0, "0.1.0 check 1", "2026-01-02T03:04:05+00:00")


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def library(models_dir: Path) -> ModelLibrary:
    return ModelLibrary(models_dir)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return gguf_file(tmp_path / "tiny-writer.gguf")


def refusal(library: ModelLibrary, path: Path) -> InputRefused:
    """How adding `path` is refused; nothing of it may stay, and there must be words for it."""
    with pytest.raises(InputRefused) as refused:
        library.add(path)
    error = refused.value
    assert has_sentence(error.code)
    assert "reason" not in error.params or has_sentence(f"{error.code}.{error.params['reason']}")
    added = library._dir / "added"
    assert not added.exists() or list(added.iterdir()) == []
    return error


def test_an_added_generator_is_copied_recorded_and_loadable_only_as_recorded(library, source, models_dir):
    seen: list[tuple[int, int]] = []
    added = library.add(source, on_progress=lambda done, total: seen.append((done, total)))
    raw = source.read_bytes()
    assert seen[-1] == (len(raw), len(raw))
    assert (added.name, added.spec.kind, added.spec.licence) == ("tiny-writer", "generator", "Apache-2.0")
    assert (added.spec.sha256, added.spec.size_bytes) == (hashlib.sha256(raw).hexdigest(), len(raw))
    assert (added.architecture, added.quantisation, added.context_tokens) == ("llama", "Q4_1", 2048)
    assert (added.spec.chat_format, added.chat_known, added.wanted, added.fit) == (
        "chatml",
        True,
        False,
        "fits",
    )
    source.unlink()
    verify_model(added.spec)
    assert ModelLibrary(models_dir).list()[-1] == added
    added.spec.path.write_bytes(raw[:-1] + b"\x07")
    with pytest.raises(ModelRejected):
        verify_model(added.spec)


def test_it_is_chosen_and_removed_again(library, source, models_dir):
    added = library.add(source)
    assert library.wanted_generator().name == STARTER
    assert library.use("tiny-writer").wanted
    assert ModelLibrary(models_dir).wanted_generator() == added.spec
    assert library.wanted_embedder().name == "multilingual-e5-small", "what finds is another matter"
    wanted = [model.name for model in library.list() if model.wanted]
    assert wanted == ["multilingual-e5-small", "tiny-writer"]
    with pytest.raises(InputRefused, match="model_in_use"):
        library.remove("tiny-writer")
    starter = starter_models(models_dir).generator
    starter.path.write_bytes(gguf(seed=9))
    library.use(STARTER)
    library.remove("tiny-writer")
    assert not added.spec.path.parent.exists()
    assert library.wanted_generator() == starter
    with pytest.raises(InputRefused, match="model_is_starter"):
        library.remove(STARTER)


def test_both_kinds_lie_side_by_side(library, source, tmp_path):
    finds = library.add(embedder_folder(tmp_path / "tiny-embedder"))
    writes = library.add(source)
    assert [model.spec for model in library.list()[2:]] == [finds.spec, writes.spec]
    assert finds.spec.path.is_dir()
    assert writes.spec.path.is_file()


def test_a_record_from_before_there_were_generators_is_read(library, source, models_dir, tmp_path):
    library.add(embedder_folder(tmp_path / "tiny-embedder"))
    record = json.loads((models_dir / "library.json").read_text("utf-8"))
    del record["generators"], record["wanted_generator"]
    (models_dir / "library.json").write_text(json.dumps(record), "utf-8")
    assert [model.name for model in library.list()[2:]] == ["tiny-embedder"]
    library.add(source)
    assert [model.name for model in library.list()[2:]] == ["tiny-embedder", "tiny-writer"]


def test_a_link_leads_to_what_is_copied(library, source, tmp_path):
    (tmp_path / "link.gguf").symlink_to(source)
    added = library.add(tmp_path / "link.gguf")
    assert not added.spec.path.is_symlink()
    assert added.spec.path.read_bytes() == source.read_bytes()


def _nothing(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _text(path: Path) -> None:
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "utf-8")


def _cut(path: Path) -> None:
    path.write_bytes(gguf()[:-5])


def _picture_model(path: Path) -> None:
    path.write_bytes(gguf(settings(general__architecture="clip")))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_nothing, "no_such_file"),
        (_loop, "no_such_file"),
        (_pipe, "not_a_file"),
        (_folder, "name_the_file"),
        (_text, "gguf_is_text"),
        (_cut, "gguf_truncated"),
        (_picture_model, "gguf_not_a_generator"),
    ],
)
def test_what_cannot_write_is_refused_in_words(
    library: ModelLibrary, tmp_path: Path, make: Callable[[Path], None], reason: str
) -> None:
    make(tmp_path / "bad.gguf")
    assert refusal(library, tmp_path / "bad.gguf").params["reason"] == reason


@pytest.mark.parametrize(
    "reason",
    [
        *("mislabelled", "not_gguf", "is_archive", "is_safetensors"),
        *("other_endianness", "other_version", "header_too_large", "in_pieces"),
    ],
)
def test_every_reason_has_words(reason):
    assert has_sentence(f"model_refused.gguf_{reason}")


def test_a_folder_of_generators_asks_for_the_file(library, source, tmp_path):
    assert refusal(library, tmp_path).params["reason"] == "name_the_file"


def test_a_file_that_is_one_whatever_its_name_is_taken(library, source):
    source = source.rename(source.with_name("writer.bin"))
    assert library.add(source).name == "writer"


def test_too_much_for_this_computer_is_said_before_copying(models_dir, source):
    small = ModelLibrary(models_dir, machine_bytes=200 << 20)
    assert refusal(small, source).params["reason"] == "memory_short"
    assert ModelLibrary(models_dir, machine_bytes=300 << 20).add(source).fit == "tight"


def test_a_policy_is_asked_before_a_byte_is_parsed(models_dir, source, tmp_path):
    strict = ModelLibrary(models_dir, allowed_sha256={"0" * 64})
    assert refusal(strict, source).params["reason"] == "not_allowed"
    (tmp_path / "broken.gguf").write_bytes(b"GGUF broken")
    assert refusal(strict, tmp_path / "broken.gguf").params["reason"] == "not_allowed"
    allowed = ModelLibrary(models_dir, allowed_sha256={hashlib.sha256(source.read_bytes()).hexdigest()})
    allowed.add(source)
    with pytest.raises(InputRefused, match="model_refused"):
        strict.use("tiny-writer")


def test_adding_can_be_cancelled(library, source, models_dir):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        library.add(source, cancel=cancel)
    assert list((models_dir / "added").iterdir()) == []


def test_the_same_weights_and_the_same_name_are_told(library, source, tmp_path):
    library.add(source)
    with pytest.raises(InputRefused, match="model_known"):
        library.add(gguf_file(tmp_path / "again.gguf"))
    with pytest.raises(InputRefused, match="model_name_taken"):
        library.add(gguf_file(tmp_path / "other.gguf", seed=1), name="tiny-writer")


def _elsewhere(record: dict[str, object]) -> None:
    record["folder"] = "../../elsewhere"


def _unknown_format(record: dict[str, object]) -> None:
    record["chat_format"] = "jinja"


def _odd_size(record: dict[str, object]) -> None:
    record["memory_bytes"] = "much"


@pytest.mark.parametrize("spoil", [_elsewhere, _unknown_format, _odd_size])
def test_a_damaged_record_is_told_and_the_starter_writes(
    library: ModelLibrary, source: Path, models_dir: Path, spoil: Callable[[dict[str, object]], None]
) -> None:
    library.add(source)
    library.use("tiny-writer")
    document = json.loads((models_dir / "library.json").read_text("utf-8"))
    spoil(document["generators"][0])
    (models_dir / "library.json").write_text(json.dumps(document), "utf-8")
    with pytest.raises(ModelError, match="model_library_damaged"):
        library.list()
    assert library.wanted_generator().name == STARTER


@pytest.mark.parametrize(
    "changed",
    [
        {"mode": "anything"},
        {"right": 8.0},
        {"reads": 1},
        {"tokens_per_s": math.nan},
        {"tokens_per_s": -1.0},
        {"first_token_ms": math.inf},
        {"program": None},
        {"checked_at": "yesterday"},
    ],
)
def test_a_stored_verdict_that_cannot_be_one_is_refused(changed: dict[str, object]) -> None:
    entry = asdict(VERDICT)
    assert verdict_from(entry) == VERDICT
    with pytest.raises(ValueError, match=r"."):
        verdict_from(entry | changed)


def test_verdicts_are_kept_beside_the_models_or_in_a_place_of_ones_own(tmp_path):
    shared, own = tmp_path / "shared", tmp_path / "own"
    shared.mkdir()
    own.mkdir()
    verdicts = Verdicts((shared, own))
    verdicts.keep("a" * 64, VERDICT)
    assert Verdicts((shared,)).of("a" * 64) == VERDICT
    later = replace(VERDICT, mode="evidence", checked_at="2026-02-03T00:00:00+00:00")
    verdicts.keep("a" * 64, later, own=True)
    assert verdicts.of("a" * 64) == later
    assert Verdicts((shared,)).of("a" * 64) == VERDICT
    assert verdicts.of("b" * 64) is None
    (tmp_path / "file").write_text("no folder", "utf-8")
    elsewhere = Verdicts((tmp_path / "file" / "models", own))
    elsewhere.keep("c" * 64, VERDICT)
    assert elsewhere.of("c" * 64) == VERDICT
    with pytest.raises(EnvironmentProblem, match="models_folder_unusable"):
        Verdicts((tmp_path / "file" / "models",)).keep("c" * 64, VERDICT)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "[]",
        '{"format": 2, "verdicts": {}}',
        '{"format": 1, "verdicts": {"%s": {"mode": "written"}}}' % ("a" * 64),
        '{"format": 1, "verdicts": {"%s": 7}}' % ("a" * 64),
    ],
)
def test_a_damaged_verdict_is_none(tmp_path, raw):
    (tmp_path / "acceptance.json").write_text(raw, "utf-8")
    assert Verdicts((tmp_path,)).of("a" * 64) is None
