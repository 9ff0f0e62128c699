"""Random bytes in each sealed column: the row is told as damaged, and everything else is there as before."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from core.audit.dto import AuditFilter
from core.clients.dto import Client, ClientDetails
from core.damage import Listing
from core.errors import TamperedRecord
from core.ids import SessionId, new_id
from core.letters.dto import Letter
from core.security.sealing import Address, Purpose, Sealer
from core.services import Services
from core.sessions.dto import UNREADABLE, SoapText
from core.sources.dto import SearchScope
from core.templates.dto import TEXT_KINDS, PracticeText, TextKind
from core.vocabulary.dto import VocabularyEntry
from tests.fixtures.figures import figure
from tests.fixtures.proofs import ALL, Proof
from tests.workspace.practice import DAY, OWNER, Practice

FORMAT = Path(__file__).parents[2] / "docs" / "format.md"
VECTORS = {"source_vectors.sealed_vectors", "message_vector.sealed_vector"}
"""Need an embedder: `tests/security/test_tampering_in_the_database` and `tests/retrieval` damage them."""
QUESTION = "What dose of ramipril is she on?"
Ids = frozenset[str]


def sealed_columns() -> list[str]:
    """`table.column` of each row of the table in `docs/format.md`, and the wrapped keys of clients."""
    columns: list[str] = []
    for line in FORMAT.read_text().splitlines():
        found = re.match(r"\| (\w+)\.(sealed_\w+|sealed_\{[^}]+\}) \|", line)
        if found is None:
            continue
        table, column = found.groups()
        inner = re.fullmatch(r"sealed_\{(.+)\}", column)
        names = [f"sealed_{each.strip()}" for each in inner.group(1).split(",")] if inner else [column]
        columns += [f"{table}.{name}" for name in names]
    return [*columns, "client_key.wrapped_key"]


@dataclass(slots=True)
class Chart:
    client: Client
    sessions: list[SessionId] = field(default_factory=list)


@dataclass(slots=True)
class Filled:
    practice: Practice
    ada: Chart
    ben: Chart


def _chart(practice: Practice, name: str) -> Chart:
    services = practice.services
    made = Chart(services.clients.create(ClientDetails(first_name=name, last_name="Adler")))
    client_id = made.client.client_id
    for back, text in (
        (90, SoapText(plan="Start ramipril 5 mg daily.")),
        (30, SoapText("Takes ramipril 10 mg daily.")),
    ):
        draft = services.sessions.start_draft(
            client_id, day=DAY - timedelta(days=back), text=SoapText("So far.")
        )
        saved = services.sessions.save_draft(
            draft.session_id, text, day=DAY - timedelta(days=back), expected_version=1
        )
        services.sessions.sign(saved.session_id, expected_version=saved.version)
        made.sessions.append(saved.session_id)
    for number in (1, 2):
        services.attachments.add(client_id, name=f"{name} {number}.txt", data=f"seen {number}".encode())
        services.letters.save(Letter(new_id(), client_id, DAY, f"To whom {number}", "Dear colleague"))
        services.schedule.book(client_id, starts_at=practice.now + timedelta(hours=number), minutes=30)
    answer = services.assistant.ask(QUESTION, SearchScope(client_id=client_id), use_model=False)
    services.assistant.ask(
        "When was the last visit?",
        SearchScope(client_id=client_id),
        use_model=False,
        conversation_id=answer.conversation_id,
    )
    services.assistant.ask("ramipril", SearchScope(client_id=client_id), use_model=False)
    services.conversations.give_feedback(answer.message_id, "useful")
    return made


@pytest.fixture
def filled(practice: Practice, tmp_path: Path) -> Filled:
    made = Filled(practice, _chart(practice, "Ada"), _chart(practice, "Ben"))
    services = practice.services
    dismissed = _chart(practice, "Dana")
    (found,) = services.contradictions.of_client(dismissed.client.client_id)
    services.contradictions.dismiss(dismissed.client.client_id, found, "Both are right")
    for kind in TEXT_KINDS:
        for number in (1, 2):
            soap = SoapText("Asked") if kind == "template" else SoapText()
            text = "" if kind == "template" else "No red flags."
            services.templates.save(PracticeText(new_id(), kind, f"own{number}", text, soap))
    for word in ("acetylkol", "propriox"):
        services.spelling.add(word)
        services.vocabulary.save(VocabularyEntry(new_id(), word[:3].upper(), (word,)))
    file = tmp_path / "one.jsonl"
    for number in (1, 2):
        client = {"id": f"c{number}", "first_name": f"Im{number}", "last_name": "Ported"}
        session = {"id": f"s{number}", "date": "2026-01-01", "plan": "Rest."}
        file.write_text(json.dumps({"client": client, "sessions": [session]}))
        services.importer.run(services.importer.preview([file]))
    services.index.run_pending()
    return made


Lists = dict[str, Callable[[Services], tuple[Ids, Ids]]]
"""By name: the ids that can be read, and those told as damaged."""


def _listed(listing: Listing[Any], name: str) -> tuple[Ids, Ids]:
    return (
        frozenset(str(getattr(each, name)) for each in listing),
        frozenset(str(each.entry_id) for each in listing.damaged),
    )


def _stated(entries: Iterable[Any], name: str) -> tuple[Ids, Ids]:
    """Of entries that have a state `UNREADABLE`."""
    found = [(str(getattr(each, name)), each.state == UNREADABLE) for each in entries]
    return (
        frozenset(key for key, damaged in found if not damaged),
        frozenset(key for key, damaged in found if damaged),
    )


def lists_of(filled: Filled) -> Lists:
    """Every list of the program, of the practice and of the charts of Ada and Ben."""
    lists: Lists = {
        "clients": lambda s: _listed(s.clients.list(), "client_id"),
        "words": lambda s: _listed(s.spelling.words(), "word_id"),
        "vocabulary": lambda s: _listed(s.vocabulary.entries(), "entry_id"),
        "imports": lambda s: _listed(s.importer.batches(), "batch_id"),
        "agenda": _agenda,
        "audit log": _audit,
    }
    lists |= {kind: partial(_texts, kind) for kind in TEXT_KINDS}
    for who, chart in (("ada", filled.ada), ("ben", filled.ben)):
        lists |= {f"{who} {name}": partial(read, chart) for name, read in _OF_A_CHART.items()}
    return lists


def _texts(kind: TextKind, services: Services) -> tuple[Ids, Ids]:
    return _listed(services.templates.list(kind), "name")


def _sessions(chart: Chart, services: Services) -> tuple[Ids, Ids]:
    return _stated(services.sessions.list_for_client(chart.client.client_id), "session_id")


def _attachments(chart: Chart, services: Services) -> tuple[Ids, Ids]:
    return _listed(services.attachments.list(chart.client.client_id), "attachment_id")


def _letters(chart: Chart, services: Services) -> tuple[Ids, Ids]:
    return _listed(services.letters.list(chart.client.client_id), "letter_id")


def _timeline(chart: Chart, services: Services) -> tuple[Ids, Ids]:
    return _stated(services.timeline.entries(chart.client.client_id), "entry_id")


def _audit(services: Services) -> tuple[Ids, Ids]:
    found = services.audit_reader.entries(AuditFilter(), limit=10_000).entries
    return (
        frozenset(str(each.position) for each in found if each.intact),
        frozenset(str(each.position) for each in found if not each.intact),
    )


def _agenda(services: Services) -> tuple[Ids, Ids]:
    agenda = services.schedule.agenda(
        datetime.combine(DAY, datetime.min.time(), tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
    )
    return (
        frozenset(str(each.appointment.appointment_id) for each in agenda.bookings),
        frozenset(str(each.entry_id) for each in agenda.damaged),
    )


def _files(chart: Chart, services: Services) -> tuple[Ids, Ids]:
    client_id = chart.client.client_id
    listed = services.attachments.list(client_id)
    readable, damaged = set(), {str(each.entry_id) for each in listed.damaged}
    for each in listed:
        try:
            services.attachments.open(each.attachment_id)
            readable.add(str(each.attachment_id))
        except TamperedRecord:
            damaged.add(str(each.attachment_id))
    return frozenset(readable), frozenset(damaged)


def _conversations(chart: Chart, services: Services) -> tuple[Ids, Ids]:
    client_id = chart.client.client_id
    found = services.conversations.list(client_id)
    return (
        frozenset(str(each.conversation_id) for each in found if each.title),
        frozenset(str(each.conversation_id) for each in found if not each.title),
    )


def _answers(chart: Chart, services: Services) -> tuple[Ids, Ids]:
    client_id = chart.client.client_id
    readable: set[str] = set()
    damaged: set[str] = set()
    for conversation in services.conversations.list(client_id):
        for answer in services.conversations.open(conversation.conversation_id):
            (damaged if answer.taken_back else readable).add(str(answer.message_id))
    return frozenset(readable), frozenset(damaged)


def _versions(chart: Chart, services: Services) -> tuple[Ids, Ids]:
    readable: set[str] = set()
    damaged: set[str] = set()
    for session_id in chart.sessions:
        for each in services.sessions.versions(session_id):
            (damaged if each.state == UNREADABLE else readable).add(f"{session_id} {each.version}")
    return frozenset(readable), frozenset(damaged)


def _of_ben(services: Services, filled: Filled) -> dict[str, object]:
    """What is derived from a chart is the same for everybody whose chart is whole."""
    ben = filled.ben.client.client_id
    hits = services.search.search("ramipril", SearchScope()).hits
    answer = services.assistant.ask(QUESTION, SearchScope(client_id=ben), use_model=False)
    return {
        "search": {str(hit.passage.source_id) for hit in hits if hit.passage.client_id == ben},
        "answer": [sentence.text for sentence in answer.sentences],
        "facts": sorted(str(each.source_id) for each in services.facts.of_client(ben)),
        "brief": len(services.briefs.brief(ben).lines),
        "contradictions": len(services.contradictions.of_client(ben)),
        "chart": services.clients.view(ben).details.display_name,
    }


_OF_A_CHART: dict[str, Callable[[Chart, Services], tuple[Ids, Ids]]] = {
    "sessions": _sessions,
    "versions": _versions,
    "attachments": _attachments,
    "files": _files,
    "letters": _letters,
    "timeline": _timeline,
    "conversations": _conversations,
    "answers": _answers,
}


@dataclass(slots=True)
class Damage:
    """Random bytes in the place of one sealed value of Ada's, or of the practice."""

    practice: Practice
    column: str
    where: dict[str, str]

    def rows(self) -> list[tuple[dict[str, object], bytes]]:
        """One row of each kind that the column holds, as its key and the value."""
        table, column = self.column.split(".")
        with self._connect() as connection:
            keys = [
                name
                for (name,) in connection.execute(
                    "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
                    " AND a.attnum = ANY(i.indkey) WHERE i.indrelid = %s::regclass AND i.indisprimary",
                    (table,),
                )
            ]
            kinds = "kind" if table in ("chart_record", "practice_record") else "workspace_id"
            selected = ", ".join(keys)
            order = "position DESC" if table == "audit_chain" else selected
            found = connection.execute(
                f"SELECT DISTINCT ON ({kinds}) {column}, {selected} FROM {table} {self._mine(table)}"
                f" ORDER BY {kinds}, {order}"
            ).fetchall()
        return [(dict(zip(keys, row[1:], strict=True)), bytes(row[0])) for row in found]

    def put(self, key: dict[str, object], value: bytes) -> None:
        table, column = self.column.split(".")
        where = " AND ".join(f"{name} = %s" for name in key)
        with self._connect() as connection:
            # Whoever has the files is held back by no trigger either.
            connection.execute("SET session_replication_role = replica")
            done = connection.execute(
                f"UPDATE {table} SET {column} = %s WHERE {where}", (value, *key.values())
            )
            assert done.rowcount == 1

    def _mine(self, table: str) -> str:
        return self.where.get(table, "")

    def _connect(self) -> psycopg.Connection[Any]:
        assert self.practice.workspace.cluster is not None
        return psycopg.connect(**self.practice.workspace.cluster.admin_conninfo(), autocommit=True)  # type: ignore[arg-type]


