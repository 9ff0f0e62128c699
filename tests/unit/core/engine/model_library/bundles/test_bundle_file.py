"""Only what a trusted key signed is read; each flipped bit is refused by the name of its part."""

from __future__ import annotations

import json
import os
import random
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from core.engine.model_library.bundles.bundle_file import head_bytes, read_bundle
from core.engine.model_library.bundles.manifest import manifest_bytes
from core.engine.model_library.library import ModelLibrary
from core.errors import InputRefused
from core.security.publisher_keys import PublisherKey, public_key_text
from tests.fakes.bundle import KEY, PUBLIC, PUBLISHER, TRUSTED, flipped, small_bundle
from tests.fixtures.proofs import Proof
from ui.errors import has_sentence

FIRST_LINE = len(b"ANAMNESIS-MODELS 1\n")
VERSION_AT = FIRST_LINE - 2
SIGNATURE_AT = FIRST_LINE + 32
LENGTH_AT = SIGNATURE_AT + 64
MANIFEST_AT = LENGTH_AT + 4


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return small_bundle(tmp_path)


def reason(path: Path, trusted: frozenset[str] | None = TRUSTED) -> str:
    with pytest.raises(InputRefused) as refused:
        read_bundle(path, trusted)
    error = refused.value
    assert error.code == "bundle_refused"
    assert error.params["file"] == path.name
    assert has_sentence(f"bundle_refused.{error.params['reason']}")
    return str(error.params["reason"])


def test_the_manifest_says_who_made_it_and_what_is_in_it(bundle: Path) -> None:
    found = read_bundle(bundle, TRUSTED)
    assert found.key == PUBLIC
    assert (found.manifest.name, found.manifest.version, found.manifest.publisher) == ("clinic", 1, PUBLISHER)
    finds, writes = found.manifest.models
    assert (finds.kind, finds.licence, finds.budgets) == ("embedder", "Apache-2.0", None)
    assert (writes.kind, writes.licence, writes.chat_format) == ("generator", "Apache-2.0", "chatml")
    assert writes.budgets is not None
    assert writes.budgets.answer_tokens == 200
    assert writes.memory_bytes > 0
    assert bundle.stat().st_size == found.contents_at + found.manifest.contents_bytes


def test_without_a_trusted_key_nothing_is_read(bundle: Path) -> None:
    assert reason(bundle, None) == "no_key"
    assert reason(bundle, frozenset()) == "no_key"
    stranger = public_key_text(PublisherKey.new().public_bytes)
    assert reason(bundle, frozenset({stranger})) == "untrusted"


def test_the_signature_of_somebody_else_under_a_trusted_key_does_not_hold(bundle: Path) -> None:
    raw, stranger = bundle.read_bytes(), PublisherKey.new()
    found = read_bundle(bundle, TRUSTED)
    forged = bytearray(head_bytes(found.manifest, stranger))
    forged[FIRST_LINE:SIGNATURE_AT] = KEY.public_bytes
    bundle.write_bytes(bytes(forged) + raw[found.contents_at :])
    assert reason(bundle) == "signature"


def test_a_signature_of_something_else_is_none_of_a_manifest(bundle: Path) -> None:
    """The words before what is signed keep apart what the same key signs for other ends."""
    raw = bytearray(bundle.read_bytes())
    (length,) = struct.unpack("!I", raw[LENGTH_AT:MANIFEST_AT])
    raw[SIGNATURE_AT:LENGTH_AT] = KEY.sign(bytes(raw[MANIFEST_AT : MANIFEST_AT + length]))
    bundle.write_bytes(bytes(raw))
    assert reason(bundle) == "signature"


def test_a_file_that_is_cut_or_goes_on_is_told_at_once(bundle: Path) -> None:
    raw = bundle.read_bytes()
    for end in (0, 5, FIRST_LINE + 3, MANIFEST_AT - 1, MANIFEST_AT + 9, len(raw) - 1):
        bundle.write_bytes(raw[:end])
        assert reason(bundle) == ("not_a_bundle" if end < FIRST_LINE - 2 else "truncated"), end
    bundle.write_bytes(raw + b"\0")
    assert reason(bundle) == "appended"


