"""Checks a folder before it may become an embedder: read as data, never loaded, never run.

A folder is surveyed by the names, kinds and sizes of its files; only files on a short list are copied, and
anything that could run or lead elsewhere refuses the folder. The copy is then examined as JSON and numbers,
one small file at a time; of the long vocabulary files only the beginning and the end are read.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.engine.catalogue import WEIGHTS_FILE
from core.engine.model_library.safetensors_header import HeaderRefused, TensorsHeader, read_tensors_header
from core.errors import InputRefused

DIMENSION_LIMIT = 2_048
_WEIGHTS_LIMIT_BYTES = 16 << 30
_COMPANION_LIMIT_BYTES = 64 << 20
_SETTINGS_LIMIT_BYTES = 4 << 20
"""Limit for a file that is parsed completely: as objects it may take some thirty times as much memory."""
COMPANIONS_LIMIT_BYTES = 192 << 20
COMPANIONS_LIMIT = 32
"""Limit for the number of files beside the weights."""
_PIECE = 1 << 20
_ENTRY_LIMIT = 2_000
_LICENCE_LIMIT_CHARS = 60
_CARD = "README.md"
_TAKEN = frozenset(
    {
        *(WEIGHTS_FILE, _CARD, "LICENSE", "LICENSE.txt", "LICENSE.md"),
        *("config.json", "modules.json", "config_sentence_transformers.json", "sentence_bert_config.json"),
        *("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"),
        *("vocab.txt", "vocab.json", "merges.txt"),
    }
)
_TAKEN_OF_MODULE = re.compile(r"\d{1,2}_[A-Za-z]+/config\.json")
_NEEDED = ("config.json", "modules.json", "1_Pooling/config.json")
_TOKENIZERS = ("tokenizer.json", "vocab.txt")
_LONG_OBJECTS = frozenset({"tokenizer.json", "vocab.json"})
"""JSON of tens of megabytes, which only the tokenizers library reads, in the engine process."""
_LONG_TEXTS = frozenset({"vocab.txt", "merges.txt"})
_COULD_RUN = frozenset(
    {
        *(".py", ".pyc", ".pyo", ".pyd", ".so", ".dll", ".dylib", ".exe", ".sh", ".bat", ".cmd", ".ps1"),
        *(".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".npy", ".npz", ".h5", ".keras"),
    }
)
_MODULE_PATH = re.compile(r"(\d{1,2}_[A-Za-z]+)?")
_KNOWN_LICENCES = {"apache-2.0": "Apache-2.0", "mit": "MIT", "bsd-3-clause": "BSD-3-Clause"}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to copy: its name relative to the folder, the path of its bytes, and its size.

    `identity` is (device, inode), so that the file copied is the file surveyed.
    """

    name: str
    path: Path
    size_bytes: int
    identity: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Examined:
    """The metadata of a copied folder, as far as it is consistent. `licence` is None if it names none."""

    dimension: int
    parameters: int
    licence: str | None
    made_with: str


def survey(folder: Path) -> tuple[FoundFile, ...]:
    """The files of `folder` that make an embedder; other harmless files are not copied.

    Raises `InputRefused("model_refused")`, its `reason` one of `no_such_folder`, `could_run`, `leads_out`,
    `unexpected_file`, `weights_in_pieces`, `too_large`, `missing_file`, and `OSError`.
    """
    if not folder.is_dir():
        raise refused("no_such_folder")
    root = folder.resolve()
    found = tuple(each for each in _files(root) if _is_taken(each))
    _require_few(found)
    names = {each.name for each in found}
    for name in (WEIGHTS_FILE, *_NEEDED):
        if name not in names:
            raise refused("missing_file", file=name)
    if names.isdisjoint(_TOKENIZERS):
        raise refused("missing_file", file=_TOKENIZERS[0])
    return found


