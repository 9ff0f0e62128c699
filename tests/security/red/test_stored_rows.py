"""Random damage to stored rows: cut, inserted, doubled, overwritten; whoever reads notices each.

Single flipped bytes and rows put in the place of others: `tests/security/test_tampering_in_the_database.py`.
"""

from __future__ import annotations

import random

import pytest

from core.security.kdf import Argon2Cost
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.security.filled_practice import bound, fill
from tests.security.test_tampering_in_the_database import COLUMNS, administrator, noticed, some_row, store


def damaged(whole: bytes, draw: random.Random) -> bytes:
    """Something else than `whole`."""
    content = bytearray(whole)
    while bytes(content) == whole:
        place = draw.randrange(len(content))
        length = draw.randint(1, max(1, len(content) - place))
        match draw.randrange(5):
            case 0:
                content[place : place + length] = draw.randbytes(length)
            case 1:
                del content[place : place + length]
            case 2:
                content[place:place] = draw.randbytes(draw.randint(1, 40))
            case 3:
                content[place:place] = content[place : place + length]
            case _:
                content = bytearray(draw.randbytes(len(whole)))
        content = content or bytearray(whole)
    return bytes(content)


@pytest.mark.proof("random damage to stored rows, noticed", short=1, long=40)
def test_random_damage_to_stored_rows_is_noticed(
    tmp_path, cloned_database, cheap_keys: Argon2Cost, proof: Proof
):
    draw, trials = random.Random(13), 0
    filled = fill(tmp_path, cloned_database.conninfo, cheap_keys)
    with administrator(cloned_database) as admin, filled.enter() as opened:
        for column in COLUMNS:
            # Looking may be recorded; and after a change another row may be the first.
            key, _ = some_row(admin, column)
            assert not noticed(column, filled, opened, key), f"{column} is noticed untouched"
            key, whole = some_row(admin, column)
            for _ in range(proof.repetitions):
                changed = damaged(whole, draw)
                store(admin, column, key, whole, changed)
                assert noticed(column, filled, opened, key), f"{column.table}.{column.column}"
                store(admin, column, key, changed, whole)
                trials += 1
    proof.count(trials)
    figure(f"random damage to rows of {len(COLUMNS)} columns, read through the services: {bound(trials)}")
