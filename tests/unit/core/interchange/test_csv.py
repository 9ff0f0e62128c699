"""CSV files of other programs: how they are encoded, parted and headed, and which rows are one chart."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cancel import CancelToken
from core.clients.dto import CLIENT_SCHEMA
from core.errors import Cancelled, ImportError_, InputRefused
from core.interchange.chart_files import TOTAL_LIMIT_BYTES, ChartFiles
from core.interchange.csv_columns import HEADINGS, field_of, split_name
from core.interchange.csv_text import find_encoding
from core.interchange.dto import ChartLine, DateOrder

HEAD = "client_id,first_name,last_name,birth_date,session_id,date,subjective,plan\n"


def read(
    path: Path, content: str | bytes, *, order: DateOrder | None = None
) -> tuple[list[ChartLine], ChartFiles]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    files = ChartFiles([path], order=order)
    return list(files.lines()), files


def codes(files: ChartFiles) -> list[tuple[int, str]]:
    return [(problem.line, problem.reason.code) for problem in files.problems]


def test_rows_of_one_client_become_one_chart(tmp_path: Path) -> None:
    lines, files = read(
        tmp_path / "a.csv",
        HEAD + "1,Ada,Byron,1981-01-17,s1,2024-01-14,Knee pain.,Rest.\n"
        "2,Tom,Plover,,p1,2024-02-02,Cough.,\n"
        "1,,,,s2,2024-02-14,Better.,\n",
    )
    assert files.problems == []
    ada, tom = lines
    assert (ada.details.external_id, ada.line, [each.external_id for each in ada.sessions]) == (
        "1",
        2,
        ["s1", "s2"],
    )
    assert ada.details.birth_date == date(1981, 1, 17)
    assert ada.sessions[0].text.plan == "Rest."
    assert tom.details.birth_date is None


def test_without_ids_name_and_birth_date_tell_people_apart(tmp_path: Path) -> None:
    lines, _files = read(
        tmp_path / "a.csv",
        "first name;last name;date of birth;visit date;S\n"
        "Ada;Byron;1981-01-17;2024-01-14;one\nada;BYRON;1990-05-05;2024-01-15;two\n"
        "Ada;Byron;1981-01-17;2024-01-16;three\n",
    )
    assert [[each.text.subjective for each in line.sessions] for line in lines] == [["one", "three"], ["two"]]


def test_a_note_keeps_its_line_breaks_quotes_and_separators(tmp_path: Path) -> None:
    note = 'Says "it hurts", since Monday;\nworse at night,\n\n  and he waits.'
    quoted = note.replace('"', '""')
    lines, files = read(
        tmp_path / "a.csv", HEAD + f'1,Ada,Byron,,s1,2024-01-14,"{quoted}",\n1,,,,s2,bad,x,\n'
    )
    assert lines[0].sessions[0].text.subjective == note
    assert codes(files) == [(6, "line_bad_date")], "the line is that of the file, not the number of the row"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "certain"), [("utf-8", True), ("utf-8-sig", True), ("utf-16", True), ("cp1255", False)]
)
def test_encoding_and_separator_are_found_and_said(
    tmp_path: Path, delimiter: str, encoding: str, certain: bool
) -> None:
    head = HEAD.replace(",", delimiter)
    row = delimiter.join(
        ("7", "נועה", "שלו", "1986-03-12", "s1", "2024-02-06", "כאב בכתף, VAS 7/10", "מנוחה")
    )
    lines, files = read(tmp_path / "a.csv", (head + row.replace(", ", " ")).encode(encoding))
    assert lines[0].details.last_name == "שלו"
    (reading,) = files.readings
    assert (reading.delimiter, reading.encoding_certain) == (delimiter, certain)
    assert reading.encoding == encoding
    assert [column.field for column in reading.columns] == HEAD.strip().split(",")


def test_western_accents_are_not_taken_for_hebrew(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes((HEAD + "1,Héctor,Núñez,,s1,2024-01-14,Dolor à gauche; été.,\n").encode("cp1252"))
    assert find_encoding(path) == ("cp1252", False)


@given(st.lists(st.binary(max_size=40), max_size=6))
def test_the_likelier_alphabet_is_told_by_the_letters_that_stand_together(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[bytes]
) -> None:
    content = b"a\xff" + b"".join(blocks)
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(content)
    hebrew = [0xE0 <= byte <= 0xFA for byte in content]
    pairs = sum(left and right for left, right in pairwise(hebrew))
    expected = "cp1255" if 2 * pairs > sum(hebrew) else "cp1252"
    with patch("core.interchange.csv_text._BLOCK_BYTES", 7):
        assert find_encoding(path) == (expected, False)


def test_looking_for_the_encoding_tells_how_far_it_is_and_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.interchange.csv_text._BLOCK_BYTES", 100)
    path = tmp_path / "a.csv"
    path.write_text(HEAD + "1,Ada,Byron,,s1,2024-01-14,text,\n" * 200)
    size, cancel, progress = path.stat().st_size, CancelToken(), []

    def told(done: int, total: int) -> None:
        progress.append((done, total))
        if len(progress) == 2:
            cancel.cancel()

    with pytest.raises(Cancelled):
        list(ChartFiles([path], cancel=cancel, on_progress=told).lines())
    assert progress == [(50, size), (100, size)]
    whole: list[int] = []
    list(ChartFiles([path], on_progress=lambda done, _total: whole.append(done)).lines())
    assert whole == sorted(whole)
    assert whole[-1] == size


def test_more_than_an_import_takes_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("a.csv", "b.jsonl")]
    for path in paths:
        with path.open("wb") as file:
            file.truncate(TOTAL_LIMIT_BYTES // 2 + 1)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(ImportError_) as refused:
        list(ChartFiles(paths).lines())
    assert refused.value.code == "import_too_large"
    assert refused.value.params == {"size_mib": 257, "limit_mib": 256}


def test_a_letter_cut_by_the_end_of_a_block_is_still_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * ((1 << 20) - 1) + "ש".encode() * 10)
    assert find_encoding(path) == ("utf-8", True)


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ("1,Ada,Byron,,s1,,text,\n", [(2, "line_bad_date")]),
        ("1,Ada,Byron,3/4/1981,s1,2024-01-14,x,\n", [(2, "line_ambiguous_date")]),
        ("1,Ada,Byron,,s1,2024-01-14,x,\n1,Eve,Byron,,s2,2024-01-15,y,\n", [(3, "row_client_differs")]),
        ("1,Ada,Byron,,s1,2024-01-14,x,\n1,,,,s1,2024-01-15,y,\n", [(3, "line_repeats_session_id")]),
        ("1,,,,s1,2024-01-14,x,\n", [(2, "client_name_missing")]),
        ("1,Ada,Byron,,s1,2024-01-14,x,y,z\n", [(2, "line_too_many_cells")]),
        (f"1,Ada,Byron,,s1,2024-01-14,{'x' * 50_001},\n", [(2, "field_too_long")]),
    ],
)
def test_a_bad_row_is_named_and_the_others_stand(
    tmp_path: Path, rows: str, problems: list[tuple[int, str]]
) -> None:
    lines, files = read(tmp_path / "a.csv", HEAD + rows + "9,Good,One,,g,2024-01-14,fine,\n")
    assert codes(files) == problems
    assert lines[-1].details.first_name == "Good"


def test_a_refused_row_says_nothing_of_its_client(tmp_path: Path) -> None:
    lines, _files = read(
        tmp_path / "a.csv", HEAD + "1,Wrong,Name,,s1,bad,x,\n1,Ada,Byron,,s2,2024-01-14,y,\n"
    )
    assert [line.details.display_name for line in lines] == ["Byron, Ada"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HEAD + '1,Ada,"Byron\n', "csv_unreadable"),
        (b"\xff\xfe" + b"f\x00i", "csv_wrong_encoding"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_as_a_whole(
    tmp_path: Path, content: str | bytes, code: str
) -> None:
    with pytest.raises(ImportError_) as refused:
        read(tmp_path / "a.csv", content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a,b\n1,2\n", "csv_columns_missing"),
        ("", "csv_columns_missing"),
        ("first_name,last_name,given name\nAda,Byron,A\n", "csv_column_twice"),
    ],
)
def test_columns_that_are_not_known_are_shown_for_somebody_to_say(
    tmp_path: Path, content: str, code: str
) -> None:
    lines, files = read(tmp_path / "a.csv", content)
    assert lines == []
    assert codes(files) == [(1, code)]
    (reading,) = files.readings
    assert [column.heading for column in reading.columns] == [
        each for each in content.split("\n", 1)[0].split(",") if each
    ]


PLAIN = 'Who,When,What,What,\n"Byron, Ada",2024-01-14,Knee pain.,Rest.,x\nTom Plover,2024-02-02,,Tea.,\n'


def test_what_a_column_holds_can_be_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(PLAIN)
    chosen = {"Who": "full_name", "When": "date", "What": "subjective", "What #4": "plan"}
    files = ChartFiles([tmp_path / "a.csv"], columns=chosen)
    ada, tom = list(files.lines())
    assert files.problems == []
    assert (ada.details.first_name, ada.details.last_name) == ("Ada", "Byron")
    assert (tom.details.first_name, tom.details.last_name) == ("Tom", "Plover")
    assert ada.sessions[0].text.subjective == "Knee pain."
    assert [each.text.plan for each in (ada.sessions[0], tom.sessions[0])] == ["Rest.", "Tea."]
    assert [(each.heading, each.field, each.sample) for each in files.readings[0].columns] == [
        ("Who", "full_name", "Byron, Ada"),
        ("When", "date", "2024-01-14"),
        ("What", "subjective", "Knee pain."),
        ("What #4", "plan", "Rest."),
        ("#5", None, "x"),
    ]


def test_what_is_said_counts_before_what_a_heading_says(tmp_path: Path) -> None:
    content = "first_name,last_name,given name,notes\nAda,Byron,Augusta,private\n"
    (tmp_path / "a.csv").write_text(content)
    files = ChartFiles([tmp_path / "a.csv"], columns={"given name": "first_name", "notes": None})
    (line,) = files.lines()
    assert line.details.first_name == "Augusta"
    assert line.details.notes == ""
    assert [column.field for column in files.readings[0].columns] == [None, "last_name", "first_name", None]


def test_a_column_that_no_file_has_is_told(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"last_name,{name}\nByron,x\n")
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    assert len(list(ChartFiles(paths, columns={"b.csv": "notes"}).lines())) == 2
    with pytest.raises(InputRefused, match="csv_no_such_column"):
        list(ChartFiles(paths, columns={"c.csv": "notes"}).lines())


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Adler, Miriam", ("Miriam", "Adler")),
        ("Miriam Rachel Adler", ("Miriam Rachel", "Adler")),
        ("Adler", ("", "Adler")),
        (" כהן, אריאל ", ("אריאל", "כהן")),
    ],
)
def test_a_full_name_is_parted(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize("heading", ["Date of birth", " DOB ", "birth-date", "תאריך לידה"])
def test_headings_are_known_however_they_are_written(heading: str) -> None:
    assert field_of(heading) == "birth_date"


def test_no_heading_means_two_fields() -> None:
    names = [name for each in HEADINGS.values() for name in each]
    assert len(names) == len(set(names))
    assert all(field_of(name) == field for field, each in HEADINGS.items() for name in each)


def test_the_format_is_told_by_name_or_content(tmp_path: Path) -> None:
    odd = tmp_path / "charts.txt"
    lines, files = read(odd, b'{"client": {"first_name": "Ada", "last_name": "Byron"}}')
    assert (files.readings[0].format, len(lines)) == ("jsonl", 1)
    lines, files = read(odd, HEAD + "1,Ada,Byron,,s1,2024-01-14,x,\n")
    assert (files.readings[0].format, len(lines)) == ("csv", 1)


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEAD + "1,Ada,Byron,,s1,2024-01-14,x,\n", encoding="utf-8")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(ChartFiles([path], cancel=cancel).lines())


def test_the_guide_names_every_column_that_is_no_field_of_a_client() -> None:
    """Those `anamnesis import --columns` prints: see `tests/unit/app/test_interchange_command.py`."""
    guide = (Path(__file__).resolve().parents[4] / "docs" / "interchange.md").read_text("utf-8")
    assert [name for name in HEADINGS if f"`{name}`" not in guide and name not in CLIENT_SCHEMA] == []