def _where(filled: Filled) -> dict[str, str]:
    """The rows that belong to Ada, where a table has rows of clients."""
    ada = filled.ada.client.client_id
    mine = f"WHERE client_id = '{ada}'"
    messages = (
        "WHERE message_id IN (SELECT message_id FROM message JOIN conversation"
        f" USING (workspace_id, conversation_id) WHERE client_id = '{ada}')"
    )
    return {
        **dict.fromkeys(("client", "client_key", "client_manifest"), mine),
        "chart_record": f"{mine} OR kind = 'dismissal'",
        **dict.fromkeys(("source_index", "fact_set"), f"{mine} AND source_kind = 'session'"),
        "session_version": f"WHERE session_id = '{filled.ada.sessions[0]}' AND version = 3",
        "attachment_chunk": f"WHERE record_id IN (SELECT record_id FROM chart_record {mine}) AND number = 0",
        **dict.fromkeys(("message", "message_source", "message_feedback"), messages),
    }


DERIVED = {"source_index.sealed_index", "fact_set.sealed_facts"}
OF_THE_CHART = {"client_key.wrapped_key"}
"""Without its key nothing of a chart opens; the others' charts do."""
OF_THE_LOG = {"audit_chain.sealed_key"}
"""Without it nothing can be recorded, and what must be recorded is not shown; every list is there."""
AT_UNLOCK = {
    "client",
    "client_key",
    "client_manifest",
    "workspace",
    "audit_chain",
    "fact_set",
    "source_index",
}
"""Tables of which something is kept in memory from the unlock on."""