def examine(folder: Path) -> Examined:
    """Reads configuration and header of a copied embedder, and checks them against each other.

    Raises `InputRefused("model_refused")` with `truncated`, `mislabelled`, `not_an_embedder`, `could_run` or
    `leads_out`; `InputRefused("dimension_too_large")`; `OSError`.
    """
    for path in sorted(folder.rglob("*.json")):
        if path.name in _LONG_OBJECTS:
            _require_object(path)
        elif isinstance(document := _document(path), dict) and "auto_map" in document:
            raise refused("could_run", file=path.name)
    _require_texts(folder)
    _require_own_modules(_document(folder / "modules.json"))
    try:
        header = read_tensors_header(folder / WEIGHTS_FILE)
    except HeaderRefused as error:
        reason = "truncated" if error.reason == "truncated" else "mislabelled"
        raise refused(reason, file=WEIGHTS_FILE) from error
    config = _settings(folder / "config.json")
    pooling = _settings(folder / "1_Pooling" / "config.json")
    return Examined(
        dimension=_dimension(config, pooling, header),
        parameters=header.parameters,
        licence=_licence(folder),
        made_with=_made_with(folder / "config_sentence_transformers.json"),
    )


def is_companion(name: str) -> bool:
    """Whether a file of this name, relative to an embedder's folder, may lie beside its weights."""
    return name != WEIGHTS_FILE and (name in _TAKEN or _TAKEN_OF_MODULE.fullmatch(name) is not None)


def size_limit_bytes(name: str) -> int:
    """The size limit of a file of this name in an embedder's folder."""
    if name == WEIGHTS_FILE:
        return _WEIGHTS_LIMIT_BYTES
    return _COMPANION_LIMIT_BYTES if name in _LONG_OBJECTS | _LONG_TEXTS else _SETTINGS_LIMIT_BYTES


def refused(reason: str, **params: object) -> InputRefused:
    return InputRefused("model_refused", reason=reason, **params)


def _files(root: Path) -> Iterator[FoundFile]:
    waiting, seen = [root], 0
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                seen += 1
                name = Path(entry.path).relative_to(root).as_posix()
                if seen > _ENTRY_LIMIT:
                    raise refused("unexpected_file", file=name)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                else:
                    yield _file(root, entry, name)


def _file(root: Path, entry: os.DirEntry[str], name: str) -> FoundFile:
    path = Path(entry.path)
    if entry.is_symlink():
        try:
            path = path.resolve()
        except (OSError, RuntimeError) as error:
            # A link that leads to itself.
            raise refused("leads_out", file=name) from error
        if not path.is_relative_to(root):
            raise refused("leads_out", file=name)
    try:
        about = path.lstat()
    except FileNotFoundError as error:
        raise refused("leads_out", file=name) from error
    if not stat.S_ISREG(about.st_mode):
        raise refused("unexpected_file", file=name)
    return FoundFile(name, path, about.st_size, (about.st_dev, about.st_ino))


def _is_taken(found: FoundFile) -> bool:
    """Whether the file is copied. Raises `InputRefused` for a file that makes the folder unacceptable."""
    suffixes = {Path(found.name).suffix.lower(), found.path.suffix.lower()}
    if suffixes & _COULD_RUN:
        raise refused("could_run", file=found.name)
    if ".safetensors" in suffixes and found.name != WEIGHTS_FILE:
        raise refused("weights_in_pieces", file=found.name)
    if found.name != WEIGHTS_FILE and not is_companion(found.name):
        return False
    limit = size_limit_bytes(found.name)
    if found.size_bytes > limit:
        raise refused("too_large", file=found.name, size_bytes=found.size_bytes, limit_bytes=limit)
    return True


def _require_few(found: Iterable[FoundFile]) -> None:
    """Limits the number and total size of the files beside the weights."""
    count = total = 0
    for each in found:
        if each.name != WEIGHTS_FILE:
            count, total = count + 1, total + each.size_bytes
        if count > COMPANIONS_LIMIT:
            raise refused("unexpected_file", file=each.name)
        if total > COMPANIONS_LIMIT_BYTES:
            raise refused("too_large", file=each.name, size_bytes=total, limit_bytes=COMPANIONS_LIMIT_BYTES)


