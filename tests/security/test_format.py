"""The format document is enough: a decryptor written from it opens what the program sealed."""

from __future__ import annotations

import ast
import hashlib
import hmac
import json
import struct
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import dict_row

from core.clients.dto import ClientDetails
from core.ids import ClientId, new_id
from core.sessions.dto import SOAP_FIELDS, SoapText
from core.settings import Settings
from core.sources.dto import SearchScope
from core.templates.dto import PracticeText
from core.workspace import Workspace
from tests.fixtures.figures import figure
from tests.security import independent_decryptor
from tests.security.independent_decryptor import Practice, lp

PASSPHRASE = "seven quiet herons at dusk"
DAY = date(2026, 11, 21)
FILE = b"Seen by the cardiologist, no murmur."


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    made = Workspace(settings)
    made.open()
    yield made
    made.close()


@pytest.fixture
def filled(workspace: Workspace) -> dict[str, Any]:
    """A practice that has seen a member come and go, a rotation, and an erase."""
    recovery_key = workspace.initialise(practice_name="Harbour Practice", passphrase=PASSPHRASE)
    services = workspace.services
    details = ClientDetails(first_name="מרים", last_name="Adler", medical_history="Asthma since 1994.")
    client = services.clients.create(details)
    gone = services.clients.create(ClientDetails(first_name="Dan", last_name="Baruch"))
    draft = services.sessions.start_draft(client.client_id, day=DAY)
    texts = [SoapText(subjective="Shoulder pain; כאב.", plan="Ibuprofen 400 mg."), SoapText(plan="Stop.")]
    for version, text in enumerate(texts, start=1):
        services.sessions.save_draft(draft.session_id, text, day=DAY, expected_version=version)
        if version == 1:
            noa = services.people.add(name="Noa", role="clinician", passphrase="eleven loud cranes")
            services.people.remove(noa.user_id)
    _add_records(workspace, client.client_id)
    services.assistant.ask("Which dose of ibuprofen?", SearchScope(), use_model=False)
    services.keys.erase_client(gone.client_id, typed_name="Baruch, Dan")
    return {"texts": texts, "details": details, "recovery_key": recovery_key.text}


def _add_records(workspace: Workspace, client_id: ClientId) -> None:
    """A file, and a text of the practice's own."""
    services = workspace.services
    services.attachments.add(client_id, name="seen.txt", data=FILE)
    services.templates.save(PracticeText(new_id(), "snippet", "flags", text="No red flags."))


def test_it_is_independent():
    tree = ast.parse(Path(independent_decryptor.__file__).read_text())
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert not imported & {"core", "app", "ui", "models", "migrations", "tests"}


def test_an_independent_decryptor_opens_every_sealed_value(workspace: Workspace, filled: dict[str, Any]):
    vault = json.loads(workspace.settings.vault_file.read_text())
    assert workspace.cluster is not None
    counts: dict[str, int] = {}
    for secret in ({"passphrase": PASSPHRASE}, {"recovery_key": filled["recovery_key"]}):
        practice = Practice(vault, **secret)
        with psycopg.connect(**workspace.cluster.admin_conninfo(), row_factory=dict_row) as connection:  # type: ignore[arg-type]
            counts = _open_everything(practice, connection, filled)
    with pytest.raises(ValueError, match="no slot opens"):
        Practice(vault, passphrase="seven quiet herons at dawn")
    figure(f"\n  opened by the independent decryptor: {counts}")


def _open_everything(
    practice: Practice, connection: psycopg.Connection[dict[str, Any]], filled: dict[str, Any]
) -> dict[str, int]:
    def rows(table: str, order: str = "1, 2") -> list[dict[str, Any]]:
        return connection.execute(f"SELECT * FROM {table} ORDER BY {order}").fetchall()

    keys = rows("client_key", "client_id, key_version")
    newest = {row["client_id"]: row["key_version"] for row in keys}
    for row in keys:
        client = row["client_id"]
        practice.load_client(client, row["key_version"], row["epoch"], newest[client], row["wrapped_key"])
    (workspace,) = rows("workspace", "1")
    name = practice.open(
        workspace["sealed_name"],
        table="workspace",
        row=[practice.workspace],
        column="sealed_name",
        purpose="meta",
    )
    assert json.loads(name) == {"name": "Harbour Practice"}
    (client,) = rows("client")
    client_id = client["client_id"]
    found = practice.open(
        client["sealed_details"],
        table="client",
        row=[client_id],
        column="sealed_details",
        purpose="record",
        row_version=client["row_version"],
        client=client_id,
    )
    assert json.loads(found)["medical_history"] == filled["details"].medical_history
    versions = rows("session_version", "version")
    tags = [_tag(2, row["version"], row) for row in versions]
    for row, text, before in zip(versions, [SoapText(), *filled["texts"]], ["", *tags], strict=False):
        opened = {
            column: _open_version(practice, row, column, client_id)
            for column in (*(f"sealed_{field}" for field in SOAP_FIELDS), "sealed_about")
        }
        assert [opened[f"sealed_{field}"].decode() for field in SOAP_FIELDS] == [
            text.field(field) for field in SOAP_FIELDS
        ]
        assert (json.loads(opened["sealed_about"]).get("previous") or "") == before
    _check_manifest(practice, rows("client_manifest"), client_id, versions[-1], tags[-1])
    _open_records(practice, rows, client_id)
    for row in rows("message"):
        body = practice.open(
            row["sealed_body"],
            table="message",
            row=[row["message_id"]],
            column="sealed_body",
            purpose="conversation",
        )
        assert json.loads(body)["question"] == "Which dose of ibuprofen?"
    return {
        "versions": len(versions),
        "messages": len(rows("message")),
        "records": len(rows("chart_record")) + len(rows("attachment_chunk")) + len(rows("practice_record")),
        "audit events": _check_audit(practice, rows),
    }


