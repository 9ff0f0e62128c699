"""What a clinician writes stands in no file: not while in use, not after `kill -9`, not after the recovery.

Every kind of text has its own canary, so that a finding says what leaked. The controls write the same words
to the same data directory on purpose, and the scan must find them.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_lowercase

import numpy as np
import psycopg
import pytest
from numpy.typing import NDArray

from core.database.cluster import Cluster
from core.settings import Settings
from tests.fixtures.database import PREFIX
from tests.fixtures.figures import figure
from tests.fixtures.superuser import let_superuser_in
from tests.journeys import processes
from tests.journeys.program import Program, write_charts
from tests.journeys.saving import ModuleRun
from tests.security.scan import ScanReport, find_in_bytes, scan
from tests.security.vectors import scan_for_vectors
from tests.security.whole_chart import KINDS

pytestmark = [
    pytest.mark.journey,
    pytest.mark.engine,
    pytest.mark.skipif(not processes.available(), reason="needs /proc to find every process to kill"),
]

ROUND_LIMIT_S = 90.0
EXIT_INPUT = 5


class Canaries:
    """One unmistakable word for each place where clinical or personal text is entered.

    All end in one mark, so that a scan looks for that alone; letters, as a word of the dictionary must be.
    """

    def __init__(self) -> None:
        self.mark = "".join(secrets.choice(ascii_lowercase) for _ in range(20))
        self.practice = self._make("Practice")
        self.first_name = self._make("Firstname")
        self.last_name = self._make("Lastname")
        self.phone = self._make("555-01")
        self.client_id = self._make("client-id")
        self.session_id = self._make("session-id")
        self.history = self._make("history")
        self.subjective = self._make("subjective")
        self.plan = self._make("שלדג")
        self.question = self._make("question")
        self.follow_up = self._make("follow")
        self.why = self._make("why")
        self.searched = self._make("searched")
        self.draft = self._make("draft")
        self.passphrase = self._make("passphrase")
        # With the name of its kind in front of it: see `in_chart`.
        self.chart = f"c{self.mark}"

    def _make(self, kind: str) -> str:
        return f"{kind}{self.mark}"

    @property
    def all(self) -> list[str]:
        return list(vars(self).values())

    @property
    def in_chart(self) -> dict[str, str]:
        """What `whole_chart` writes."""
        return {kind: kind.replace("_", "") + self.chart for kind in KINDS}

    def named(self, report: ScanReport) -> list[str]:
        """The findings, by the kind of text that leaked."""
        kinds = {word: kind for kind, word in vars(self).items()}
        return sorted(f"{kinds[each.canary]} as {each.encoding} in {each.path}" for each in report.findings)

    def chart_line(self) -> dict[str, object]:
        """A chart with them; long and repetitive in one field, so that a database would compress it."""
        filler = "She slept well and walked every day without pain. " * 120
        return {
            "client": {
                "id": self.client_id,
                "first_name": self.first_name,
                "last_name": self.last_name,
                "birth_date": "1980-04-01",
                "phone": self.phone,
                "medical_history": f"Operated on for {self.history} in 2011.",
            },
            "sessions": [
                {
                    "id": self.session_id,
                    "date": "2024-05-01",
                    "subjective": f"Came because of {self.subjective} since March. {filler}",
                    "objective": "BP 120/80.",
                    "assessment": f"{self.subjective}, improving.",
                    "plan": f"להמשיך {self.plan} פעמיים ביום.",
                }
            ],
        }


class SharedTemporary:
    """The machine's own temporary directories: nothing of ours belongs there, whatever `TMPDIR` says."""

    def __init__(self) -> None:
        self._before = set(self._entries())

    def new(self) -> list[Path]:
        """Files and directories made since, by anybody."""
        return [
            path
            for path in self._entries()
            # The clusters of other processes of the suite are no program's.
            if path not in self._before and not path.is_symlink() and not path.name.startswith(PREFIX)
        ]

    @staticmethod
    def _entries() -> Iterator[Path]:
        for folder in (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")):
            if folder.is_dir():
                yield from folder.iterdir()


@dataclass(frozen=True, slots=True)
class Watch:
    """One practice under observation."""

    program: Program
    canaries: Canaries
    shared: SharedTemporary
    clean: set[bytes] = field(default_factory=set)
    without_vectors: set[bytes] = field(default_factory=set)

    @property
    def places(self) -> list[Path]:
        """Where the program may write: its data directory, its home, its temporary directory."""
        return [self.program.data_dir, self.program.home, self.program.temporary]

    def assert_clean(self, when: str) -> str:
        """Scans everything; returns what was read, in words."""
        report = self._scan(self.places)
        assert report.files > 500, "a Postgres directory alone has more files than this"
        for path in self.shared.new():
            # Other programs make and remove files here while we look.
            with contextlib.suppress(FileNotFoundError):
                report.findings |= self._scan([path]).findings
        assert self.canaries.named(report) == [], when
        assert report.unreadable == []
        return f"{when}: {report}"

    def _scan(self, places: list[Path]) -> ScanReport:
        return scan(places, self.canaries.all, mark=self.canaries.mark, clean=self.clean)

    def assert_no_vectors(self, vectors: list[NDArray[np.float32]], when: str) -> None:
        assert scan_for_vectors(self.places, vectors, clean=self.without_vectors) == {}, when

    def assert_processes_tell_nothing(self, pid: int) -> None:
        """Neither arguments nor environment of any process show a word to whoever runs `ps`."""
        members = processes.belonging_to(pid, self.program.data_dir)
        assert any(member.command.startswith("postgres") for member in members)
        for member in members:
            shown = processes.command_line(member) + processes.environment(member)
            assert find_in_bytes(shown, self.canaries.all) == set(), member.command


def embeddings(path: Path) -> list[NDArray[np.float32]]:
    """A few of those the user's passages have: enough to notice a file of vectors."""
    found = [np.asarray(vector, dtype=np.float32) for vector in json.loads(path.read_text("utf-8"))]
    assert found, "no passage was found, so there is no vector to look for"
    return found[:3]


def use_the_command_line(program: Program, canaries: Canaries, question: str) -> None:
    """The whole journey, and the refusals whose messages and logs could quote what was refused."""
    program.must("init", "--practice", canaries.practice)
    charts = write_charts(program.secrets / "charts.jsonl", [canaries.chart_line()])
    assert program.must_json("import", str(charts))["sessions"] == 1
    assert program.must_json("index", "run")["pending"] == 0
    batch = program.secrets / "batch.jsonl"
    asked = {"id": "q1", "question": question, "client_id": canaries.client_id}
    refused = [asked | {"client_id": canaries.question}, asked | {"question": canaries.question * 200}]
    batch.write_text("".join(json.dumps(row) + "\n" for row in [asked, *refused]), "utf-8")
    done = program.run("--json", "ask", "--with-model", "--batch", str(batch))
    assert done.returncode == EXIT_INPUT, done.stderr
    answer, *errors = (json.loads(line) for line in done.stdout.splitlines())
    assert answer["sources"]
    assert [row["error"]["code"] for row in errors] == ["client_unknown", "question_too_long"]

    broken = program.secrets / "broken.jsonl"
    bad_day = canaries.chart_line()
    bad_day["sessions"] = [{"date": canaries.session_id, "subjective": canaries.subjective}]
    broken.write_text(json.dumps(bad_day) + "\n" + f'{{"client": "{canaries.last_name}', "utf-8")
    assert program.run("import", str(broken)).returncode == EXIT_INPUT


def test_nothing_written_is_found_on_disk(tmp_path: Path) -> None:
    canaries = Canaries()
    program = Program(tmp_path / "practice", passphrase=canaries.passphrase)
    watch = Watch(program, canaries, SharedTemporary())
    question = f"Why did she come, was it {canaries.subjective} or {canaries.question}?"
    use_the_command_line(program, canaries, question)
    told = [watch.assert_clean("after the command line")]

    words, vectors = program.secrets / "words.json", program.secrets / "vectors.json"
    note = f"Reports {canaries.draft} at night."
    asked = {
        "question": question,
        "follow_up": f"And since when, before {canaries.follow_up}?",
        "why": f"It is about {canaries.why}.",
        "searched": canaries.searched,
    }
    words.write_text(json.dumps({"note": note, **asked, "chart": canaries.in_chart}))
    rng = random.Random(secrets.randbits(32))
    user = ModuleRun(program, str(words), str(vectors), module="tests.security.busy_user")
    with user.guarded(rng):
        assert user.wait_for("ROUND", timeout_s=ROUND_LIMIT_S), "".join(user.errors)
        told.append(watch.assert_clean("in use"))
        watch.assert_processes_tell_nothing(user.process.pid)
        # Those of the question and of the chart, which stay the same.
        searched = embeddings(vectors)
        watch.assert_no_vectors(searched, "in use")
        # It went on while it was looked at, and is killed wherever it is by now.
        killed = processes.kill_all(user.process.pid, program.data_dir, rng=rng)
        user.finish()
    assert processes.wait_until_gone(killed) == []
    told.append(watch.assert_clean(f"after kill -9 of {len(killed)} processes"))
    watch.assert_no_vectors(searched, "after kill -9")

    # What was saved but not yet indexed when the kill came is taken up now.
    assert program.must_json("index", "run")["pending"] == 0
    sought = [{"question": each} for each in (canaries.draft, canaries.in_chart["attachment"])]
    batch = program.secrets / "sought.jsonl"
    batch.write_text("".join(json.dumps(row) + "\n" for row in sought), "utf-8")
    told_of = program.must("--json", "find", "--batch", str(batch), "--client", canaries.client_id)
    found, scanned = map(json.loads, told_of.splitlines())
    assert found["searched"]["unread"] == 1, "the picture, which has no words"
    assert any(canaries.draft in hit["text"] for hit in found["hits"]), "what was saved survives the kill"
    assert any(canaries.in_chart["attachment"] in hit["text"] for hit in scanned["hits"])
    told.append(watch.assert_clean("after the recovery"))
    told.append(assert_controls_are_found(watch, searched))
    figure("\n  ".join([f"canaries: {len(canaries.all)} words", *told]))


def assert_controls_are_found(watch: Watch, vectors: list[NDArray[np.float32]]) -> str:
    """Plants the same kinds of words and vectors in the same directory, unsealed."""
    planted = {kind: f"control-{kind}-{secrets.token_hex(6)}" for kind in ("table", "toast", "log", "gzip")}
    long_text = f"{'She slept well and walked. ' * 400}{planted['toast']}{' No pain at all.' * 400}"
    settings = Settings.load(watch.program.data_dir)
    cluster = Cluster(
        cluster_dir=settings.cluster_dir,
        socket_dir=settings.socket_dir,
        secrets_dir=settings.secrets_dir,
        log_dir=settings.log_dir,
    )
    let_superuser_in(cluster)
    cluster.start()
    try:
        with psycopg.connect(**cluster.admin_conninfo(), autocommit=True) as admin:  # type: ignore[arg-type]
            admin.execute("CREATE TABLE control (words text, places halfvec)")
            halfvec = str(vectors[0].tolist())
            admin.execute("INSERT INTO control VALUES (%s, %s::halfvec)", (planted["table"], halfvec))
            admin.execute("INSERT INTO control (words) VALUES (%s)", (long_text,))
            admin.execute("CHECKPOINT")
    finally:
        cluster.stop()
    with (settings.log_dir / "anamnesis.log").open("a", encoding="utf-8") as log:
        log.write(f"{planted['log']}\n")
    (watch.program.temporary / "leftover.gz").write_bytes(gzip.compress(planted["gzip"].encode()))

    report = scan(watch.places, list(planted.values()))
    assert report.encodings(planted["table"]) == {"utf-8"}
    assert report.encodings(planted["toast"]) == {"pglz"}
    assert report.encodings(planted["log"]) == {"utf-8"}
    assert report.encodings(planted["gzip"]) == {"gzip>utf-8"}
    table_files = {finding.path for finding in report.findings if finding.canary == planted["table"]}
    assert any(path.is_relative_to(settings.cluster_dir / "base") for path in table_files)
    assert any(path.is_relative_to(settings.cluster_dir / "pg_wal") for path in table_files)
    assert "f2" in scan_for_vectors(watch.places, vectors).values()
    return f"control: {len(report.findings)} findings of {len(planted)} planted words, and the vector"