def test_a_manifest_that_claims_to_be_endless_is_not_read(bundle: Path) -> None:
    raw = bytearray(bundle.read_bytes())
    raw[LENGTH_AT:MANIFEST_AT] = b"\xff" * 4
    bundle.write_bytes(bytes(raw))
    assert reason(bundle) == "signature"


def test_another_version_of_the_format_is_refused(bundle: Path) -> None:
    raw = bundle.read_bytes()
    bundle.write_bytes(raw[:VERSION_AT] + b"2" + raw[VERSION_AT + 1 :])
    assert reason(bundle) == "other_version"
    bundle.write_bytes(b"PK\x03\x04" + raw)
    assert reason(bundle) == "not_a_bundle"


def test_only_an_ordinary_file_is_opened(tmp_path: Path, bundle: Path) -> None:
    assert reason(tmp_path / "nowhere.anamnesis-models") == "no_such_file"
    assert reason(tmp_path) == "not_a_file"
    pipe = tmp_path / "pipe.anamnesis-models"
    os.mkfifo(pipe)
    assert reason(pipe) == "not_a_file"
    loop = tmp_path / "loop.anamnesis-models"
    loop.symlink_to(loop)
    assert reason(loop) in ("no_such_file", "unreadable")
    link = tmp_path / "link.anamnesis-models"
    link.symlink_to(bundle)
    assert read_bundle(link, TRUSTED).manifest.name == "clinic"


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda m: m.update(format=2), "format"),
        (lambda m: m.update(format=True), "format"),
        (lambda m: m.update(name="../up"), "name"),
        (lambda m: m.update(version=0), "version"),
        (lambda m: m.update(version="3"), "version"),
        (lambda m: m.update(publisher="Quay\nClinics"), "publisher"),
        (lambda m: m.update(publisher=" "), "publisher"),
        (lambda m: m.update(made_at="yesterday"), "document"),
        (lambda m: m.update(more="words"), "document"),
        (lambda m: m.update(models=[]), "models"),
        (lambda m: m.update(models=[m["models"][1], m["models"][1]]), "models"),
        (lambda m: m["models"][1].update(name="a/b"), "model name"),
        (lambda m: m["models"][1].update(licence=""), "licence"),
        (lambda m: m["models"][1].update(licence="MIT\x1b[31m"), "licence"),
        (lambda m: m["models"][1].update(memory_bytes=-1), "memory_bytes"),
        (lambda m: m["models"][1].update(kind="adapter"), "kind"),
        (lambda m: m["models"][1].update(chat_format="own"), "chat_format"),
        (lambda m: m["models"][1].update(budgets=None), "budgets"),
        (lambda m: m["models"][1]["budgets"].update(answer_tokens=10**9), "budgets"),
        (lambda m: m["models"][1].update(verdict={"mode": "written"}), "verdict"),
        (lambda m: m["models"][1].update(files=[]), "files"),
        (lambda m: m["models"][1]["files"][0].update(name="../model.gguf"), "file name"),
        (lambda m: m["models"][1]["files"][0].update(name="/etc/passwd"), "file name"),
        (lambda m: m["models"][1]["files"][0].update(size_bytes=-1), "file size"),
        (lambda m: m["models"][1]["files"][0].update(sha256="x"), "file hash"),
        (lambda m: m["models"][1]["files"][0].update(mode=511), "files"),
        (lambda m: m["models"][0].update(chat_format="plain"), "kind"),
        (lambda m: m["models"][0]["files"].pop(), "files"),
        (lambda m: m["models"][0]["files"].append(m["models"][0]["files"][0]), "files"),
        (lambda m: m["models"][0]["files"][0].update(name="1_Pooling/../../config.json"), "file name"),
        (lambda m: m["models"][0]["files"][0].update(name="run.py"), "file name"),
        (lambda m: m["models"][0]["files"][0].update(size_bytes=1 << 40), "file size"),
    ],
)
def test_what_is_signed_is_still_read_as_anything_from_outside(bundle: Path, change, part: str) -> None:
    found = read_bundle(bundle, TRUSTED)
    document = json.loads(manifest_bytes(found.manifest))
    # The weights of an embedder come last, so that one line above can take them away.
    document["models"][0]["files"].sort(key=lambda each: each["name"] == "model.safetensors")
    change(document)
    raw = json.dumps(document).encode()
    signed = KEY.sign(b"anamnesis/models\0" + raw)
    head = b"ANAMNESIS-MODELS 1\n" + KEY.public_bytes + signed + struct.pack("!I", len(raw)) + raw
    bundle.write_bytes(head + bundle.read_bytes()[found.contents_at :])
    with pytest.raises(InputRefused) as refused:
        read_bundle(bundle, TRUSTED)
    assert (refused.value.params["reason"], refused.value.params["part"]) == ("manifest", part)


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"format": ' + b"9" * 5000 + b"}"]
)
def test_what_is_signed_and_no_manifest_is_refused(bundle: Path, raw: bytes) -> None:
    signed = KEY.sign(b"anamnesis/models\0" + raw)
    bundle.write_bytes(
        b"ANAMNESIS-MODELS 1\n" + KEY.public_bytes + signed + struct.pack("!I", len(raw)) + raw
    )
    assert reason(bundle) == "manifest"


