"""Folders, pipes and records made to hang, to fill memory or to lead elsewhere: refused at once, in words."""

from __future__ import annotations

import json
import os
import socket
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.engine.model_library.library import ModelLibrary
from core.engine.model_library.record import folder_name, read_state
from core.errors import InputRefused, ModelError, NotFound
from tests.fakes.embedder_folder import embedder_folder
from tests.fakes.gguf_file import gguf_file
from tests.fixtures.figures import figure
from ui.errors import has_sentence

MEMORY_LIMIT_BYTES = 512 << 20
PATIENCE_S = 20.0


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def library(models_dir: Path) -> ModelLibrary:
    return ModelLibrary(models_dir)


def refusal(library: ModelLibrary, path: Path) -> InputRefused:
    """How adding `path` is refused, in a thread that a hanging one is left behind in."""
    found: list[InputRefused] = []

    def add() -> None:
        try:
            library.add(path)
        except InputRefused as error:
            found.append(error)

    thread = threading.Thread(target=add, daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    assert not thread.is_alive(), "adding hangs"
    (error,) = found
    assert has_sentence(f"{error.code}.{error.params['reason']}")
    return error


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link_to_pipe(path: Path) -> None:
    os.mkfifo(path.parent / "pipe")
    path.symlink_to(path.parent / "pipe")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        # The path of a socket is short; the file stays when the socket is closed.
        here = Path.cwd()
        os.chdir(path.parent)
        try:
            server.bind(path.name)
        finally:
            os.chdir(here)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.skipif(os.name == "nt", reason="needs files of these kinds")
@pytest.mark.parametrize("name", ["model", "model.gguf"])
@pytest.mark.parametrize("make", [_pipe, _link_to_pipe, _socket, _device])
def test_what_is_not_a_file_is_not_opened(
    library: ModelLibrary, tmp_path: Path, make: Callable[[Path], None], name: str
) -> None:
    make(tmp_path / name)
    assert refusal(library, tmp_path / name).params["reason"] == "not_a_file"


@pytest.mark.parametrize(("name", "reason"), [("model", "no_such_folder"), ("model.gguf", "no_such_file")])
def test_a_link_to_itself_is_nothing(library, tmp_path, name, reason):
    _loop(tmp_path / name)
    assert refusal(library, tmp_path / name).params["reason"] == reason


@pytest.mark.parametrize("name", ["README.md", "more"])
def test_a_loop_inside_a_folder_leads_nowhere(library, tmp_path, name):
    folder = embedder_folder(tmp_path / "tiny", card=None)
    _loop(folder / name)
    assert refusal(library, folder).params["reason"] == "leads_out"


def test_a_folder_that_holds_itself_is_not_walked(library, tmp_path):
    folder = embedder_folder(tmp_path / "tiny")
    (folder / "again").symlink_to(folder)
    assert refusal(library, folder).params["reason"] == "unexpected_file"


@pytest.mark.parametrize("name", ["config.json", "2_Normalize/config.json", "tokenizer_config.json"])
def test_settings_of_megabytes_are_not_read(library, tmp_path, name):
    folder = embedder_folder(tmp_path / "tiny")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"[" + b"[]," * 3_000_000 + b"[]]")
    tracemalloc.start()
    try:
        assert refusal(library, folder).params["reason"] == "too_large"
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


