"""A vault opens with the right passphrase and the file as it was written; with anything else, never."""

from __future__ import annotations

import itertools
import json
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from core.errors import AnamnesisError, VaultFormatError, WrongPassphrase
from core.security.kdf import Argon2Cost
from core.security.memory import random_key
from core.security.unlocking import found_vault, open_with_passphrase
from core.security.vault import FirstVault, Vault
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.security.key_practice import CHEAP, lower_the_floor
from tests.security.vault_mutations import damaged_bytes, encoded, first_format, mutations

OWNER = "Séven quiet herons: 7"
CLINICIAN, AUDITOR = "eleven loud cranes", "two patient owls"
TODAY = date(2026, 3, 2)
SEED = 20261121


@dataclass(frozen=True, slots=True)
class Made:
    """A vault file with every kind of slot, and what it says."""

    path: Path
    vault: Vault


def make(path: Path, cost: Argon2Cost, *, members: bool = True) -> Made:
    opened, _ = found_vault(path, passphrase=OWNER, cost=cost, today=TODAY)
    opened.save()
    if members:
        opened.add_member(name="Noa", role="clinician", passphrase=CLINICIAN, cost=cost, today=TODAY)
        opened.add_member(name="Avi", role="auditor", passphrase=AUDITOR, cost=cost, today=TODAY)
        opened.add_keyring_slot(random_key(), today=TODAY)
    opened.drop()
    vault = Vault.load(path)
    assert isinstance(vault, Vault)
    return Made(path, vault)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> Argon2Cost:
    """For speed; that a cost is checked stays."""
    lower_the_floor(monkeypatch.setattr)
    return CHEAP


@pytest.fixture
def made(tmp_path: Path, cheap: Argon2Cost) -> Made:
    return make(tmp_path / "vault.json", cheap)


def normal(passphrase: str) -> str:
    return unicodedata.normalize("NFKC", passphrase)


def near_misses(right: str) -> Iterator[str]:
    """What a person mistypes, and what looks the same and is not."""
    yield from (
        "",
        " ",
        "\0",
        right + "\0",
        "\ud800",
        right + "\udfff",
        right * 2,
        right * 20_000,
        "x" * 100_000,
    )
    yield from (right.lower(), right.upper(), right.swapcase(), right.title(), right[::-1])
    yield from (f" {right}", f"{right} ", f"{right}\n", f"\ufeff{right}", right.replace(" ", ""))
    yield from (right.replace(" ", "  "), right.replace(" ", "\t"), right.replace(" ", "\u200b"))
    # Without its accent, with it twice, with another one; and letters of other alphabets.
    yield from (right.replace("é", each) for each in ("e", "e\u0301\u0301", "è", "ê", "ё"))
    lookalikes = {"e": "е", "o": "ο", "S": "Ѕ", "i": "і", "n": "ո", "h": "һ", "7": "７𝟕", "q": "ԛ"}
    for letter, others in lookalikes.items():
        yield from (right.replace(letter, other) for other in others)
    for place in range(len(right)):
        yield right[:place] + right[place + 1 :]
        yield right[:place] + right[place] + right[place:]
        yield right[:place] + right[place : place + 2][::-1] + right[place + 2 :]
        for other in "abcxyz019 .-éאﬁ":
            yield right[:place] + other + right[place + 1 :]
            yield right[:place] + other + right[place:]


def wrong_ones(count: int) -> list[str]:
    rng = random.Random(SEED)
    right = {normal(each) for each in (OWNER, CLINICIAN, AUDITOR)}
    letters = "abcdefghijklmnopqrstuvwxyz ABCDEFG0123456789-é\u0301\ud8ffאבגד日本🙂"

    def random_ones() -> Iterator[str]:
        while True:
            changed = list(rng.choice((OWNER, CLINICIAN, AUDITOR)))
            for _ in range(rng.randrange(1, 4)):
                changed[rng.randrange(len(changed))] = rng.choice(letters)
            yield "".join(changed)
            yield "".join(rng.choices(letters, k=rng.randrange(0, 40)))

    every = itertools.chain(near_misses(OWNER), random_ones())
    # Two that are one after normalisation are one passphrase, by design.
    different = (each for each in every if normal(each) not in right)
    return list(itertools.islice(dict.fromkeys(itertools.islice(different, count * 2)), count))


def what_it_says(path: Path, vault: Vault | FirstVault, passphrase: str) -> tuple[type, str, str]:
    """The refusal; that it opens is the failure."""
    try:
        open_with_passphrase(path, vault, passphrase)
    except AnamnesisError as error:
        return type(error), str(error), repr(sorted(error.params))
    raise AssertionError("it opened")


