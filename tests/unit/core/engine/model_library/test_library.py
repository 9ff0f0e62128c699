"""Models are added as plain data or not at all, recorded with every hash, and the starters always stay."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.cancel import CancelToken
from core.engine.catalogue import starter_models
from core.engine.model_library import folder as folder_module
from core.engine.model_library import library as library_module
from core.engine.model_library.checks import survey
from core.engine.model_library.library import ModelLibrary
from core.engine.verification import verify_model
from core.errors import (
    AnamnesisError,
    Cancelled,
    DiskFull,
    EnvironmentProblem,
    InputRefused,
    ModelError,
    ModelRejected,
    NotFound,
)
from tests.fakes.embedder_folder import WIDTH, WORDS, embedder_folder, tensors, weights
from ui.errors import has_sentence

STARTER = "multilingual-e5-small"


@pytest.fixture
def models_dir(tmp_path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def library(models_dir) -> ModelLibrary:
    return ModelLibrary(models_dir)


@pytest.fixture
def source(tmp_path) -> Path:
    return embedder_folder(tmp_path / "from" / "tiny-embedder")


def refusal(library: ModelLibrary, folder: Path) -> InputRefused:
    """How adding `folder` is refused; nothing of it may stay, and there must be words for it."""
    with pytest.raises(InputRefused) as refused:
        library.add(folder)
    error = refused.value
    assert has_sentence(error.code)
    assert "reason" not in error.params or has_sentence(f"{error.code}.{error.params['reason']}")
    added = library._dir / "added"
    assert not added.exists() or list(added.iterdir()) == []
    assert [model.name for model in library.list() if not model.starter] == []
    return error


def refused_at_survey(folder: Path) -> InputRefused:
    with pytest.raises(InputRefused) as refused:
        survey(folder)
    assert has_sentence(f"{refused.value.code}.{refused.value.params['reason']}")
    return refused.value


def change(path: Path, **values: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values), "utf-8")


def test_the_starters_are_there_from_the_beginning(library, models_dir):
    embedder, generator = library.list()
    assert (embedder.name, embedder.starter, embedder.wanted, embedder.installed) == (
        STARTER,
        True,
        True,
        False,
    )
    assert (generator.spec.kind, generator.starter, generator.wanted) == ("generator", True, True)
    assert library.wanted_embedder() == starter_models(models_dir).embedder
    assert not models_dir.exists()


def test_an_added_model_is_copied_recorded_and_loadable_only_as_recorded(library, source, models_dir):
    seen: list[tuple[int, int]] = []
    added = library.add(source, on_progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] > 0
    assert (added.name, added.dimension, added.spec.licence, added.wanted) == (
        "tiny-embedder",
        WIDTH,
        "Apache-2.0",
        False,
    )
    assert added.spec.sha256 == hashlib.sha256(weights()).hexdigest()
    assert {pin.name for pin in added.spec.companions} == {
        *("README.md", "config.json", "modules.json", "tokenizer.json", "1_Pooling/config.json"),
        "config_sentence_transformers.json",
    }
    shutil.rmtree(source)
    verify_model(added.spec)
    assert ModelLibrary(models_dir).list()[-1] == added
    (added.spec.path / "modules.json").write_text("[]")
    with pytest.raises(ModelRejected):
        verify_model(added.spec)


def test_what_does_no_harm_is_left_behind(library, source):
    (source / "onnx").mkdir()
    (source / "onnx" / "model.onnx").write_bytes(b"graph")
    (source / "desktop.ini").write_text("[x]")
    added = library.add(source)
    assert not (added.spec.path / "onnx").exists()
    assert not (added.spec.path / "desktop.ini").exists()


@pytest.mark.parametrize(
    ("card", "licence"),
    [
        (None, ""),
        ("# no front matter\nlicense: mit\n", ""),
        ("---\nlanguage: en\n---\n", ""),
        ("---\nlicense: mit\n---\n", "MIT"),
        ("---\nlicense: other\nlicense_name: house-1.0\n---\n", "house-1.0"),
        ("---\nlicense: \x1b[31mred\n---\n", "31mred"),
    ],
)
def test_the_licence_is_what_the_card_names(library, tmp_path, card, licence):
    added = library.add(embedder_folder(tmp_path / "tiny", card=card))
    assert added.spec.licence == licence


@pytest.mark.parametrize("name", ["modeling.py", "pytorch_model.bin", "x/weights.PKL", "1_Pooling/lib.so"])
def test_what_could_run_refuses_the_folder(library, source, name):
    (source / name).parent.mkdir(exist_ok=True)
    (source / name).write_bytes(b"\x80\x04.")
    error = refusal(library, source)
    assert (error.code, error.params["reason"], error.params["file"]) == ("model_refused", "could_run", name)


def _pickle_as_weights(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"\x80\x04\x95" + b"." * 400)


def _gguf_as_weights(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"GGUF\x03\0\0\0" + b"." * 400)


def _cut_weights(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(weights()[:-4])


def _cut_header(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(weights()[:40])


def _more_than_the_header_says(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(weights() + b"\x80\x04.")


def _hole(folder: Path) -> None:
    header = {"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}
    (folder / "model.safetensors").write_bytes(tensors(header, b"\0" * 8))


def _negative(folder: Path) -> None:
    header = {"a": {"dtype": "F32", "shape": [-1], "data_offsets": [4, 0]}}
    (folder / "model.safetensors").write_bytes(tensors(header, b""))


def _huge_header(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"\xff" * 64)


def _other_words(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(weights(words=WORDS + 1))


def _other_width(folder: Path) -> None:
    change(folder / "config.json", hidden_size=WIDTH * 2)


def _generator(folder: Path) -> None:
    change(folder / "config.json", architectures=["LlamaForCausalLM"])


def _remote_code(folder: Path) -> None:
    change(folder / "config.json", auto_map={"AutoModel": "modeling.Model"})


def _odd_module(folder: Path) -> None:
    (folder / "modules.json").write_text('[{"path": "", "type": "os.system"}]')


def _module_elsewhere(folder: Path) -> None:
    (folder / "modules.json").write_text(
        '[{"path": "../other", "type": "sentence_transformers.models.Pooling"}]'
    )


def _no_json(folder: Path) -> None:
    (folder / "tokenizer.json").write_bytes(b"\x80\x04.")


def _list_for_settings(folder: Path) -> None:
    (folder / "config.json").write_text("[" * 100_000)


def _no_text(folder: Path) -> None:
    (folder / "vocab.txt").write_bytes(b"\x80\x04\xff")


def _shards(folder: Path) -> None:
    (folder / "model-00001-of-00002.safetensors").write_bytes(weights())


def _no_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def _no_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_pickle_as_weights, "mislabelled"),
        (_gguf_as_weights, "mislabelled"),
        (_cut_weights, "truncated"),
        (_cut_header, "truncated"),
        (_more_than_the_header_says, "mislabelled"),
        (_hole, "mislabelled"),
        (_negative, "mislabelled"),
        (_huge_header, "mislabelled"),
        (_other_words, "mislabelled"),
        (_other_width, "mislabelled"),
        (_generator, "not_an_embedder"),
        (_remote_code, "could_run"),
        (_odd_module, "unexpected_module"),
        (_module_elsewhere, "leads_out"),
        (_no_json, "mislabelled"),
        (_list_for_settings, "mislabelled"),
        (_no_text, "mislabelled"),
        (_shards, "weights_in_pieces"),
        (_no_weights, "missing_file"),
        (_no_tokenizer, "missing_file"),
    ],
)
def test_a_spoilt_folder_is_refused_and_leaves_nothing(library, source, spoil, reason):
    spoil(source)
    assert refusal(library, source).params["reason"] == reason


def test_a_link_that_leads_out_is_refused_and_one_that_does_not_is_followed(library, source, tmp_path):
    outside = tmp_path / "outside.json"
    outside.write_text("{}")
    (source / "tokenizer.json").unlink()
    (source / "tokenizer.json").symlink_to(outside)
    assert refusal(library, source).params["reason"] == "leads_out"
    (source / "tokenizer.json").unlink()
    (source / "tokenizer.json").symlink_to("1_Pooling/config.json")
    added = library.add(source)
    assert not (added.spec.path / "tokenizer.json").is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_not_waited_for(library, source):
    (source / "README.md").unlink()
    os.mkfifo(source / "README.md")
    assert refusal(library, source).params["reason"] == "unexpected_file"


def test_a_folder_without_end_is_not_walked(library, source, monkeypatch):
    monkeypatch.setattr("core.engine.model_library.checks._ENTRY_LIMIT", 5)
    assert refusal(library, source).params["reason"] == "unexpected_file"


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [
        ("_SETTINGS_LIMIT_BYTES", 64, "too_large"),
        ("_COMPANION_LIMIT_BYTES", 1, "too_large"),
        ("COMPANIONS_LIMIT_BYTES", 64, "too_large"),
        ("COMPANIONS_LIMIT", 3, "unexpected_file"),
    ],
)
def test_what_is_far_too_large_is_refused_unread(
    library: ModelLibrary, source: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, reason: str
) -> None:
    monkeypatch.setattr(f"core.engine.model_library.checks.{limit}", value)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path.name} was read"))
    assert refused_at_survey(source).params["reason"] == reason


def test_a_model_that_memory_is_too_short_for_is_refused(models_dir, source):
    error = refusal(ModelLibrary(models_dir, machine_bytes=100 << 20), source)
    assert error.params["reason"] == "memory_short"
    assert ModelLibrary(models_dir, machine_bytes=500 << 20).add(source).fit == "tight"


def test_a_policy_decides_what_may_be_added_and_used(models_dir, source):
    sha256 = hashlib.sha256(weights()).hexdigest()
    strict = ModelLibrary(models_dir, allowed_sha256={"0" * 64})
    assert refusal(strict, source).params["reason"] == "not_allowed"
    ModelLibrary(models_dir, allowed_sha256={sha256}).add(source)
    with pytest.raises(InputRefused) as refused:
        strict.use("tiny-embedder")
    assert refused.value.params["reason"] == "not_allowed"


def test_no_such_folder(library, tmp_path):
    assert refusal(library, tmp_path / "nowhere").params["reason"] == "no_such_folder"


def test_the_same_weights_or_the_same_name_are_refused(library, source, tmp_path):
    library.add(source)
    with pytest.raises(InputRefused, match="model_known"):
        library.add(source, name="by-another-name")
    other = embedder_folder(tmp_path / "other", seed=1)
    with pytest.raises(InputRefused, match="model_name_taken"):
        library.add(other, name="Tiny-Embedder")
    with pytest.raises(InputRefused, match="model_name_taken"):
        library.add(other, name=STARTER)
    assert library.add(other, name="../../evil name").name == "evil-name"


def test_use_and_remove(library, source, models_dir):
    added = library.add(source)
    assert library.use("TINY-embedder").wanted
    assert ModelLibrary(models_dir).wanted_embedder() == added.spec
    assert library.embedder(added.spec.sha256) == added.spec
    with pytest.raises(InputRefused, match="model_in_use"):
        library.remove("tiny-embedder")
    with pytest.raises(InputRefused, match="model_is_starter"):
        library.remove(STARTER)
    with pytest.raises(ModelError, match="model_missing"):
        library.use(STARTER)


def test_removing_takes_the_files_away(library, source, models_dir):
    added = library.add(source)
    library.remove("tiny-embedder")
    assert not added.spec.path.exists()
    assert library.embedder(added.spec.sha256) is None
    assert len(library.list()) == 2
    with pytest.raises(NotFound, match="model_unknown"):
        library.remove("tiny-embedder")


@pytest.mark.parametrize("place", ["write_state", "record_of", "verify_model", "examine"])
def test_an_interruption_leaves_the_library_as_it_was(library, source, models_dir, monkeypatch, place):
    class Killed(BaseException):
        """Stands for the end of the process: nothing handles it."""

    def die(*arguments: object, **options: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(folder_module if place == "write_state" else library_module, place, die)
        patched.setattr(shutil, "rmtree", lambda *arguments, **options: None)
        with pytest.raises(Killed):
            library.add(source)
    assert len(library.list()) == 2
    assert list((models_dir / "added").iterdir()) != []
    added = library.add(source)
    assert list((models_dir / "added").iterdir()) == [added.spec.path]


def test_adding_can_be_cancelled(library, source, models_dir):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        library.add(source, cancel=cancel)
    assert list((models_dir / "added").iterdir()) == []


def test_a_full_disk_is_said_before_anything_is_copied(library, source, models_dir, monkeypatch):
    usage = shutil.disk_usage(models_dir.parent)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(DiskFull):
        library.add(source)
    assert list((models_dir / "added").iterdir()) == []


def _other_folder(document: dict[str, object]) -> None:
    document["models"][0]["folder"] = "../../elsewhere"  # type: ignore[index]


def _no_pins(document: dict[str, object]) -> None:
    document["models"][0]["companions"] = []  # type: ignore[index]


def _newer(document: dict[str, object]) -> None:
    document["format"] = 2


def _odd_wish(document: dict[str, object]) -> None:
    document["wanted_embedder"] = "tiny"


@pytest.mark.parametrize("spoil", [_other_folder, _no_pins, _newer, _odd_wish])
def test_a_damaged_record_changes_nothing_and_is_not_taken_for_an_empty_one(
    library: ModelLibrary, source: Path, models_dir: Path, spoil: Callable[[dict[str, object]], None]
) -> None:
    library.add(source)
    library.use("tiny-embedder")
    document = json.loads((models_dir / "library.json").read_text("utf-8"))
    spoil(document)
    (models_dir / "library.json").write_text(json.dumps(document), "utf-8")
    attempts: tuple[Callable[[], object], ...] = (
        *(library.list, lambda: library.add(source), lambda: library.remove("tiny-embedder")),
        *(library.wanted_embedder, lambda: library.embedder("b" * 64)),
    )
    for attempt in attempts:
        with pytest.raises(ModelError, match="model_library_damaged"):
            attempt()
    assert library.embedder(library.starter_embedder().sha256) == library.starter_embedder()
    assert [path.name.startswith("tiny-embedder") for path in (models_dir / "added").iterdir()] == [True]


def test_a_folder_that_cannot_be_written_is_said(tmp_path, source):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(EnvironmentProblem) as refused:
        ModelLibrary(tmp_path / "file" / "models").add(source)
    assert refused.value.code == "models_folder_unusable"
    assert has_sentence(refused.value.code)


def test_every_error_has_words() -> None:
    for code in ("model_unknown", "model_in_use", "model_is_starter", "models_folder_busy", "model_known"):
        assert has_sentence(code)
    assert issubclass(InputRefused, AnamnesisError)


def test_where_the_starter_of_an_earlier_version_was_selected_the_starter_is_in_use(
    library, source, models_dir
):
    added = library.add(source)
    library.use(added.name)
    record = models_dir / "library.json"
    record.write_text(
        record.read_text("utf-8").replace(
            f'"wanted_embedder": "{added.spec.sha256}"', f'"wanted_embedder": "{"0" * 64}"'
        ),
        "utf-8",
    )
    assert '"' + "0" * 64 + '"' in record.read_text("utf-8")
    assert [model.name for model in library.list() if model.wanted and model.spec.kind == "embedder"] == [
        STARTER
    ]
    assert library.wanted_embedder().name == STARTER
