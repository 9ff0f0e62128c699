"""Everything that reads bytes nobody has vouched for yet, as functions of bytes; and a longer fuzz of them.

`python -m tests.security.fuzz_targets [--seconds N] [TARGET …]` runs them under atheris, which follows the
branches that an input takes; `tests/security/test_fuzzing.py` runs the same functions under Hypothesis. A
target returns when the input was refused by one of the program's own errors, or was what it should be;
whatever else it raises is a finding.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from core.audit.anchor import Anchors
from core.audit.failures import FailedUnlocks
from core.audit.manifests import decode_entries, encode_entries
from core.audit_reading.verification import verify_export
from core.errors import AnamnesisError
from core.ids import WorkspaceId
from core.journal.entry import open_entry
from core.security import grants
from core.security.attempts import AttemptLimiter
from core.security.keyring import KeyRing, WrappedClientKey
from core.security.membership import Membership, SignedMembership
from core.security.recovery import RecoveryKey
from core.security.unlocking import open_with_passphrase
from core.security.vault import Vault
from core.settings import Settings
from core.workspace import Workspace
from tests.security.fuzz_material import AT, DATA, NOW, OWNER, PLAINTEXT, in_memory, leaves, made, spliced
from tests.security.key_practice import lower_the_floor
from tests.security.vault_mutations import encoded

DOCUMENTED = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""What `Vault.load` turns into `VaultFormatError`: its parts may raise it on their own."""


# Targets.


def envelope(data: bytes) -> None:
    with contextlib.suppress(AnamnesisError):
        opened = made().sealer.open(data, purpose="note", at=AT)
        assert (data, opened) == (made().sealed, PLAINTEXT)


def client_key(data: bytes) -> None:
    key = made().key
    ring = KeyRing(
        workspace_id=made().vault.workspace_id, workspace_keys={}, epochs=made().opened.keyring.epoch_keys()
    )
    with contextlib.suppress(AnamnesisError):
        ring.load_client(WrappedClientKey(key.client_id, key.version, key.epoch, data))
        assert data == key.wrapped


def vault_file(data: bytes) -> None:
    with contextlib.suppress(AnamnesisError):
        vault = Vault.load(in_memory(data))
        open_with_passphrase(made().folder / "never-written", vault, OWNER).drop()
        assert vault == made().vault


def vault_document(data: bytes) -> None:
    vault_file(encoded(spliced(made().document, data)))


def sign_ins(data: bytes) -> None:
    """What the lock screen reads of the file, before anybody has a key."""
    content = encoded(spliced(made().document, data))
    settings = Settings(data_dir=made().folder / "sign-ins", state_dir=made().folder)
    settings.data_dir.mkdir(exist_ok=True)
    settings.vault_file.write_bytes(content)
    with contextlib.suppress(AnamnesisError):
        Workspace(settings).sign_ins()


def membership(data: bytes) -> None:
    with contextlib.suppress(*DOCUMENTED):
        assert Membership.decoded(data).encoded() == data


def signed_membership(data: bytes) -> None:
    link = made().vault.membership[-1].to_json()
    owner = made().vault.membership[0].document.members[0].signing_key
    with contextlib.suppress(*DOCUMENTED):
        changed = SignedMembership.from_json(spliced(link, data))
        assert not changed.signed_with(owner) or changed == made().vault.membership[-1]


def grant(data: bytes) -> None:
    """The bytes as they are, and sealed to the member as anybody can who knows the public key."""
    identity, workspace_id = made().identity, made().vault.workspace_id
    public = X25519PublicKey.from_public_bytes(identity.exchange_public)
    sealed = grants._SUITE.encrypt(data, public, grants._info(workspace_id, identity.user_id.bytes))
    for wrapped in (data, sealed):
        with contextlib.suppress(AnamnesisError):
            digest = grants.digest_of(wrapped)
            grants.unwrap(wrapped, identity, workspace_id=workspace_id, digest=digest).wipe()


def attempts_file(data: bytes) -> None:
    path = made().folder / "attempts"
    path.write_bytes(data)
    limiter = AttemptLimiter(path, lambda: NOW)
    assert 0.0 <= limiter.wait_s() <= 900.0
    with contextlib.suppress(AnamnesisError):
        limiter.begin()


def failed_unlocks(data: bytes) -> None:
    path = made().folder / "failed-unlocks"
    path.write_bytes(data)
    waiting = FailedUnlocks(path)
    waiting.note(None, NOW)
    assert waiting.pending()


def journal_entry(data: bytes) -> None:
    with contextlib.suppress(AnamnesisError):
        open_entry(data, made().sealer)
        assert data == made().journal


def audit_export(data: bytes) -> None:
    with contextlib.suppress(AnamnesisError):
        report = verify_export(in_memory(data))
        assert not report.intact or _same_export(data)


def audit_export_lines(data: bytes) -> None:
    lines = made().export.splitlines()
    number = data[0] % len(lines) if data else 0
    lines[number] = encoded(spliced(json.loads(lines[number]), data[1:]))
    audit_export(b"\n".join(lines) + b"\n")


def _same_export(data: bytes) -> bool:
    """Whether it says the same in other bytes: no other file that names the same keys is whole."""
    read, right = ([json.loads(line) for line in each.splitlines()] for each in (data, made().export))
    return bool(read == right or read[0] != right[0])