@dataclass(slots=True)
class Trial:
    """Reads everything with one value damaged, and says what else was lost."""

    filled: Filled
    lists: Lists
    whole: dict[str, tuple[Ids, Ids]]
    of_ben: dict[str, object]
    checks: int = 0
    problems: list[str] = field(default_factory=list)

    @classmethod
    def begin(cls, filled: Filled) -> Trial:
        filled.practice.enter(OWNER)
        lists, services = lists_of(filled), filled.practice.services
        whole = {name: read(services) for name, read in lists.items()}
        assert [name for name, (readable, damaged) in whole.items() if damaged or len(readable) < 2] == []
        of_ben = _of_ben(services, filled)
        assert all(of_ben.values()), of_ben
        return cls(filled, lists, whole, of_ben)

    def read(self, column: str, about: str) -> bool:
        """Whether any list told of the damage."""
        services, told = self.filled.practice.services, False
        for name, read in self.lists.items():
            if column in OF_THE_LOG and name.endswith("files"):
                continue
            self.checks += 1
            try:
                readable, damaged = read(services)
            except Exception as error:  # noqa: BLE001 - each list is to be looked at
                self.problems.append(f"{about}: {name} raises {error!r}")
                continue
            told = told or bool(damaged)
            if column in OF_THE_CHART and name.startswith(("ada", "agenda", "clients")):
                continue
            lost = self.whole[name][0] - readable
            if len(lost) > 1:
                self.problems.append(f"{about}: {name} lost {len(lost)} of {len(self.whole[name][0])}")
            if lost and not damaged:
                self.problems.append(f"{about}: {name} does not tell what is damaged")
        if column not in OF_THE_LOG:
            self._derived(column, about)
        return told

    def _derived(self, column: str, about: str) -> None:
        services = self.filled.practice.services
        try:
            now = _of_ben(services, self.filled)
            self.checks += len(now)
            changed = [each for each in now if now[each] != self.of_ben[each]]
            self.problems += [f"{about}: {each} of another chart" for each in changed]
            if column not in OF_THE_CHART:
                services.clients.view(self.filled.ada.client.client_id)
        except Exception as error:  # noqa: BLE001 - the next column is to be looked at
            self.problems.append(f"{about}: {error!r}")


