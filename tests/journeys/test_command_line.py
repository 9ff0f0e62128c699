"""The main workflow on the command line, from an empty directory to a cited answer, and refused
operations.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from core.ids import SessionId
from core.security.kdf import Argon2Cost
from core.settings import Settings
from core.workspace import Workspace
from tests.journeys.program import Program

pytestmark = [pytest.mark.journey, pytest.mark.engine]

CHARTS: list[dict[str, Any]] = [
    {
        "client": {"id": "heron", "first_name": "Ines", "last_name": "Heron", "sex": "female"},
        "sessions": [
            {
                "id": "heron-1",
                "date": "2024-01-14",
                "subjective": "Right shoulder pain for two weeks after painting a ceiling.",
                "plan": "Ibuprofen 400 mg three times a day with food.",
            },
            {
                "id": "heron-2",
                "date": "2024-04-07",
                "subjective": "She stopped ibuprofen on the fourth day because of stomach pain.",
                "plan": "Paracetamol 1 g up to four times a day instead.",
            },
        ],
    },
    {
        "client": {"id": "plover", "first_name": "Tom", "last_name": "Plover", "sex": "male"},
        "sessions": [
            {
                "id": "plover-1",
                "date": "2024-02-02",
                "subjective": "He stopped ibuprofen because his kidney tests were raised.",
                "plan": "Repeat creatinine in two weeks.",
            }
        ],
    },
]
FIELDS = {
    (session["id"], name): text
    for chart in CHARTS
    for session in chart["sessions"]
    for name, text in session.items()
    if name not in ("id", "date")
}


def write_lines(path: Path, rows: list) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


def documents(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A practice with the charts above, imported and indexed."""
    made = Program(tmp_path_factory.mktemp("command-line") / "installation")
    charts = write_lines(made.secrets / "charts.jsonl", CHARTS)
    for arguments in (
        ("--json", "init", "--practice", "Quay Practice", "--recovery-out", str(made.secrets / "recovery")),
        ("--json", "import", str(charts)),
        ("--json", "index", "run"),
    ):
        done = made.run(*arguments)
        assert done.returncode == 0, done.stderr
    assert documents(done.stdout)[0]["percent"] == 100
    return made


def test_a_question_is_answered_from_the_right_chart_with_exact_quotes(program: Program):
    rows: list[dict[str, Any]] = [
        {"id": "q1", "question": "Why did she stop ibuprofen?", "client_id": "heron"},
        {"id": "q2", "question": "Why did he stop ibuprofen?", "client_id": "plover"},
        {"id": "q3", "question": "Who stopped ibuprofen?", "client_id": None},
        {"id": "q4", "question": "Why was ibuprofen stopped?", "client_id": "heron"},
    ]
    done = program.run("--json", "ask", "--batch", str(write_lines(program.secrets / "qa.jsonl", rows)))
    assert done.returncode == 0, done.stderr
    answers = documents(done.stdout)
    assert [answer["id"] for answer in answers] == ["q1", "q2", "q3", "q4"]
    for row, answer in zip(rows, answers, strict=True):
        assert not answer["not_in_record"]
        assert answer["mode"] in ("lookup", "written", "evidence")
        used = [source for source in answer["sources"] if source["used"]]
        assert used
        for source in answer["sources"]:
            text = FIELDS[(source["session_id"], source["field"])]
            assert text[source["quote_start"] : source["quote_end"]] == source["quote"]
            assert text[source["start"] : source["end"]] == source["text"]
            if row["client_id"]:
                assert source["client_id"] == row["client_id"]
    assert any("stomach" in source["quote"] for source in answers[0]["sources"] if source["used"])
    assert {source["client_id"] for source in answers[2]["sources"]} == {"heron", "plover"}
    # Structured data is looked up without a model.
    looked_up = answers[3]
    assert (looked_up["mode"], looked_up["model"]) == ("lookup", None)
    assert "stomach pain" in looked_up["answer"]
    assert [source["session_id"] for source in looked_up["sources"]] == ["heron-2"]


def test_find_gives_exact_spans_and_says_what_was_searched(program: Program):
    done = program.run("--json", "find", "stomach pain", "--client", "heron", "-k", "2")
    assert done.returncode == 0, done.stderr
    (row,) = documents(done.stdout)
    assert row["searched"] == {
        "sessions": 2,
        "since": "2024-01-14",
        "until": "2024-04-07",
        "unread": 0,
        "mismatched": 0,
    }
    assert row["hits"][0]["session_id"] == "heron-2"
    assert len(row["hits"]) <= 2


