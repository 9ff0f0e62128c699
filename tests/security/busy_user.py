"""Writes, indexes, searches and asks without end, to be looked at and killed in the middle of it.

`python -m tests.security.busy_user DATA_DIR PASSPHRASE_FILE WORDS_FILE VECTORS_FILE`. The words file is JSON:
`{"note": …, "question": …, "follow_up": …, "why": …, "searched": …, "chart": {…}}` (see `whole_chart`); the
vectors of the question and of the passages found go to the other. Says `READY` and `ROUND n`.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pyrage

from app.hardening import harden_process
from core.ids import ClientId
from core.interchange.archive.dto import Protection
from core.retrieval.index.repository import IndexRepository
from core.retrieval.indexed import IndexedSource
from core.services import Services
from core.sessions.dto import SoapText
from core.settings import Settings
from core.sources.dto import SearchScope
from core.workspace import Workspace
from tests.journeys.asking import fewer_words
from tests.journeys.saver import say
from tests.security.whole_chart import fill_chart


def searched_vectors(workspace: Workspace) -> list[list[float]]:
    """The very rows that are sealed in the database and searched in memory, in the clear."""
    assert workspace._database is not None
    with workspace._database.begin() as session:
        index = IndexRepository(session, workspace.services.audit.sealer)
        stored = list(index.all_sources(index.active_profile()))
    rows = [one.vectors for one in stored if isinstance(one, IndexedSource) and one.vectors is not None]
    return [vector for matrix in rows for vector in matrix.tolist()]


def ask_and_look_back(services: Services, client_id: ClientId, words: Mapping[str, str]) -> None:
    """A question and one that follows it, what was thought of the answer, the history, the brief."""
    answer = services.assistant.ask(words["question"], SearchScope(client_id=client_id), use_model=True)
    services.assistant.ask(
        words["follow_up"],
        SearchScope(client_id=client_id),
        conversation_id=answer.conversation_id,
        use_model=False,
    )
    services.conversations.give_feedback(answer.message_id, "wrong", why=words["why"])
    services.conversations.search(words["searched"], client_id)
    services.conversations.search(words["why"], None)
    services.briefs.brief(client_id)


def take_out(workspace: Workspace, number: int) -> None:
    """What leaves the practice sealed or without a word of it: backup, archive, metrics, report."""
    services, home = workspace.services, Path.home()
    stick = home / "stick"
    stick.mkdir(exist_ok=True)
    targets = services.backups.targets()
    services.backups.create(targets[0] if targets else services.backups.add_target(stick))
    if number == 1:
        assert services.backups.drill().passed
    protection = Protection("recipients", recipients=(str(pyrage.x25519.Identity.generate().to_public()),))
    services.archive_exporter.export_practice(home / "practice.age", protection, overwrite=True)
    workspace.metrics.save()
    report = workspace.health.report(workspace.health.examine().findings, program="test")
    (home / "report.txt").write_text(report, "utf-8")


def main() -> None:
    harden_process()
    # What it writes is not looked at, and a whole answer takes long.
    fewer_words()
    data_dir, passphrase_file, words_file, vectors_file = map(Path, sys.argv[1:])
    words = json.loads(words_file.read_text("utf-8"))
    workspace = Workspace(Settings.load(data_dir))
    workspace.open()
    services = workspace.unlock(passphrase_file.read_text("utf-8").splitlines()[0])
    services.engine.start()
    services.retrieval.load()
    client_id = services.clients.list()[0].client_id
    fill_chart(services, client_id, words["chart"])
    draft = services.sessions.start_draft(client_id, day=date(2024, 6, 1))
    say("READY")
    for number in itertools.count(1):
        text = SoapText(
            subjective=f"Visit {number}. {words['note']}", plan=f"{words['note']} Again: {number}."
        )
        draft = services.sessions.save_draft(
            draft.session_id, text, day=draft.date, expected_version=draft.version
        )
        services.index.run_pending()
        scope = SearchScope(client_id=client_id)
        hits = services.search.search(words["question"], scope).hits
        asked = services.engine.embed([words["question"]], urgent=True).tolist()
        vectors_file.write_text(json.dumps([*asked, *searched_vectors(workspace)]))
        ask_and_look_back(services, client_id, words)
        take_out(workspace, number)
        say("ROUND", number, len(hits))


if __name__ == "__main__":
    main()
