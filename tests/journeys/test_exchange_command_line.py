"""Import and export of charts on the command line: CSV, JSON Lines, PDF, and an undone import."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.journeys.program import Program

pytestmark = [pytest.mark.journey]

ROWS = (
    "Patient ID;First name;Last name;DOB;Allergies;Visit date;Visit ID;S;P\n"
    "noa;נועה;שלו;12/3/1986;Penicillin;6/2/2024;v1;כאב בכתף ימין, VAS 7/10;מנוחה\n"
    "noa;;;;;5/3/2024;v2;Better after injection;Exercises\n"
    "tom;Tom;Plover;;;2/2/2024;v3;Cough;Rest\n"
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    made = Program(tmp_path_factory.mktemp("exchange") / "installation")
    done = made.run("init", "--practice", "Quay Practice", "--recovery-out", str(made.secrets / "recovery"))
    assert done.returncode == 0, done.stderr
    return made


def run(program: Program, *arguments: str, code: int = 0) -> dict[str, Any]:
    done = program.run("--json", *arguments)
    assert done.returncode == code, done.stderr
    document: dict[str, Any] = json.loads(done.stdout) if done.stdout.strip() else {}
    return document | {"said": done.stderr}


def test_in_out_and_back(program: Program, tmp_path: Path) -> None:
    charts = tmp_path / "old.csv"
    charts.write_bytes(ROWS.encode("cp1255"))
    refused = run(program, "import", str(charts), code=5)
    assert {each["code"] for each in refused["problems"]} == {"line_ambiguous_date"}
    assert "--dates" in refused["said"]
    looked = run(program, "import", str(charts), "--dates", "day-first", "--dry-run")
    assert (looked["imported"], looked["clients"], looked["sessions"]) == (False, 2, 3)
    assert looked["files"][0]["encoding"] == "cp1255"
    assert looked["files"][0]["columns"]["DOB"] == "birth_date"
    stored = run(program, "import", str(charts), "--dates", "day-first")
    assert (stored["clients"], stored["sessions"]) == (2, 3)

    out = tmp_path / "noa.jsonl"
    exported = run(program, "export", "--client", "noa", "--format", "jsonl", "--out", str(out))
    assert exported["sessions"] == 2
    assert "not protected" in exported["said"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    document = json.loads(out.read_text("utf-8"))
    assert document["client"]["birth_date"] == "1986-03-12"
    run(program, "export", "--client", "noa", "--format", "jsonl", "--out", str(out), code=5)
    pdf = tmp_path / "noa.pdf"
    run(program, "export", "--client", "noa", "--format", "pdf", "--out", str(pdf))
    opened = pypdfium2.PdfDocument(str(pdf))
    text = opened[0].get_textpage().get_text_range()
    opened.close()
    assert "Better after injection" in text
    assert "Page 1 of" in text

    again = run(program, "import", str(out))
    assert (again["clients"], again["sessions"], again["already_there"], again["batch"]) == (0, 0, 2, None)
    # The tests of this file share an installation and run in any order: the newest import is first.
    assert run(program, "import", "--list")["imports"][0]["batch"] == stored["batch"]
    undone = run(program, "import", "--undo")
    assert (undone["clients"], undone["kept_clients"]) == (2, [])
    run(program, "export", "--client", "noa", "--format", "jsonl", "--out", str(tmp_path / "x"), code=5)
    run(program, "import", "--undo", stored["batch"], code=5)


def test_columns_of_another_program_are_mapped(program: Program, tmp_path: Path) -> None:
    charts = tmp_path / "plain.csv"
    charts.write_text('Who,When,Visit notes,Fee\n"Heron, Ines",2024-01-14,Knee pain.,300\n')
    refused = run(program, "import", str(charts), code=5)
    assert [each["code"] for each in refused["problems"]] == ["csv_columns_missing"]
    assert "--map" in refused["said"]
    told = ("--map", "Who=full_name", "--map", "When=date", "--map", "Visit notes=subjective")
    stored = run(program, "import", str(charts), *told)
    assert (stored["clients"], stored["sessions"]) == (1, 1)
    unknown = run(program, "import", str(charts), *told, "--map", "Whom=notes", code=5)
    assert "Whom" in unknown["said"]