def test_the_greatest_folder_that_is_read_fits_in_memory(library, tmp_path):
    """Each file as large as it may be and made of the smallest objects; words of 48 MiB beside."""
    folder = embedder_folder(tmp_path / "tiny", card=None)
    small = b'{"a":[' + b"{}," * 1_390_000 + b"{}]}"
    for name in ("special_tokens_map.json", "2_A/config.json", "3_A/config.json", "4_A/config.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(small)
    (folder / "tokenizer.json").write_bytes(b'{"a":[' + b"{}," * (16 << 20) + b"{}]}")
    (folder / "vocab.txt").write_bytes("\U0001f600".encode() * (4 << 20))
    tracemalloc.start()
    try:
        library.add(folder)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    figure(f"memory to examine the greatest embedder folder: {peak >> 20} MiB")
    assert peak < MEMORY_LIMIT_BYTES


@pytest.mark.parametrize("raw", [b"[]", b"", b'{"a": [1, 2', b"\x80\x04.}"])
def test_words_that_are_no_object_are_refused(library, tmp_path, raw):
    folder = embedder_folder(tmp_path / "tiny")
    (folder / "tokenizer.json").write_bytes(raw)
    assert refusal(library, folder).params["reason"] == "mislabelled"


def test_a_model_called_as_anothers_hash_is_not_taken_for_it(library, models_dir, tmp_path):
    trusted = library.add(gguf_file(tmp_path / "trusted.gguf")).spec.sha256
    library.add(gguf_file(tmp_path / "other.gguf", seed=1))
    path = models_dir / "library.json"
    document = json.loads(path.read_text("utf-8"))
    other = document["generators"].pop()
    other |= {"name": trusted, "folder": folder_name(trusted, other["sha256"])}
    document["generators"].insert(0, other)
    path.write_text(json.dumps(document), "utf-8")
    assert library.named(trusted).name == "trusted"
    other["name"] = "0" * 64
    other["folder"] = folder_name("0" * 64, other["sha256"])
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(NotFound, match="model_unknown"):
        library.named("0" * 64)


def test_a_model_is_called_by_no_hash_but_its_own(library, tmp_path):
    source = gguf_file(tmp_path / "writer.gguf")
    with pytest.raises(InputRefused, match="model_name_taken"):
        library.add(source, name="AB" * 32)
    sha256 = library.add(source).spec.sha256
    library.remove(sha256)
    assert library.add(source, name=sha256).name == sha256


EMBEDDER: list[tuple[str, Any]] = [
    *(("parameters", "12"), ("parameters", -1), ("parameters", 1 << 60), ("parameters", True)),
    *(("size_bytes", "9"), ("dimension", None), ("licence", 5), ("licence", "\x1b[31m"), ("made_with", [1])),
    *(("name", 7), ("added_at", 7), ("added_at", "soon"), ("sha256", None), ("kind", "generator")),
    *(("companions", "x"), ("companions", [7]), ("companions", [{"name": [], "sha256": "a" * 64}])),
    ("companions", [{"name": "config.json", "sha256": 7}]),
    *(
        ("companions", [{"name": name, "sha256": "a" * 64}])
        for name in (
            "../../../etc/passwd",
            "/etc/passwd",
            "1_A/../../config.json",
            "model.safetensors",
            "x.py",
        )
    ),
]
GENERATOR: list[tuple[str, Any]] = [
    *(("quantisation", 5), ("licence", None), ("chat_known", "yes"), ("context_tokens", -5)),
    *(("architecture", ["x"]), ("template_sha256", 7), ("template_sha256", "x"), ("memory_bytes", True)),
    *(("tokenizer", {}), ("chat_format", []), ("name", "../x"), ("unknown", 1)),
]


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [("models", *each) for each in EMBEDDER] + [("generators", *each) for each in GENERATOR],
)
def test_a_record_of_another_shape_is_damaged(
    library: ModelLibrary, models_dir: Path, tmp_path: Path, kind: str, field: str, value: object
) -> None:
    library.add(embedder_folder(tmp_path / "finds") if kind == "models" else gguf_file(tmp_path / "w.gguf"))
    document = json.loads((models_dir / "library.json").read_text("utf-8"))
    document[kind][0][field] = value
    (models_dir / "library.json").write_text(json.dumps(document), "utf-8")
    for ask in (library.list, lambda: library.use("finds"), library.wanted_embedder):
        with pytest.raises(ModelError, match="model_library_damaged"):
            ask()
    assert library.wanted_generator().name == "SmolLM2-135M-Instruct"


def test_a_record_that_is_no_file_or_far_too_long_is_damaged(tmp_path):
    (tmp_path / "library.json").write_bytes(b" " * (5 << 20))
    with pytest.raises(ModelError, match="model_library_damaged"):
        read_state(tmp_path)
    (tmp_path / "library.json").unlink()
    (tmp_path / "library.json").mkdir()
    with pytest.raises(ModelError, match="model_library_damaged"):
        read_state(tmp_path)