def test_an_empty_or_endless_question_is_refused_and_the_others_are_answered(program: Program):
    bad = {"": "empty_question", " \t ": "empty_question", "x" * 2001: "question_too_long"}
    asked = [*bad, "Did ibuprofen upset her stomach?"]
    rows = [{"id": str(number), "question": question} for number, question in enumerate(asked)]
    batch = ("--batch", str(write_lines(program.secrets / "b.jsonl", rows)))
    for command in (
        ("find", *batch, "--since", "2024-02-01", "--until", "2024-03-01"),
        ("ask", *batch, "--no-model", "--client", "heron"),
    ):
        done = program.run("--json", *command)
        *refused, good = documents(done.stdout)
        assert [each["error"]["code"] for each in refused] == list(bad.values())
        assert all(each["error"]["remedy"] for each in refused)
        assert done.returncode == 5
        if command[0] == "find":
            assert {hit["session_id"] for hit in good["hits"]} == {"plover-1"}
        else:
            # Without a model the evidence is the answer.
            assert (good["mode"], good["model"]) == ("evidence", None)
            assert "stomach pain" in good["answer"]


def test_malformed_lines_stop_the_import_and_the_good_ones_are_offered(program: Program):
    good = {"client": {"id": "wren", "first_name": "W", "last_name": "Ren"}, "sessions": []}
    file = write_lines(program.secrets / "mixed.jsonl", [good, "{", '{"client": 7}'])
    refused = program.run("--json", "import", str(file))
    assert refused.returncode == 5
    (preview,) = documents(refused.stdout)
    assert preview["imported"] is False
    assert [problem["line"] for problem in preview["problems"]] == [2, 3]
    assert "--accept-good" in refused.stderr
    missing = program.run("find", "--client", "wren", "anything")
    assert missing.returncode == 5
    assert "wren" in missing.stderr
    accepted = program.run("--json", "import", "--accept-good", str(file))
    assert (accepted.returncode, documents(accepted.stdout)[0]["clients"]) == (0, 1)
    # Restores what this test changed, because the others follow in random order.
    assert program.run("--json", "index", "run").returncode == 0


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(program: Program, tmp_path: Path):
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase")
    before = (program.data_dir / "vault.json").read_bytes()
    done = program.run("--passphrase-file", str(wrong), "index", "status")
    assert done.returncode == 3
    assert (program.data_dir / "vault.json").read_bytes() == before


def test_a_directory_in_use_is_refused(program: Program, cheap_keys: Argon2Cost):
    holder = Workspace(program.settings())
    holder.open()
    try:
        done = program.run("index", "status")
    finally:
        holder.close()
    assert done.returncode == 4
    assert "using" in done.stderr
    assert program.run("index", "status").returncode == 0


def test_a_directory_from_a_newer_version_is_refused_untouched(program: Program, tmp_path: Path):
    newer = Program(tmp_path / "newer")
    newer.data_dir.mkdir(mode=0o700)
    (newer.data_dir / "format.json").write_text('{"format": 2}')
    done = newer.run("init", "--practice", "P")
    assert done.returncode == 4
    assert "newer" in done.stderr
    assert not (newer.data_dir / "vault.json").exists()


def test_a_damaged_model_is_refused_and_evidence_still_answers(program: Program, tmp_path: Path):
    starter = Settings.load(program.data_dir).models_dir
    models = tmp_path / "models"
    shutil.copytree(starter, models)
    gguf = next(models.glob("*.gguf"))
    gguf.write_bytes(gguf.read_bytes()[:1_000_000])
    damaged = Program(
        program.root, passphrase=program.passphrase, extra_environment={"ANAMNESIS_MODELS_DIR": str(models)}
    )
    done = damaged.run("--json", "ask", "--client", "heron", "Did ibuprofen upset her stomach?")
    assert done.returncode == 0, done.stderr
    (answer,) = documents(done.stdout)
    assert answer["mode"] == "evidence"
    assert "SmolLM2" in done.stderr
    doctor = damaged.run("--json", "doctor")
    assert doctor.returncode == 4
    findings = {finding["check"]: finding for finding in documents(doctor.stdout)[0]["findings"]}
    assert findings["model_generator"]["status"] == "problem"
    assert findings["model_generator"]["remedy"]


def test_the_doctor_finds_nothing_wrong_here(program: Program):
    done = program.run("--json", "doctor")
    (report,) = documents(done.stdout)
    assert report["unlocked"]
    assert not [finding for finding in report["findings"] if finding["status"] == "problem"], report
    assert done.returncode == 0


def test_the_recovery_key_opens_the_practice(program: Program, cheap_keys: Argon2Cost):
    text = (program.secrets / "recovery").read_text().splitlines()[1]
    workspace = Workspace(program.settings())
    workspace.open()
    try:
        services = workspace.unlock_with_recovery_key(text)
        assert services.practice_name == "Quay Practice"
        client = services.clients.list()[0]
        session = services.sessions.list_for_client(client.client_id)[0]
        assert services.sessions.get(SessionId(session.session_id)) == session
        workspace.lock()
        assert workspace.state == "locked"
    finally:
        workspace.close()
