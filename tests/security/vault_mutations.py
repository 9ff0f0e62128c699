"""Ways to change a vault file: what whoever holds a copy could try, and what a failing disk could do."""

from __future__ import annotations

import base64
import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from core.ids import new_id

Document = dict[str, Any]
_HEADER_BYTES = 24


def envelopes(document: Document) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Every sealed value of the file as (what it is, the object that holds it, its name there)."""
    for slot in document["slots"]:
        yield f"{slot['kind']} slot", slot, "wrapped_key"
        yield f"membership in a {slot['kind']} slot", slot["root"], "membership"
    for part in ("grants", "epochs"):
        for name in document[part]:
            yield part, document[part], name


def mutations(
    document: Document, other: Document, rng: random.Random, count: int
) -> Iterator[tuple[str, Document]]:
    """`count` changed copies with the name of the change; `other` is another practice's file."""
    systematic = list(_every_header_byte(document))
    if len(systematic) > count // 2:
        # A short run takes some of every envelope, and leaves half for the other ways.
        systematic = rng.sample(systematic, count // 2)
    ways = [_cost, _slot_field, _slot_elsewhere, _envelope_byte, _envelope_elsewhere, _foreign, _list, _top]
    yield from systematic
    for number in range(count - len(systematic)):
        changed = copy.deepcopy(document)
        yield ways[number % len(ways)](changed, other, rng), changed


def _every_header_byte(document: Document) -> Iterator[tuple[str, Document]]:
    """Magic, format, suite, key id and key version of every envelope."""
    for number, (kind, _, _) in enumerate(envelopes(document)):
        for position in range(_HEADER_BYTES):
            changed = copy.deepcopy(document)
            _, holder, name = list(envelopes(changed))[number]
            holder[name] = _flipped(holder[name], position, 0x03)
            yield f"header of {kind}", changed


def first_format(document: Document) -> Iterator[tuple[str, Document]]:
    """The same file told to be of the first format, with whatever sealed values it has in its places."""
    values = [holder[name] for _, holder, name in envelopes(document)]
    for workspace_key in values:
        for epoch_key in values:
            yield (
                "first format",
                {
                    "format": 1,
                    "workspace_id": document["workspace_id"],
                    "slots": document["slots"],
                    "workspace_key": workspace_key,
                    "epoch": {"number": 1, "key": epoch_key},
                },
            )


def _flipped(text: str, position: int, mask: int) -> str:
    data = bytearray(base64.b64decode(text))
    data[position % len(data)] ^= mask
    return base64.b64encode(data).decode()


def _cost(document: Document, other: Document, rng: random.Random) -> str:
    slots = [slot for slot in document["slots"] if slot["argon2id"]]
    for slot in slots:
        cost = slot["argon2id"]
        name = rng.choice(sorted(cost))
        # Never one so dear that trying it takes long.
        choices = (
            [0, -1, 2, 3, 17, 1 << 31, 1 << 70] if name != "memory_kib" else [0, 8, 63, 65, 128, 1 << 40]
        )
        cost[name] = rng.choice([each for each in choices if each != cost[name]])
    return "cost"


def _slot_field(document: Document, other: Document, rng: random.Random) -> str:
    for slot in document["slots"]:
        match rng.randrange(5):
            case 0:
                slot["salt"] = _flipped(slot["salt"], rng.randrange(16), rng.randrange(1, 256))
            case 1:
                slot["commitment"] = _flipped(slot["commitment"], rng.randrange(32), rng.randrange(1, 256))
            case 2:
                slot["user_id"] = str(new_id())
            case 3:
                slot["made_on"] = "2001-01-01"
            case _:
                slot["kind"] = {"passphrase": "keyring", "keyring": "recovery", "recovery": "passphrase"}[
                    slot["kind"]
                ]
    return "slot field"


def _slot_elsewhere(document: Document, other: Document, rng: random.Random) -> str:
    """Slots of this file given to each other's users, or another practice's put in."""
    slots = document["slots"]
    if rng.random() < 0.5:
        document["slots"] = copy.deepcopy(other["slots"])
        return "slots of another practice"
    users = [slot["user_id"] for slot in slots]
    shift = rng.randrange(1, len(users))
    for slot, user_id in zip(slots, users[shift:] + users[:shift], strict=True):
        slot["user_id"] = user_id
    return "slots of other users"


def _envelope_byte(document: Document, other: Document, rng: random.Random) -> str:
    kind, holder, name = rng.choice(list(envelopes(document)))
    holder[name] = _flipped(holder[name], rng.randrange(10_000), rng.randrange(1, 256))
    return f"byte of {kind}"


def _envelope_elsewhere(document: Document, other: Document, rng: random.Random) -> str:
    (_, holder, name), (_, there, there_name) = rng.sample(list(envelopes(document)), 2)
    holder[name], there[there_name] = there[there_name], holder[name]
    return "envelopes swapped"


def _foreign(document: Document, other: Document, rng: random.Random) -> str:
    name = rng.choice(["workspace_id", "device_id", "membership", "grants", "epochs", "code"])
    document[name] = copy.deepcopy(other[name])
    return f"{name} of another practice"


def _list(document: Document, other: Document, rng: random.Random) -> str:
    """Something taken away, doubled or put in another order."""
    name = rng.choice(["slots", "membership", "grants", "epochs"])
    part = document[name]
    if isinstance(part, dict):
        part.pop(rng.choice(sorted(part)))
        return f"less of {name}"
    way = rng.randrange(3)
    if way == 0:
        part.pop(rng.randrange(len(part)))
    elif way == 1:
        part.append(copy.deepcopy(rng.choice(part)))
    else:
        part.reverse()
    return f"{name} rearranged"


def _top(document: Document, other: Document, rng: random.Random) -> str:
    client = str(new_id())
    changes: list[tuple[str, Any]] = [
        ("sequence", document["sequence"] + rng.choice([-1, 1, 1000])),
        ("work", {"kind": "rotate", "client_id": None}),
        ("work", {"kind": "erase", "client_id": client}),
        ("format", rng.choice([0, 1, 2, 4, "3", None])),
        ("code", base64.b64encode(rng.randbytes(32)).decode()),
    ]
    name, value = rng.choice(changes)
    document[name] = value
    return name


# Damage of the bytes of the file, for which any JSON may come out.


def damaged_bytes(content: bytes, rng: random.Random) -> bytes:
    """Flipped, cut, doubled or overwritten somewhere."""
    changed = bytearray(content)
    place = rng.randrange(len(changed))
    ways: list[Callable[[], None]] = [
        lambda: changed.__setitem__(place, changed[place] ^ (1 << rng.randrange(8))),
        lambda: changed.__delitem__(slice(place, None)),
        lambda: changed.__delitem__(slice(place, place + rng.randrange(1, 64))),
        lambda: changed.__setitem__(slice(place, place), content[place : place + rng.randrange(1, 64)]),
        lambda: changed.__setitem__(slice(place, place + 8), rng.randbytes(8)),
    ]
    rng.choice(ways)()
    return bytes(changed)


def encoded(document: Document) -> bytes:
    return json.dumps(document).encode()
