"""Authors' signatures of notes: made with the Ed25519 key that only the author has, verified at reading.

Every member with the practice's keys can seal a note under anybody's name; only the author can sign it. The
signed statement is described byte by byte in docs/format.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.ids import UserId, WorkspaceId
from core.security.envelope import length_prefixed
from core.security.membership import EndedKey
from core.sessions.dto import SOAP_FIELDS, Addendum, Session, Signature, Verdict

Sign = Callable[[bytes], bytes | None]
"""The user's Ed25519 signature over a message; None without a key."""
_MOST_KNOWN = 20_000
_UNDER_WAY = timedelta(minutes=5)
"""A note signed while the keys were replaced may carry a time shortly after it."""


@dataclass(frozen=True, slots=True)
class SignatureKeys:
    """`public`: every signing key of all present and former members. `begun`: notes signed after this day
    carry a signature; None until an owner turns it on. `ended`: keys that no member has any more.
    """

    workspace_id: WorkspaceId
    public: Callable[[], Mapping[UserId, Sequence[bytes]]]
    begun: Callable[[], date | None]
    ended: Callable[[], Mapping[bytes, EndedKey]] = dict


class NoteSignatures:
    """Signs for one user and verifies everybody's signatures. Safe across threads."""

    def __init__(self, keys: SignatureKeys, *, sign: Sign) -> None:
        self._keys = keys
        self._sign = sign
        # Digests of verified signatures: a chart is opened often, and verifying takes 0.1 ms.
        self._known: dict[bytes, bytes | None] = {}

    def signed(self, session: Session) -> Session:
        """The session with its author's new signature."""
        by = session.author
        if by is None:
            return session
        signature = Signature(session.client_id, session.session_id, session.version, by, session.saved_at)
        value = self._sign(self._note_statement(session, signature))
        if value is None:
            return session
        return replace(session, signature=replace(signature, value=value), signed_at=session.saved_at)

    def with_signed_addendum(self, session: Session) -> Session:
        """The session with a signature under its newest addendum, just written by the same user."""
        *before, newest = session.addenda
        if newest.author is None:
            return session
        signature = Signature(
            session.client_id, session.session_id, session.version, newest.author, newest.at
        )
        value = self._sign(self._addendum_statement(session, newest, signature))
        if value is None:
            return session
        signed = replace(newest, signature=replace(signature, value=value))
        return replace(session, addenda=(*before, signed))

    def checked(self, session: Session) -> Session:
        """The session with a verdict on it and on each of its addenda; a draft has none."""
        if session.state not in ("signed", "retracted"):
            return session
        addenda = tuple(replace(each, verdict=self._of_addendum(session, each)) for each in session.addenda)
        return replace(session, verdict=self._of_note(session), addenda=addenda)

    def _of_note(self, session: Session) -> Verdict:
        signature = session.signature
        if signature is None:
            imported = session.origin is not None and session.origin.kind == "import"
            if imported or session.archive_id is not None:
                return "imported"
            return self._unsigned(session.signed_at or _known_to_be_signed(session))
        return self._verdict(session, signature, self._note_statement(session, signature))

    def _of_addendum(self, session: Session, addendum: Addendum) -> Verdict:
        signature = addendum.signature
        if signature is None:
            # Authors in an archive never had a key here.
            known = addendum.author in self._keys.public()
            if addendum.imported_author is not None or (session.archive_id is not None and not known):
                return "imported"
            return self._unsigned(addendum.at)
        if signature.by != addendum.author or signature.at != addendum.at:
            return "invalid"
        return self._verdict(session, signature, self._addendum_statement(session, addendum, signature))

    def _unsigned(self, at: datetime | None) -> Verdict:
        begun = self._keys.begun()
        if begun is None or at is None or at.date() <= begun:
            return "before"
        return "missing"

    def _verdict(self, session: Session, signature: Signature, statement: bytes) -> Verdict:
        if signature.workspace_id not in (None, self._keys.workspace_id):
            # Its keys are another practice's; the text is kept as received.
            return "imported"
        place = (signature.client_id, signature.session_id)
        here = place == (session.client_id, session.session_id)
        copied = session.origin is not None and session.origin.kind == "merge"
        if not (here or copied) or (here and signature.version > session.version):
            return "invalid"
        key = self._verifying_key(signature, statement)
        if key is None:
            return "invalid"
        ended = self._keys.ended().get(key)
        if ended is not None and ended.latest is not None and signature.at > ended.latest + _UNDER_WAY:
            # A holder of an old copy of the vault file and its secret can still sign with the old key.
            return "invalid"
        if ended is not None and ended.replaced:
            return "replaced" if here else "copied_replaced"
        return "valid" if here else "copied"

    def _verifying_key(self, signature: Signature, statement: bytes) -> bytes | None:
        """The signer's key that made the signature; None if none did."""
        keys = self._keys.public().get(signature.by, ())
        place = hashlib.sha256(length_prefixed(statement, signature.value, *keys)).digest()
        if place not in self._known:
            # In one step, because another thread may clear the cache in between.
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = next((key for key in keys if _verifies(key, signature.value, statement)), None)
            self._known[place] = found
            return found
        return self._known.get(place)

    def _note_statement(self, session: Session, signature: Signature) -> bytes:
        duration = b"" if session.duration_min is None else b"%d" % session.duration_min
        content = length_prefixed(
            *(_bytes(session.text.field(name)) for name in SOAP_FIELDS),
            session.date.isoformat().encode(),
            _bytes(session.kind),
            duration,
        )
        return self._statement(b"note", signature, content)

    def _addendum_statement(self, session: Session, addendum: Addendum, signature: Signature) -> bytes:
        note = b"" if session.signature is None else session.signature.value
        content = length_prefixed(
            addendum.addendum_id.bytes, _bytes(addendum.reason), _bytes(addendum.text), note
        )
        return self._statement(b"addendum", signature, content)

    def _statement(self, kind: bytes, signature: Signature, content: bytes) -> bytes:
        return length_prefixed(
            b"anamnesis",
            b"signature/" + kind,
            self._keys.workspace_id.bytes,
            signature.client_id.bytes,
            signature.session_id.bytes,
            signature.version.to_bytes(4, "big"),
            signature.by.bytes,
            signature.at.isoformat().encode(),
            hashlib.sha256(content).digest(),
        )


def _known_to_be_signed(session: Session) -> datetime | None:
    """When a session without a signature was signed already, as far as its version shows; None for an old
    retracted one.
    """
    if session.addenda:
        return session.addenda[0].at
    return session.saved_at if session.state == "signed" else None


def _verifies(key: bytes, value: bytes, statement: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(value, statement)
    except (InvalidSignature, ValueError):
        return False
    return True


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