SHOWN_IN_A_LIST = ("client.", "session_version", "chart_record", "practice_record", "attachment", "message.")


def test_random_bytes_cost_only_their_own_entry(filled: Filled) -> None:
    practice, columns = filled.practice, sealed_columns()
    assert len(columns) >= 20
    trial, rows = Trial.begin(filled), 0
    # Derived rows first: what is derived of a damaged chart is taken away until the chart is whole again.
    for column in sorted(set(columns) - VECTORS, key=lambda each: (each not in DERIVED, each)):
        damage = Damage(practice, column, _where(filled))
        stored = damage.rows()
        assert stored, f"{column} holds nothing"
        for key, value in stored:
            damage.put(key, os.urandom(len(value)))
            rows += 1
            try:
                if column.split(".")[0] in AT_UNLOCK:
                    practice.enter(OWNER)
                trial.read(column, f"{column} {key}")
            finally:
                # What looks at damage may have made the row anew, which is as good.
                with contextlib.suppress(AssertionError):
                    damage.put(key, value)
    figure(
        f"damage: random bytes in {rows} rows of {len(set(columns) - VECTORS)} sealed columns out of"
        f" {len(columns)}, {trial.checks} lists read: {len(trial.problems)} lost anything else"
    )
    assert not trial.problems, "\n".join(trial.problems)


