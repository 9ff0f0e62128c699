"""A generated practice to search in: invented words, and vectors that lie as those of clinical notes do.

Vectors are drawn as a common direction, a topic, a theme within it and something of their own, in a space
whose axes matter less and less. The shares were set so that the cosines of pairs of passages, the cosines of
a question's 1st, 0.1 %, 1 %, 10 % and median passage, and the number of axes that matter are near those of
MiniLM on development charts. Isolated balls of noise, which are usual, are far easier for a graph to search.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from core.audit.log import AuditLog
from core.clients.dto import ClientDetails
from core.clients.repository import ClientRepository
from core.clock import utc_now
from core.database.access import Database
from core.database.epoch_lock import hold_epoch
from core.ids import ClientId, SessionId, UserId, new_id
from core.language.lexemes import note_lexemes
from core.retrieval.dto import EmbeddingProfile
from core.retrieval.index.repository import IndexRepository
from core.retrieval.indexed import IndexedPassage, IndexedSource
from core.retrieval.passages import Cut
from core.security.sealing import Sealer
from core.sessions.dto import SOAP_FIELDS, Session, SoapText
from core.sessions.repository import SessionRepository

DIMENSION = 384
CLIENTS = 40
PROFILE = EmbeddingProfile(model="generated", revision="0" * 64, dimension=DIMENSION)

_PASSAGES_A_SESSION = 10
_SESSIONS_AT_ONCE = 100
_WORDS = 5_000
_SYLLABLES = "ba de fi go ka le mi no pa ra se ti ul ve xa zo cor den gal hem lis mor nef pul rhe tam".split()

_TOPICS, _THEMES_A_TOPIC = 400, 20
_DECAY = 0.4
_COMMON, _TOPIC, _THEME, _OWN = 0.42, 0.40, 0.55, 0.45
_OWN_OF_A_QUESTION = 1.7 * _OWN

Vectors = NDArray[np.float32]


class GeneratedPractice:
    """`vectors` is (passages, dimension) float16 of unit length; `first_of` tells where a session's begin."""

    def __init__(self, passages: int, seed: int) -> None:
        self._draw = random.Random(seed)
        self._random = np.random.default_rng(seed)
        self._words = [
            "".join(self._draw.choices(_SYLLABLES, k=self._draw.randint(2, 4))) for _ in range(_WORDS)
        ]
        # Words of notes are rare and frequent as words are: by Zipf.
        self._weights = [1 / (rank + 5) for rank in range(_WORDS)]
        self._axes = self._drawn_axes()
        self._topics, self._themes = self._scattered(_TOPICS), self._scattered(_TOPICS * _THEMES_A_TOPIC)
        self.clients = [ClientId(new_id()) for _ in range(CLIENTS)]
        self.first_of: dict[UUID, int] = {}
        self.vectors = self._like_notes(passages, _OWN).astype(np.float16)

    def questions(self, count: int) -> list[tuple[str, Vectors]]:
        """Texts of some words, each with a vector near some of the passages'."""
        vectors = self._like_notes(count, _OWN_OF_A_QUESTION)
        return [(self._text(6) + "?", vector) for vector in vectors]

    def store(self, database: Database, sealer: Sealer) -> None:
        """Clients, sessions and their index as the indexer would have left them."""
        author, audit = UserId(new_id()), AuditLog(sealer, None)
        with database.begin(statement_limit_s=0) as session:
            hold_epoch(session)
            clients = ClientRepository(session, sealer)
            for number, client_id in enumerate(self.clients):
                details = ClientDetails(first_name=f"Client {number}", last_name="Bench")
                clients.add(client_id, details, sealer.keyring.add_client(client_id))
            profile = IndexRepository(session, sealer).ensure_profile(PROFILE)
            audit.record(session, action="import")
        each = _PASSAGES_A_SESSION * _SESSIONS_AT_ONCE
        for start in range(0, len(self.vectors), each):
            end = min(start + each, len(self.vectors))
            with database.begin(statement_limit_s=0) as session:
                hold_epoch(session)
                made = list(self._sessions(start, end, author))
                SessionRepository(session, sealer).add_all([one for one, _ in made], author=author)
                session.flush()
                index = IndexRepository(session, sealer)
                for _, source in made:
                    version = index.store(source)
                    assert source.vectors is not None
                    index.store_vectors(profile.profile_id, source, source.vectors, version)
                audit.record(session, action="import")

    def _sessions(self, start: int, end: int, author: UserId) -> Iterator[tuple[Session, IndexedSource]]:
        for first in range(start, end, _PASSAGES_A_SESSION):
            yield self._session(first, min(first + _PASSAGES_A_SESSION, end), author)

    def _session(self, first: int, end: int, author: UserId) -> tuple[Session, IndexedSource]:
        """A session whose passages have the vectors from `first` to `end`."""
        shares = np.array_split(range(first, end), len(SOAP_FIELDS))
        texts: list[str] = []
        passages: list[IndexedPassage] = []
        for name, share in zip(SOAP_FIELDS, shares, strict=True):
            parts = [self._text(self._draw.randint(20, 40)) + "." for _ in share]
            texts.append(" ".join(parts))
            passages += _windows(name, parts)
        day = date(2023, 1, 1) + timedelta(days=self._draw.randrange(700))
        session = Session(
            session_id=SessionId(new_id()),
            client_id=self.clients[(first // _PASSAGES_A_SESSION) % CLIENTS],
            date=day,
            state="draft",
            version=1,
            text=SoapText(*texts),
            saved_at=utc_now(),
        )
        source = IndexedSource(
            kind="session",
            source_id=session.session_id,
            client_id=session.client_id,
            version=1,
            day=day,
            author=author,
            title="",
            fields=tuple((name, text) for name, text in zip(SOAP_FIELDS, texts, strict=True) if text),
            passages=tuple(passages),
            vectors=self.vectors[first:end],
        )
        self.first_of[source.source_id] = first
        return session, source

    def _text(self, words: int) -> str:
        return " ".join(self._draw.choices(self._words, self._weights, k=words))

    def _like_notes(self, count: int, own: float) -> Vectors:
        topics = self._random.integers(0, _TOPICS, count)
        themes = topics * _THEMES_A_TOPIC + self._random.integers(0, _THEMES_A_TOPIC, count)
        mixed = _TOPIC * self._topics[topics] + _THEME * self._themes[themes] + own * self._scattered(count)
        mixed[:, 0] += _COMMON
        rotated = mixed @ self._axes
        unit: Vectors = rotated / np.linalg.norm(rotated, axis=1, keepdims=True)
        return unit

    def _scattered(self, count: int) -> Vectors:
        """(count, dimension) of about unit length, along axes that matter less and less."""
        scale = np.arange(1, DIMENSION + 1, dtype=np.float32) ** -_DECAY
        drawn = self._random.standard_normal((count, DIMENSION), dtype=np.float32)
        return drawn * (scale / np.linalg.norm(scale))

    def _drawn_axes(self) -> Vectors:
        drawn = self._random.standard_normal((DIMENSION, DIMENSION))
        return np.linalg.qr(drawn)[0].astype(np.float32)


def _windows(field: str, parts: list[str]) -> Iterator[IndexedPassage]:
    """A passage for each part, shown and found with its neighbours."""
    lexemes = [note_lexemes(part) for part in parts]
    ends = np.cumsum([len(part) + 1 for part in parts]).tolist()
    starts = [end - len(part) - 1 for end, part in zip(ends, parts, strict=True)]
    for place in range(len(parts)):
        first, last = max(place - 1, 0), min(place + 1, len(parts) - 1)
        yield IndexedPassage(
            field,
            Cut(starts[first], ends[last] - 1, starts[place], ends[place] - 1, ""),
            tuple(lexeme for part in lexemes[first : last + 1] for lexeme in part),
        )