@pytest.mark.proof("wrong passphrases, none opens", short=600, long=10_000)
def test_no_wrong_passphrase_opens_and_all_are_told_the_same(made: Made, proof: Proof) -> None:
    for same in (OWNER, unicodedata.normalize("NFD", OWNER), OWNER.replace("7", "７")):
        open_with_passphrase(made.path, made.vault, same).drop()
    tried = wrong_ones(proof.repetitions)
    said = Counter(what_it_says(made.path, made.vault, each) for each in tried)
    figure(
        f"wrong passphrases: {len(tried):,} tried on {len(made.vault.slots)} slots, 0 opened "
        f"(at most 3/{len(tried):,} = {3 / len(tried):.1e} with 95 % confidence), "
        f"{len(said)} different refusals"
    )
    assert len(tried) == proof.repetitions
    assert list(said) == [(WrongPassphrase, str(WrongPassphrase()), "[]")]


@pytest.mark.journey
@pytest.mark.proof("wrong passphrases at the full cost, none opens", short=2, long=40)
def test_no_wrong_passphrase_opens_at_the_full_cost(tmp_path: Path, proof: Proof) -> None:
    made = make(tmp_path / "vault.json", Argon2Cost.recommended(), members=False)
    open_with_passphrase(made.path, made.vault, OWNER).drop()
    tried = wrong_ones(proof.repetitions)
    said = Counter(what_it_says(made.path, made.vault, each) for each in tried)
    figure(f"wrong passphrases at full cost: {len(tried)} tried, 0 opened (at most 3/{len(tried)})")
    assert list(said) == [(WrongPassphrase, str(WrongPassphrase()), "[]")]


@pytest.mark.proof("changed vault files, none opens", short=300, long=4_000)
def test_no_changed_file_opens_with_the_right_passphrase(
    made: Made, tmp_path: Path, cheap: Argon2Cost, proof: Proof
) -> None:
    other = make(tmp_path / "other.json", cheap)
    document, foreign = (json.loads(each.path.read_bytes()) for each in (made, other))
    rng = random.Random(SEED)
    every = itertools.chain(first_format(document), mutations(document, foreign, rng, proof.repetitions))
    refusals: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    changed_file = tmp_path / "changed.json"
    for kind, document in every:
        changed_file.write_bytes(encoded(document))
        refusal = refused(changed_file, made.vault)
        if refusal is None:
            continue
        kinds[kind] += 1
        refusals[refusal] += 1
    figure(
        f"changed vault files: {kinds.total():,} tried with the right passphrases, 0 opened "
        f"(at most 3/{kinds.total():,} = {3 / kinds.total():.1e} with 95 % confidence); {dict(refusals)}"
    )
    figure(f"  {dict(kinds)}")
    proof.count(kinds.total())
    assert kinds.total() >= proof.repetitions
    assert len(kinds) >= 20


def refused(path: Path, untouched: Vault) -> str | None:
    """How the owner was refused; None when the file says the same as before."""
    try:
        vault = Vault.load(path)
    except VaultFormatError as error:
        return f"not read: {error.code}"
    if vault == untouched:
        return None
    codes = []
    for passphrase in (OWNER, CLINICIAN, AUDITOR):
        kind, _, _ = told = what_it_says(path, vault, passphrase)
        assert kind in (WrongPassphrase, VaultFormatError)
        codes.append(told[1])
        # Whatever was changed, a wrong one is told what it is always told.
        assert what_it_says(path, vault, "no such " + passphrase)[:2] == (
            WrongPassphrase,
            str(WrongPassphrase()),
        )
    return codes[0]


@pytest.mark.proof("damaged vault files, none opens", short=200, long=4_000)
def test_no_damaged_file_opens(made: Made, tmp_path: Path, proof: Proof) -> None:
    rng = random.Random(SEED)
    content, damaged_file = made.path.read_bytes(), tmp_path / "damaged.json"
    refusals: Counter[str] = Counter()
    for _ in range(proof.repetitions):
        damaged_file.write_bytes(damaged_bytes(content, rng))
        refusals[refused(damaged_file, made.vault) or "says the same"] += 1
    figure(
        f"damaged vault files: {proof.repetitions:,} tried with the right passphrases, 0 opened; "
        f"{dict(refusals)}"
    )
    assert refusals["says the same"] < proof.repetitions / 2