OTHER_SHAPES = (b"{}", b"[7]", b"\xff\xfe")
"""Empty, another shape, no text."""


@pytest.mark.proof("content of another shape in a row, told and nothing else lost", short=1, long=ALL)
def test_content_of_another_shape_costs_only_its_own_entry(
    filled: Filled, monkeypatch: pytest.MonkeyPatch, proof: Proof
) -> None:
    """As a fault of the program or a later one could leave it: it opens, and does not hold what it should."""
    trial, rows, opened = Trial.begin(filled), 0, Sealer.open
    replaced: dict[bytes, bytes] = {}

    def open_(self: Sealer, sealed: bytes, *, purpose: Purpose, at: Address) -> bytes:
        plain = opened(self, sealed, purpose=purpose, at=at)
        return replaced.get(bytes(sealed), plain)

    monkeypatch.setattr(Sealer, "open", open_)
    found = filled.practice.sql("SELECT record_id FROM chart_record WHERE kind = 'dismissal'")
    dismissals = {record_id for (record_id,) in found}
    for column in sorted(set(sealed_columns()) - VECTORS):
        if not column.startswith(SHOWN_IN_A_LIST) and column != "message_source.sealed_detail":
            continue
        if column == "attachment_chunk.sealed_bytes":
            continue
        stored = Damage(filled.practice, column, _where(filled)).rows()
        for (key, value), content in [(row, shape) for row in stored for shape in proof.sample(OTHER_SHAPES)]:
            replaced = {value: content}
            told = trial.read(column, f"{column} {key} {content!r}")
            # Any bytes are a text: those of a field are damage only where they are none.
            field_text = column.startswith("session_version") and not column.endswith("about")
            # A dismissal that cannot be read dismisses nothing: what it hid is there again.
            hidden = key.get("record_id") in dismissals
            assert told or hidden or (field_text and content != b"\xff\xfe"), f"{column} is not told"
            rows += 1
    figure(
        f"damage: {rows} rows that open and hold something else, {trial.checks} lists read:"
        f" {len(trial.problems)} lost anything else"
    )
    assert not trial.problems, "\n".join(trial.problems)