def _open_records(practice: Practice, rows: Any, client: UUID) -> None:
    (record,) = rows("chart_record")
    opened = practice.open(
        record["sealed_body"],
        table="chart_record",
        row=[record["record_id"]],
        column="sealed_body",
        purpose="record",
        row_version=record["row_version"],
        client=client,
    )
    body = json.loads(opened)
    assert body["name"] == "seen.txt"
    assert body["clear"] == ["attachment", record["day"].isoformat(), None, "live"]
    pieces = [
        practice.open(
            row["sealed_bytes"],
            table="attachment_chunk",
            row=[row["record_id"], row["number"]],
            column="sealed_bytes",
            purpose="record",
            client=client,
        )
        for row in rows("attachment_chunk", "number")
    ]
    first, count, size_bytes, digest = body["parts"]["file"]
    file = b"".join(pieces[first : first + count])
    assert (file, len(file), hashlib.sha256(file).hexdigest()) == (FILE, size_bytes, digest)
    (own,) = rows("practice_record")
    text = practice.open(
        own["sealed_body"],
        table="practice_record",
        row=[own["record_id"]],
        column="sealed_body",
        purpose="record",
        row_version=own["row_version"],
    )
    opened_text = json.loads(text)
    assert (opened_text["text"], opened_text["kind"]) == ("No red flags.", "snippet")


def _open_version(practice: Practice, row: dict[str, Any], column: str, client: UUID) -> bytes:
    return practice.open(
        row[column],
        table="session_version",
        row=[row["session_id"], row["version"]],
        column=column,
        purpose="note",
        row_version=row["version"],
        client=client,
    )


def _tag(kind: int, version: int, row: dict[str, Any]) -> str:
    columns = [row[f"sealed_{name}"] for name in (*SOAP_FIELDS, "about")]
    return hashlib.sha256(lp(str(kind).encode(), str(version).encode(), *columns)).digest()[:16].hex()


def _check_manifest(
    practice: Practice, manifests: list[dict[str, Any]], client: UUID, newest: dict[str, Any], tag: str
) -> None:
    (row,) = manifests
    opened = practice.open(
        row["sealed_manifest"],
        table="client_manifest",
        row=[client],
        column="sealed_manifest",
        purpose="record",
        row_version=row["counter"],
        client=client,
    )
    assert opened[:5] == struct.pack(">BI", 1, 3)
    entries = {
        UUID(bytes=e[1]): (e[0], e[2], e[3].hex()) for e in struct.iter_unpack(">B16sI16s", opened[5:])
    }
    assert entries[client][:2] == (1, 1)
    assert entries[newest["session_id"]] == (2, newest["version"], tag)


def _check_audit(practice: Practice, rows: Any) -> int:
    """Recomputes the chain with its codes, and opens the details of every event."""
    (reader,) = [row for row in rows("audit_reader") if row["user_id"] == practice.user]
    key, head = practice.first_audit_key(reader["wrapped_key"]), bytes(32)
    events = rows("audit_event", "position")
    for position, row in enumerate(events, start=1):
        assert row["position"] == position

        def opt(value: Any) -> bytes:
            return b"" if value is None else b"\x01" + (value.bytes if isinstance(value, UUID) else value)

        kind = None if row["object_kind"] is None else row["object_kind"].encode()
        entry = lp(
            practice.workspace.bytes,
            row["event_id"].bytes,
            row["day"].isoformat().encode(),
            opt(row["user_id"]),
            row["action"].encode(),
            opt(kind),
            opt(row["object_id"]),
            row["outcome"].encode(),
            opt(row["charts"]),
            row["sealed_details"],
        )
        head = hashlib.sha256(
            b"\x01"
            + row["device_id"].bytes
            + struct.pack(">Q", position)
            + head
            + hashlib.sha256(entry).digest()
        ).digest()
        assert row["chain_hash"] == head
        assert row["mac"] == hmac.digest(key, head, "sha256")
        key = hmac.digest(key, b"next", "sha256")
        details = practice.open(
            row["sealed_details"],
            table="audit_event",
            row=[row["event_id"]],
            column="sealed_details",
            purpose="audit",
        )
        assert json.loads(details)["columns"]["action"] == row["action"]
    (chain,) = rows("audit_chain", "1")
    assert (chain["position"], chain["head"]) == (len(events), head)
    checkpoints = rows("audit_checkpoint", "position")
    for row in checkpoints:
        assert row["membership"] in practice.membership_digests()
        practice.check_checkpoint(row, row["day"].isoformat(), row["membership"])
    assert checkpoints
    return len(events)