def test_a_manifest_of_any_length_is_not_written(bundle: Path) -> None:
    manifest = read_bundle(bundle, TRUSTED).manifest
    with pytest.raises(ValueError, match="manifest"):
        head_bytes(replace(manifest, publisher="x" * (1 << 20)), KEY)


def _expected(place: int, contents_at: int) -> set[str]:
    """How a flipped bit at this place of the head is refused."""
    if place < VERSION_AT:
        return {"not_a_bundle"}
    if place < FIRST_LINE:
        return {"other_version"}
    if place < SIGNATURE_AT:
        return {"untrusted"}
    if LENGTH_AT <= place < MANIFEST_AT:
        # A longer manifest ends with the file, a shorter one is not what was signed.
        return {"signature", "truncated"}
    assert place < contents_at
    return {"signature"}


@pytest.mark.proof("flipped bits of a bundle, each refused by the name of its part", short=60, long=1000)
def test_each_flipped_bit_is_refused_by_name(tmp_path: Path, bundle: Path, proof: Proof) -> None:
    raw, chance = bundle.read_bytes(), random.SystemRandom()
    found = read_bundle(bundle, TRUSTED)
    contents, at = {}, found.contents_at
    for model in found.manifest.models:
        for file in model.files:
            contents[f"{model.name}/{file.name}"] = range(at, at + file.size_bytes)
            at += file.size_bytes
    assert at == len(raw)
    library = ModelLibrary(tmp_path / "library", bundle_keys=TRUSTED)
    target = tmp_path / "flipped.anamnesis-models"
    # Half of them in the head, which is the smaller part.
    for number in range(proof.repetitions):
        place = chance.randrange(found.contents_at) if number % 2 else chance.randrange(len(raw))
        target.write_bytes(flipped(raw, place, chance.randrange(8)))
        with pytest.raises(InputRefused) as refused:
            library.install_bundle(target)
        params = refused.value.params
        assert refused.value.code == "bundle_refused", place
        if place < found.contents_at:
            assert params["reason"] in _expected(place, found.contents_at), place
        else:
            part = next(name for name, places in contents.items() if place in places)
            assert (params["reason"], params["part"]) == ("changed", part), place
    assert [each.name for each in library.list() if not each.starter] == []
    assert list((tmp_path / "library" / "added").iterdir()) == []