def _require_object(path: Path) -> None:
    """Requires a JSON object, by its first and its last character."""
    with path.open("rb") as file:
        start = file.read(64).lstrip()
        file.seek(max(0, path.stat().st_size - 64))
        if not start.startswith(b"{") or not file.read().rstrip().endswith(b"}"):
            raise refused("mislabelled", file=path.name)


def _document(path: Path) -> object:
    try:
        found: object = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise refused("missing_file", file=path.name) from error
    except (ValueError, RecursionError) as error:
        raise refused("mislabelled", file=path.name) from error
    return found


def _require_texts(folder: Path) -> None:
    for path in folder.iterdir():
        if path.suffix in (".txt", ".md") or path.name == "LICENSE":
            try:
                with path.open(encoding="utf-8", newline="") as file:
                    plain = all("\0" not in piece for piece in iter(lambda: file.read(_PIECE), ""))
            except UnicodeDecodeError as error:
                raise refused("mislabelled", file=path.name) from error
            if not plain:
                raise refused("mislabelled", file=path.name)


def _settings(path: Path) -> dict[str, Any]:
    found = _document(path)
    if not isinstance(found, dict):
        raise refused("mislabelled", file=path.name)
    return found


def _require_own_modules(modules: object) -> None:
    """Requires each module's settings to be in a folder of its own; its class is checked later."""
    try:
        paths = [str(module["path"]) for module in modules]  # type: ignore[attr-defined]
    except (TypeError, KeyError) as error:
        raise refused("mislabelled", file="modules.json") from error
    if not all(_MODULE_PATH.fullmatch(path) for path in paths):
        raise refused("leads_out", file="modules.json")


def _dimension(config: Mapping[str, Any], pooling: Mapping[str, Any], header: TensorsHeader) -> int:
    """The length of its vectors, on which settings and weights must agree."""
    architectures = config.get("architectures")
    names = architectures if isinstance(architectures, list) else []
    if any("CausalLM" in str(each) or "ConditionalGeneration" in str(each) for each in names):
        raise refused("not_an_embedder")
    width, words = config.get("hidden_size"), config.get("vocab_size")
    table = header.widest("word_embeddings.weight") or header.widest("embed_tokens.weight")
    pooled = pooling.get("word_embedding_dimension", pooling.get("embedding_dimension"))
    if type(width) is not int or width < 1 or pooled != width:
        raise refused("mislabelled", file="config.json")
    if table is not None and table != (words, width):
        raise refused("mislabelled", file=WEIGHTS_FILE)
    if width > DIMENSION_LIMIT:
        raise InputRefused("dimension_too_large", dimension=width)
    return width


def _licence(folder: Path) -> str | None:
    """The licence in the front matter of the model card; None without a card or a licence in it."""
    try:
        lines = (folder / _CARD).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return None
    if not lines or lines[0].strip() != "---":
        return None
    named: dict[str, str] = {}
    for line in lines[1:]:
        if line.strip() == "---":
            break
        key, colon, value = line.partition(":")
        if colon and key in ("license", "license_name"):
            named[key] = re.sub(r"[^\w.+ -]", "", value.strip())[:_LICENCE_LIMIT_CHARS]
    chosen = named.get("license_name") if named.get("license") == "other" else named.get("license")
    return licence_name(chosen) if chosen else None


def licence_name(named: str) -> str:
    """A licence in its usual spelling."""
    return _KNOWN_LICENCES.get(named.lower(), named)


def _made_with(path: Path) -> str:
    """The versions of the libraries that wrote it, such as "sentence_transformers 2.0.0"; or ""."""
    document = _document(path) if path.exists() else None
    versions = document.get("__version__") if isinstance(document, dict) else None
    if not isinstance(versions, dict):
        return ""
    named = (f"{name} {version}" for name, version in sorted(versions.items()))
    return re.sub(r"[^\w.+, -]", "", ", ".join(named))[:200]
