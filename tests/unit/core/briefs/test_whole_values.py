"""A quote never says another number than the record: not one digit of any value is left off."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from core.briefs.checking import require_recorded
from core.briefs.dto import Brief
from core.briefs.whole import is_cut
from core.errors import RetrievalError
from tests.fakes.briefs import brief_of, chart, told
from tests.unit.core.briefs.test_checking import with_passage, with_source

NAMES = (
    *(
        "Creatinine",
        "Haemoglobin",
        "Glucose",
        "INR",
        "TSH",
        "HbA1c",
        "LDL",
        "eGFR",
        "Ferritin",
        "Weight",
        "BP",
    ),
    *("Ejection fraction", "קריאטינין", "המוגלובין", "משקל", "פריטין", 'סכ"ד', 'ל"ד', "Metformin", "ואלסרטן"),
)
UNITS = (
    "",
    " mg/dL",
    " µmol/L",
    " g/L",
    "mg",
    " mg",
    " kg",
    "%",
    ' מ"ג',
    ' ק"ג',
    " mmol/mol",
    " mIU/L",
    "U/L",
    "/min",
)
BEHIND = (".", ", stable.", "; repeat.", " today.", " היום.", " (high).", "")


def _number(chance: random.Random) -> str:
    whole = str(chance.randrange(10 ** chance.randint(1, 6)))
    part = f"{chance.choice('.,')}{chance.randrange(10 ** chance.randint(1, 5)):0{chance.randint(1, 4)}d}"
    kind = chance.randrange(5)
    if kind == 0:
        return whole
    if kind == 1:
        return whole + part
    if kind == 2:
        return f"{int(whole):,}"
    return f"{whole}{chance.choice(('/', '-', '–', ' - ', ' / '))}{chance.randrange(1000)}"


def _notes(chance: random.Random) -> Iterator[str]:
    for _ in range(chance.randint(1, 4)):
        between = chance.choice((" ", ": ", " is ", " = ", " על ", " ל-", " of "))
        name, unit, end = chance.choice(NAMES), chance.choice(UNITS), chance.choice(BEHIND)
        yield f"{name}{between}{_number(chance)}{unit}{end}"


def test_no_quote_begins_or_ends_inside_a_number() -> None:
    for seed in range(150):
        _no_value_is_cut(random.Random(seed))


def _no_value_is_cut(chance: random.Random) -> None:
    fields = ("objective", "plan")
    now = {name: " ".join(_notes(chance)) for name in fields}
    before = {name: " ".join(_notes(chance)) for name in fields}
    read = chart({"day": "2024-08-05", **now}, {"day": "2024-05-06", **before})
    brief = brief_of(read)
    require_recorded(brief, read)
    texts = {
        (session.session_id, name): session.field_text(name) for session in read.sessions for name in fields
    }
    for line in brief.lines:
        for source in line.sources:
            text = texts[source.passage.source_id, source.passage.field]  # type: ignore[index]
            start, end = source.quote_start, source.quote_end
            assert not (text[end - 1].isdigit() and _number_goes_on(text[end:])), (line.text, text)
            assert not (text[start].isdigit() and _number_goes_on(text[:start][::-1])), (line.text, text)


def _number_goes_on(rest: str) -> bool:
    return rest[:1].isdigit() or (rest[:1] in (".", ",", "/", "-", "–") and rest[1:2].isdigit())


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Creatinine 141 µmol/L", "Creatinine 136 µmol/L"),
        ("Creatinine 141", "Creatinine 136"),
        ("Haemoglobin 134 g/L", "Haemoglobin 98 g/L"),
        ("Glucose 12.4 mmol/L", "Glucose 10.6 mmol/L"),
        ("INR 2.5", "INR 12.5"),
        ("TSH 0.012", "TSH 0.045"),
        ("HbA1c 53 mmol/mol", "HbA1c 101 mmol/mol"),
        ("LDL 130.5", "LDL 98.25"),
        ("Ferritin 1,200", "Ferritin 900"),
        ("Weight 102.45 kg", "Weight 98 kg"),
        ("קריאטינין 141", "קריאטינין 136"),
        ("המוגלובין 13.4", "המוגלובין 9.85"),
        ('משקל 102.5 ק"ג', 'משקל 98 ק"ג'),
    ],
)
def test_a_value_that_moved_is_told_whole_with_its_unit(before: str, now: str) -> None:
    read = chart(
        {"day": "2024-08-05", "objective": f"{now}."}, {"day": "2024-05-06", "objective": f"{before}."}
    )
    assert f"{before} → {now}" in told(brief_of(read), "finding")


@pytest.mark.parametrize("value", ["30-40%", "30 - 40%", "1.2.3", "12/5", "40th", "123456"])
def test_what_is_no_single_value_is_not_compared(value: str) -> None:
    read = chart(
        {"day": "2024-08-05", "objective": f"Ejection fraction {value}. Creatinine {value}."},
        {"day": "2024-05-06", "objective": "Ejection fraction 55%. Creatinine 1.1."},
    )
    assert "→" not in told(brief_of(read), "finding")


@pytest.mark.parametrize(
    ("text", "start", "end", "cut"),
    [
        ("Creatinine 141", 0, 13, True),
        ("Creatinine 141", 0, 14, False),
        ("TSH 0.045 today", 0, 8, True),
        ("TSH 0.045 today", 0, 5, True),
        ("EF 30-40%", 0, 5, True),
        ("BP 130 / 80", 0, 6, True),
        ("BP 130/80. Next", 0, 9, False),
        ("HbA1c 7 %", 0, 7, True),
        ("Take 10mg", 0, 7, True),
        ("takes .5 mg", 7, 11, True),
        ("unstable", 2, 8, True),
        ("mother's", 0, 6, True),
        ('משקל 80 ק"ג', 0, 9, True),
        ("מ-50 ל-100", 2, 4, False),
        ("עבר לLosartan 50", 5, 16, False),
        ("ברכיים", 0, 3, True),
        ("1,200 units", 2, 11, True),
        ("A 5.\n6 weeks", 5, 12, False),
    ],
)
def test_a_cut_is_seen(text: str, start: int, end: int, cut: bool) -> None:
    assert is_cut(text, start, end) is cut


def test_a_cut_quote_leaves_nobodys_hands() -> None:
    """Whoever makes the lines: what is held against the chart is the whole number."""
    read = chart({"day": "2024-08-05", "plan": "Ramipril 100 mg daily."})

    def shortened(brief: Brief) -> Brief:
        source = brief.lines[0].sources[0]
        end = source.quote_start + len("Ramipril 10")
        shorter = with_source(brief, quote="Ramipril 10", quote_end=end, text="Ramipril 10")
        return with_passage(shorter, text="Ramipril 10", end=source.passage.start + len("Ramipril 10"))

    brief = brief_of(read)
    require_recorded(brief, read)
    made = shortened(brief)
    line = made.lines[0]
    assert line.text != brief.lines[0].text
    with pytest.raises(RetrievalError, match="brief_not_as_recorded"):
        require_recorded(made, read)
