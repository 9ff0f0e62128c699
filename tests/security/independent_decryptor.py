"""Opens a practice from docs/format.md alone. Imports nothing of the program: what it can read, anyone can.

    python tests/security/independent_decryptor.py VAULT.json < PASSPHRASE

prints who is a member; the test gives it rows of the database as well.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
import sys
import unicodedata
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

HEADER_BYTES = 24
EPOCH_BIT = 0x8000_0000


def lp(*parts: bytes) -> bytes:
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def extract(salt: bytes, material: bytes) -> bytes:
    return hmac.new(salt or bytes(32), material, hashlib.sha256).digest()


def expand(key: bytes, info: bytes, length: int) -> bytes:
    out, block = b"", b""
    for counter in range(1, 256):
        if len(out) >= length:
            break
        block = hmac.new(key, block + info + bytes([counter]), hashlib.sha256).digest()
        out += block
    return out[:length]


def hkdf(key: bytes, info: bytes, salt: bytes = b"") -> bytes:
    return expand(extract(salt, key), info, 32)


def open_envelope(sealed: bytes, key: bytes, place: bytes) -> bytes:
    if sealed[:4] != b"AN\x01\x01":
        raise ValueError("not an envelope of format 1, suite 1")
    header, nonce, rest = sealed[:HEADER_BYTES], sealed[HEADER_BYTES:36], sealed[36:]
    return AESGCM(key).decrypt(nonce, rest, header + place)


def open_hpke(message: bytes, private: X25519PrivateKey, info: bytes) -> bytes:
    """RFC 9180, base mode: decapsulation, key schedule, one message."""
    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"

    def labeled_extract(name: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
        return extract(salt, b"HPKE-v1" + name + label + material)

    def labeled_expand(name: bytes, key: bytes, label: bytes, context: bytes, length: int) -> bytes:
        return expand(key, struct.pack(">H", length) + b"HPKE-v1" + name + label + context, length)

    encapsulated, ciphertext = message[:32], message[32:]
    shared = private.exchange(X25519PublicKey.from_public_bytes(encapsulated))
    both = encapsulated + private.public_key().public_bytes_raw()
    secret = labeled_expand(kem, labeled_extract(kem, b"", b"eae_prk", shared), b"shared_secret", both, 32)
    context = (
        b"\x00"
        + labeled_extract(suite, b"", b"psk_id_hash", b"")
        + labeled_extract(suite, b"", b"info_hash", info)
    )
    scheduled = labeled_extract(suite, secret, b"secret", b"")
    key = labeled_expand(suite, scheduled, b"key", context, 32)
    nonce = labeled_expand(suite, scheduled, b"base_nonce", context, 12)
    return AESGCM(key).decrypt(nonce, ciphertext, b"")


def verify_with_one_of(keys: list[str], signature: bytes, said: bytes) -> None:
    """Raises `InvalidSignature`."""
    for key in keys:
        try:
            return Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, said)
        except InvalidSignature:
            continue
    raise InvalidSignature


def check_first_day(document: dict, before: dict | None) -> None:
    """Raises `ValueError` if the day from which on notes are signed was said before, and otherwise."""
    said = None if before is None else before.get("signatures_from")
    if said is not None and document.get("signatures_from") != said:
        raise ValueError("another day")


def check_own_change(document: dict, before: dict | None, signer: dict) -> None:
    """Raises `ValueError` unless a member who is no owner changed what they may."""
    if before is None:
        raise ValueError("the first document is an owner's")
    renewed = signer["role"] == "clinician" and document["key_version"] == before["key_version"] + 1
    if not renewed and document["key_version"] != before["key_version"]:
        raise ValueError("a version that this member cannot make")
    if [each["user_id"] for each in document["members"]] != [each["user_id"] for each in before["members"]]:
        raise ValueError("other members")
    if document.get("signatures_from") != before.get("signatures_from"):
        raise ValueError("another day")
    for now, then in zip(document["members"], before["members"], strict=True):
        own = now["user_id"] == signer["user_id"]
        free = (
            {"signing_key", "exchange_key", "grant_digest"} if own else {"grant_digest"} if renewed else set()
        )
        if any(now[name] != then[name] for name in then if name not in free):
            raise ValueError("more than one's own keys")


class Practice:
    """The keys behind a passphrase or a recovery key; raises `ValueError` for what is not as documented."""

    def __init__(
        self, vault: dict, *, passphrase: str | None = None, recovery_key: str | None = None
    ) -> None:
        self.vault = vault
        self.workspace = UUID(vault["workspace_id"])
        self.user, root, through = self._root(passphrase, recovery_key)
        exchange = X25519PrivateKey.from_private_bytes(hkdf(root, b"anamnesis/identity/x25519"))
        signing = Ed25519PrivateKey.from_private_bytes(hkdf(root, b"anamnesis/identity/ed25519"))
        self.exchange, self.root = exchange, root
        self.earlier = self._earlier_keys(root)
        founder = None if through else self._founder(root)
        self.member = self._member(founder, through)
        if bytes.fromhex(self.member["signing_key"]) != signing.public_key().public_bytes_raw():
            raise ValueError("the member has another key")
        self._read_grant()
        self.clients: dict[tuple[UUID, int], bytes] = {}

    def load_client(self, client: UUID, version: int, epoch: int, newest: int, wrapped: bytes) -> None:
        numbers = [str(number).encode() for number in (version, epoch, newest)]
        bound = numbers if newest > 1 else numbers[:2]
        place = lp(b"anamnesis", b"client-key", self.workspace.bytes, client.bytes, *bound)
        self.clients[client, version] = open_envelope(wrapped, self.epochs[epoch], place)

    def open(
        self,
        sealed: bytes,
        *,
        table: str,
        row: list[UUID | int],
        column: str,
        purpose: str,
        row_version: int = 1,
        client: UUID | None = None,
    ) -> bytes:
        (version,) = struct.unpack(">I", sealed[20:24])
        if client is not None:
            base = self.clients[client, version]
        elif version & EPOCH_BIT:
            base = self.epochs[version & ~EPOCH_BIT]
        else:
            base = self.keys[version]
        key = hkdf(base, f"anamnesis/purpose/{purpose}/{version}".encode())
        parts = [b"u" + p.bytes if isinstance(p, UUID) else b"i" + struct.pack(">q", p) for p in row]
        place = lp(
            b"anamnesis",
            b"1",
            self.workspace.bytes,
            client.bytes if client else b"",
            table.encode(),
            b"".join(parts),
            column.encode(),
            sealed[4:20],
            struct.pack(">II", version, row_version),
            purpose.encode(),
        )
        return open_envelope(sealed, key, place)

    def check_checkpoint(self, row: dict, day: str, membership: bytes) -> None:
        """Raises `InvalidSignature`; `membership`: the digest the checkpoint has to name."""
        keys = self.signing_keys[str(row["user_id"])]
        said = lp(
            b"anamnesis",
            b"checkpoint",
            self.workspace.bytes,
            struct.pack(">QQ", row["position"], row["vault_sequence"]),
            row["head"],
            row["charts"],
            day.encode(),
            row["user_id"].bytes,
            row["device_id"].bytes,
            membership,
        )
        verify_with_one_of(keys, row["signature"], said)

    def membership_digests(self) -> list[bytes]:
        return [
            hashlib.sha256(self._b64(link["document"]) + self._b64(link["signature"])).digest()
            for link in self.vault["membership"]
        ]

    def first_audit_key(self, wrapped: bytes) -> bytes:
        info = lp(b"anamnesis", b"audit-reader", self.workspace.bytes, self.user.bytes)
        for key in (self.exchange, *self.earlier):
            try:
                return open_hpke(wrapped, key, info)
            except InvalidTag:
                continue
        raise ValueError("sealed to none of the reader's keys")

    def _founder(self, root: bytes) -> bytes:
        """As a member's entry in `trust` has it: of a root key of before format 3."""
        return self._labelled(self.vault["trust"][str(self.user)], root, b"founder" + self.user.bytes)

    def _earlier_keys(self, root: bytes) -> list[X25519PrivateKey]:
        sealed = self.vault.get("earlier", {}).get(str(self.user))
        if sealed is None:
            return []
        raw = self._labelled(sealed, root, b"earlier-identities" + self.user.bytes)
        parts = [raw[start : start + 32] for start in range(0, len(raw), 32)]
        return [X25519PrivateKey.from_private_bytes(part) for part in parts]

    def _labelled(self, sealed: str, under: bytes, label: bytes) -> bytes:
        key, place = hkdf(under, b"anamnesis/wrap/" + label), lp(b"anamnesis", label, self.workspace.bytes)
        return open_envelope(self._b64(sealed), key, place)

    def _root(self, passphrase: str | None, recovery_key: str | None) -> tuple[UUID, bytes, bytes | None]:
        """The user, the root key, and the digest of a document that the membership has to go through."""
        for slot in self.vault["slots"]:
            salt, cost = self._b64(slot["salt"]), slot["argon2id"]
            if slot["kind"] == "passphrase" and passphrase is not None:
                secret = Argon2id(
                    salt=salt,
                    length=64,
                    iterations=cost["iterations"],
                    lanes=cost["lanes"],
                    memory_cost=cost["memory_kib"],
                ).derive(unicodedata.normalize("NFKC", passphrase).encode())
                parameters = "{iterations}/{memory_kib}/{lanes}".format(**cost).encode()
            elif slot["kind"] == "recovery" and recovery_key is not None:
                secret = base64.b32decode(recovery_key.replace("-", "")[:32])
                parameters = b""
            else:
                continue
            commitment = self._b64(slot["commitment"])
            if hkdf(secret, b"anamnesis/slot/commitment", salt) != commitment:
                continue
            user = UUID(slot["user_id"])
            place = lp(
                b"anamnesis",
                b"slot",
                slot["kind"].encode(),
                self.workspace.bytes,
                user.bytes,
                salt,
                parameters,
                commitment,
            )
            key = hkdf(secret, b"anamnesis/slot/key", salt)
            if "root" not in slot:
                return user, open_envelope(self._b64(slot["wrapped_root"]), key, place), None
            own, root = open_envelope(self._b64(slot["wrapped_key"]), key, place), slot["root"]
            through = open_envelope(
                self._b64(root["membership"]), hkdf(own, b"anamnesis/slot/membership"), place
            )
            private = X25519PrivateKey.from_private_bytes(hkdf(own, b"anamnesis/slot/x25519"))
            info = lp(b"anamnesis", b"slot-root", place)
            return user, open_hpke(self._b64(root["sealed_key"]), private, info), through
        raise ValueError("no slot opens")

    def _member(self, founder: bytes | None, through: bytes | None) -> dict:
        before, digest, digests = None, "", []
        self.signing_keys: dict[str, list[str]] = {}
        for link in self.vault["membership"]:
            encoded, signature = self._b64(link["document"]), self._b64(link["signature"])
            document = json.loads(encoded)
            by_id = {each["user_id"]: each for each in (before or document)["members"]}
            signer = by_id[document["signed_by"]]
            key = bytes.fromhex(signer["signing_key"])
            if document["previous"] != digest or (founder and not before and key != founder):
                raise ValueError("the membership does not lead back to the founder")
            check_first_day(document, before)
            if signer["role"] != "owner":
                check_own_change(document, before, signer)
            Ed25519PublicKey.from_public_bytes(key).verify(signature, b"anamnesis/membership\x00" + encoded)
            for each in document["members"]:
                known = self.signing_keys.setdefault(each["user_id"], [])
                if known and known[-1] != each["signing_key"] and document["signed_by"] != each["user_id"]:
                    raise ValueError("somebody else changed a member's keys")
                if each["signing_key"] not in known:
                    known.append(each["signing_key"])
            before, digest = document, hashlib.sha256(encoded + signature).hexdigest()
            digests.append(bytes.fromhex(digest))
        if before is None or (through is not None and through not in digests):
            raise ValueError("no membership, or not the one that the slot knows")
        self.members = before["members"]
        return next(each for each in self.members if each["user_id"] == str(self.user))

    def _read_grant(self) -> None:
        grant = self._b64(self.vault["grants"][str(self.user)])
        if hashlib.sha256(grant).hexdigest() != self.member["grant_digest"]:
            raise ValueError("the grant is not the one that was signed for")
        info = lp(b"anamnesis", b"workspace-keys", self.workspace.bytes, self.user.bytes)
        payload = open_hpke(grant, self.exchange, info)
        entries = list(struct.iter_unpack(">BI32s", payload))
        self.keys = {version: key for kind, version, key in entries if kind == 0}
        (vault_key,) = (key for kind, _, key in entries if kind == 255)
        body = {name: value for name, value in self.vault.items() if name != "code"}
        canonical = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
        if hmac.new(vault_key, canonical, hashlib.sha256).digest() != self._b64(self.vault["code"]):
            raise ValueError("the file was changed")
        newest = self.keys[max(self.keys)]
        self.epochs = {}
        for number, sealed in self.vault["epochs"].items():
            label = f"epoch-key/{number}".encode()
            place = lp(b"anamnesis", label, self.workspace.bytes)
            key = hkdf(newest, b"anamnesis/wrap/" + label)
            self.epochs[int(number)] = open_envelope(self._b64(sealed), key, place)

    @staticmethod
    def _b64(text: str) -> bytes:
        return base64.b64decode(text, validate=True)


if __name__ == "__main__":
    opened = Practice(json.loads(Path(sys.argv[1]).read_text()), passphrase=sys.stdin.readline().rstrip("\n"))
    for each in opened.members:
        print(each["name"], each["role"])