def anchor_file(data: bytes) -> None:
    path = made().folder / "anchor.json"
    path.write_bytes(data)
    state = Anchors((path,), workspace_id=WorkspaceId(_anchored_workspace())).read()
    assert (state.newest is None) == (state.damaged == (0,))


def anchor_document(data: bytes) -> None:
    anchor_file(encoded(spliced(_anchor(), data)))


@cache
def _anchor() -> dict[str, Any]:
    lines = [json.loads(line) for line in made().export.splitlines()]
    checkpoint = next(line["checkpoint"] for line in lines if "checkpoint" in line)
    return {"format": 1, "checkpoint": checkpoint}


def _anchored_workspace() -> UUID:
    return UUID(_anchor()["checkpoint"]["workspace_id"])


def manifest(data: bytes) -> None:
    with contextlib.suppress(AnamnesisError):
        entries = decode_entries(data)
        assert len(encode_entries(entries)) <= len(data)


def recovery_key(data: bytes) -> None:
    with contextlib.suppress(AnamnesisError):
        RecoveryKey.parse(data.decode("utf-8", "surrogateescape"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        envelope, client_key, vault_file, vault_document, sign_ins, membership, signed_membership, grant,
        attempts_file, failed_unlocks, journal_entry, audit_export, audit_export_lines, anchor_file,
        anchor_document, manifest, recovery_key,
    )
}  # fmt: skip

VALUES = [
    "null",
    "true",
    "-1",
    "1e999",
    "NaN",
    "1" + "0" * 400,
    '""',
    '"\\ud800"',
    "[]",
    "{}",
    '"AAAA"',
    "[[]]",
]
"""JSON that finds what forgets that JSON can hold it."""


def seeds(name: str) -> list[bytes]:
    """Inputs to begin with: what is right, and JSON that is not."""
    right: dict[str, list[bytes]] = {
        "envelope": [made().sealed],
        "client_key": [made().key.wrapped],
        "vault_file": [encoded(made().document), (DATA / "vault_format_1.json").read_bytes()],
        "membership": [made().vault.membership[-1].document.encoded()],
        "grant": [next(iter(made().vault.grants.values())), b"\xff" + bytes(36), bytes(37)],
        "journal_entry": [made().journal],
        "audit_export": [made().export],
        "anchor_file": [encoded(_anchor()), b"[" * 10_000],
        "manifest": [encode_entries({})],
        "recovery_key": [RecoveryKey(bytes(20)).text.encode()],
        "attempts_file": [_attempts()],
        "failed_unlocks": [b'{"id":"x"}\n', b"[" * 10_000 + b"\n", b'{"count":1e999}\n'],
    }
    if name in right:
        return right[name]
    if name == "audit_export_lines":
        lines = [json.loads(line) for line in made().export.splitlines()]
        return [bytes([number]) + each for number, line in enumerate(lines) for each in _splices(line)]
    documents = {"anchor_document": _anchor(), "signed_membership": made().vault.membership[-1].to_json()}
    return _splices(documents.get(name, made().document))


def _splices(document: Any) -> list[bytes]:
    """Every value of the document by each of `VALUES`, and left out."""
    places = range(len(list(leaves(document))))
    return [place.to_bytes(2) + value.encode() for place in places for value in ("", *VALUES)]


def _attempts() -> bytes:
    path = made().folder / "attempts"
    path.unlink(missing_ok=True)
    AttemptLimiter(path, lambda: NOW).create()
    return path.read_bytes()


# The longer fuzz.

_ALONE = """
import atheris
with atheris.instrument_imports(include=["core"], enable_loader_override=False):
    import tests.security.fuzz_targets as targets
targets.fuzz({name!r}, {seconds!r})
"""


def fuzz(name: str, seconds: int) -> None:
    """One target in this process, which atheris ends; does not return."""
    atheris = importlib.import_module("atheris")
    lower_the_floor()
    corpus = made().folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(seeds(name)):
        (corpus / str(number)).write_bytes(seed)
    options = [f"-max_total_time={seconds}", "-max_len=20000", "-print_final_stats=1", "-verbosity=0"]
    options += [f"-artifact_prefix={corpus}/"]
    atheris.Setup([sys.argv[0], str(corpus), *options], TARGETS[name])
    atheris.Fuzz()


def fuzz_each(names: list[str], seconds: int) -> bool:
    """Each target in a process of its own; prints executions and crashes, true if there was none."""
    clean = True
    for name in names:
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", _ALONE.format(name=name, seconds=seconds)],
            capture_output=True, text=True, errors="replace", check=False, timeout=seconds + 300,
        )  # fmt: skip
        lines = done.stderr.splitlines()
        executed = next((each.split()[-1] for each in lines if "number_of_executed_units" in each), "?")
        clean = clean and done.returncode == 0
        crashes = 0 if done.returncode == 0 else 1
        took = time.monotonic() - began
        print(f"{name}: {executed} executions in {took:.0f} s, {crashes} crashes", flush=True)
        if crashes:
            print((done.stdout + done.stderr)[-3000:], flush=True)
    return clean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", default=list(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    arguments = parser.parse_args()
    if not fuzz_each(arguments.targets, arguments.seconds):
        sys.exit(1)


if __name__ == "__main__":
    main()
