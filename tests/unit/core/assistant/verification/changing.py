"""One fact of a sentence made wrong: its number, unit, date, drug, side, denial, subject or status."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from tests.unit.core.assistant.verification.rewording import HEBREW, SAME_NAMES, written_date

KINDS = ("number", "unit", "date", "drug", "side", "negation", "subject", "status", "swap")

DRUG_CLASSES = (
    "ibuprofen naproxen diclofenac meloxicam celecoxib", "lisinopril enalapril ramipril",
    "losartan valsartan candesartan", "atorvastatin simvastatin rosuvastatin pravastatin",
    "metoprolol bisoprolol atenolol carvedilol propranolol", "amlodipine nifedipine diltiazem",
    "furosemide torsemide bumetanide hydrochlorothiazide spironolactone chlorthalidone",
    "sertraline fluoxetine citalopram escitalopram paroxetine venlafaxine duloxetine",
    "omeprazole pantoprazole esomeprazole lansoprazole famotidine", "warfarin apixaban rivaroxaban "
    "dabigatran",
    "clopidogrel ticagrelor prasugrel aspirin", "metformin glipizide sitagliptin empagliflozin dapagliflozin",
    "amoxicillin doxycycline azithromycin cephalexin clindamycin penicillin", "gabapentin pregabalin "
    "amitriptyline",
    "prednisone dexamethasone methylprednisolone", "oxycodone hydrocodone morphine tramadol",
    "albuterol salmeterol fluticasone budesonide tiotropium", "sumatriptan rizatriptan topiramate "
    "propranolol",
    "allopurinol febuxostat colchicine", "levothyroxine liothyronine methimazole", "tamsulosin finasteride",
    "acetaminophen paracetamol", "cetirizine loratadine", "alendronate "
    "risedronate", "methotrexate leflunomide",
)  # fmt: skip
_CLASS_OF = {name: group.split() for group in DRUG_CLASSES for name in group.split()}
_BRANDS = {brand.casefold(): generic for generic, brand in SAME_NAMES}
_SAME = ({"acetaminophen", "paracetamol"},)
_UNIT_SETS = (
    ("mg", "mcg", "g"), ("milligrams", "micrograms", "grams"), ("mcg", "mg"), ("micrograms", "milligrams"),
    ("g", "mg"), ("kg", "lb"), ("kilograms", "pounds"), ("cm", "mm"), ("mm", "cm"),
    ("centimeters", "millimeters"),
    ("millimeters", "centimeters"), ("mL", "L"), ("%", " mg"), ("days", "weeks", "months"),
    ("day", "week"), ("weeks", "months", "days"),
    ("week", "month"), ("wks", "days"), ("months", "weeks", "years"), ("month", "year"), ("years", "months"),
    ("hours", "days", "minutes"), ("hrs", "days"), ("minutes", "hours"), ("min", "hours"),
    ("mmol/L", "mg/dL"),
    ('מ"ג', 'מק"ג', "גרם"), ("מ״ג", "גרם"), ("מיליגרם", "מיקרוגרם"), ('מק"ג', 'מ"ג'),
    ("ימים", "שבועות", "חודשים"), ("שבועות", "חודשים", "ימים"),
    ("חודשים", "שנים", "שבועות"), ("שעות", "ימים"), ("דקות", "שעות"), ("g/dL", "mg/dL"), ('ק"ג', "גרם"),
    ("mg/dL", "g/dL"),
)  # fmt: skip
_UNIT_OTHERS = {first: others for first, *others in _UNIT_SETS}
_UNIT = re.compile(
    r"(?<=\d)( ?)("
    + "|".join(map(re.escape, sorted(_UNIT_OTHERS, key=len, reverse=True)))
    + r")(?![\w/\"״]|\s*of\s*age)"
)
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(\d+(?:\.\d+)?)(?![\w:]|[.,/-]\d)(?!-year)"
    r"|(?<![\w.,:/-])(\d+)(?=/\d{2,3}\b(?!/))|(?<=\d/)(\d{2,3})(?![\d/])"
)
_WORDS = "two three four five six seven eight nine ten".split()
_WORD_NUMBER = re.compile(r"\b(" + "|".join([*_WORDS, "twice", "BID", "TID"]) + r")\b", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b|\b(?P<d>\d{{1,2}}) (?P<m>{_MONTHS}"
    rf"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
    rf"|\b(?P<m2>{_MONTHS}) (?P<d2>\d{{1,2}})\b(?!\d)"
    rf"|\b(?P<dot>\d\d?\.\d\d?\.20\d\d)\b|\b(?P<us>\d\d/\d\d/\d{{4}})\b|\b(?:in|since"
    rf"|until|on|mid-|In|Since|by) ?(?P<m3>{_MONTHS}|Monday|Tuesday|Wednesday|Thursday|Friday"
    rf"|Saturday|Sunday)\b"
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SIDES = {"left": "right", "right": "left", "bilateral": "left", "Left": "Right", "Right": "Left",
          "Bilateral": "Right", "שמאל": "ימין", "ימין": "שמאל", "ימנית": "שמאלית", "שמאלית": "ימנית", "ימני":
          "שמאלי", "שמאלי": "ימני"}  # fmt: skip
_SIDE = re.compile(
    r"(?<![\w\u05d0-\u05ea])([בהמל]?)("
    + "|".join(_SIDES)
    + r")(?![\w\u05d0-\u05ea])(?! (?:now|away|after|before|over|him|her|the|school|work))"
)
_RELATIVES = ("mother", "father", "sister", "brother")


def change(kind: str, text: str, rng: Random, *, day: date, sex: str) -> str | None:
    """`text` with one fact of `kind` made wrong, or None where it has none. `day` is that of the note."""
    changed = _CHANGES[kind](text, rng, day, sex)
    return changed if changed is not None and changed != text else None


def _put(text: str, start: int, end: int, other: str) -> str:
    return text[:start] + other + text[end:]


def _number(text: str, rng: Random, day: date, sex: str) -> str | None:
    dates = [(found.start(), found.end()) for found in _DATE.finditer(text)]
    places: list[tuple[int, int, str]] = []
    for found in _NUMBER.finditer(text):
        group = next(index for index in (1, 2, 3) if found[index])
        start, end = found.span(group)
        year = re.fullmatch(r"(?:19|20)\d\d", found[group])
        if (
            not year
            and not any(a <= start < b for a, b in dates)
            and not re.match(r"[.)] ", text[end : end + 2] if start == 0 else "")
        ):
            places.append((start, end, found[group]))
    for found in _WORD_NUMBER.finditer(text):
        places.append((found.start(), found.end(), found[0]))
    if not places:
        return None
    start, end, written = rng.choice(places)
    return _put(text, start, end, _other_number(written, rng))


def _other_number(written: str, rng: Random) -> str:
    lower = written.casefold()
    if lower in ("twice", "bid", "tid"):
        return {"twice": "three times", "bid": "TID", "tid": "BID"}[lower]
    if lower in _WORDS:
        return rng.choice([word for word in _WORDS if word != lower])
    value = float(written)
    if "." in written:
        places = len(written.split(".")[1])
        return f"{rng.choice([value + 0.1, value * 10, value + 1]):.{places}f}"
    return str(int(rng.choice([value + 1, value * 10 or 7, value * 2 or 3, value + 5])))


def _unit(text: str, rng: Random, day: date, sex: str) -> str | None:
    places = list(_UNIT.finditer(text))
    if not places:
        return None
    found = rng.choice(places)
    return _put(text, found.start(2), found.end(2), rng.choice(_UNIT_OTHERS[found[2]]))


def _date(text: str, rng: Random, day: date, sex: str) -> str | None:
    places = list(_DATE.finditer(text))
    if not places:
        return None
    found = rng.choice(places)
    if found["iso"] or found["us"]:
        old = (
            date.fromisoformat(found["iso"])
            if found["iso"]
            else date(int(found["us"][6:]), int(found["us"][:2]), int(found["us"][3:5]))
        )
        other = written_date(old + timedelta(days=rng.choice([-30, -7, -1, 1, 9, 31, 366])), rng)
        return _put(text, found.start(), found.end(), other)
    if found["dot"]:
        moved = day + timedelta(days=rng.choice([-30, -1, 1, 31]))
        return _put(text, found.start(), found.end(), f"{moved.day}.{moved.month}.{moved.year}")
    for name in ("d", "d2"):
        if found[name] and rng.random() < 0.6:
            return _put(text, *found.span(name), str(int(found[name]) % 27 + 1))
    for name in ("m", "m2", "m3"):
        if found[name]:
            if found[name] in _DAYS:
                return _put(
                    text, *found.span(name), rng.choice([each for each in _DAYS if each != found[name]])
                )
            months = _MONTHS.split("|")
            return _put(
                text, *found.span(name), rng.choice([each for each in months if each[:3] != found[name][:3]])
            )
    return None


def _drug(text: str, rng: Random, day: date, sex: str) -> str | None:
    places = [
        (found.start(), found.end(), _BRANDS.get(found[0].casefold(), found[0].casefold()))
        for found in re.finditer(r"[A-Za-z]{5,}", text)
        if _BRANDS.get(found[0].casefold(), found[0].casefold()) in _CLASS_OF
    ]
    if not places:
        return None
    start, end, name = rng.choice(places)
    alike = [each for each in _CLASS_OF[name] if each != name and {each, name} not in _SAME]
    others = [each for each in _CLASS_OF if each not in _CLASS_OF[name]]
    other = rng.choice(alike if alike and rng.random() < 0.7 else others)
    return _put(text, start, end, other.capitalize() if text[start].isupper() else other)


def _side(text: str, rng: Random, day: date, sex: str) -> str | None:
    places = list(_SIDE.finditer(text))
    if not places:
        return None
    found = rng.choice(places)
    other = "bilateral" if found[2] in ("left", "right") and rng.random() < 0.15 else _SIDES[found[2]]
    return _put(text, found.start(2), found.end(2), other)


_DENIALS = (
    (r"\b[Dd]en(?:ies|ied) (?:any )?", "reports "), (r"\breports no ", "reports "
    ""), (r"\bhas no ", "has "), (r"\bhad no ", "had "),
    (r"\bThere (is|was) no (?:evidence of )?", r"There \1 "), (r"^No ", "The patient has "
    ""), (r", no ", ", with "), (r"\b[Ww]ithout ", "with "),
    (r"\bdoes not (\w+)", r"does \1"), (r"\b(is|was|has|had|did|does|are|were) not "
    r"", r"\1 "), (r"\bno ", ""), (r"\bnot ", ""),
    (r"\bללא ", "עם "), (r"\bאין (לה |לו )?", r"יש \1"), (r"\bשולל(?:ת)? ", "מתלונן על "
    ""), (r"\bאינ[והם] ", ""), (r"\bלא ", ""),
)  # fmt: skip
_ASSERTIONS = (
    (r"\bhas been\b", "has not been"), (r"\b(is|was|are|were)\b(?! (?:not"
    r"|no)\b)", r"\1 not"), (r"\bhas\b(?! (?:no|not|been|a history)\b)", "has no"),
    (r"(?<!ever )\bhad\b(?! (?:no|not|an?)\b)", "had no"), (r"\b[Rr]eports\b|\breported\b"
    r"|\bdescribed\b|\bcomplains of\b", "denies"),
    (r"\bwith\b", "without"), (r"\bעם\b", "ללא"), (r"\bיש\b", "אין"), (r"\btakes\b", "does not "
    "take"), (r"\bnormal\b", "not normal"),
)  # fmt: skip


def _negation(text: str, rng: Random, day: date, sex: str) -> str | None:
    for patterns in (_DENIALS, _ASSERTIONS) if rng.random() < 0.7 else (_ASSERTIONS, _DENIALS):
        for pattern, other in patterns:
            if re.search(pattern, text):
                return re.sub(pattern, other, text, count=1)
    return None


def _subject(text: str, rng: Random, day: date, sex: str) -> str | None:
    relative = rng.choice(_RELATIVES)
    if HEBREW.search(text):
        found = re.search(r"\b(אמו|אמה|אביו|אביה|אחיו|אחותה|אחותו|אחיה)\b", text)
        return _put(text, *found.span(), "המטופל") if found else f"אביה של המטופלת: {text}"
    theirs = "Her" if sex == "female" else "His"
    if found := re.search(rf"\b(?:[Hh]er|[Hh]is|[Tt]he patient's) (?:{'|'.join(_RELATIVES)})\b", text):
        return _put(text, *found.span(), "The patient" if rng.random() < 0.6 else f"{theirs} {relative}")
    if re.search(r"[Ff]amily [Hh]istory|\b(?:mother|father|sister|brother|aunt|uncle)\b", text):
        return None
    if found := re.search(r"\b([Tt]he patient|^She|^He|(?<=, )she|(?<=, )he)\b(?! is a)", text):
        return _put(text, *found.span(), f"{theirs} {relative}")
    return f"{theirs} {relative} had {text[0].lower()}{text[1:]}"


_STATUSES = (
    (r"\b(?:was|has been) (?:stopped|discontinued)\b", "was started"), (r"\b(?:stopped"
    r"|discontinued)\b", "started"),
    (r"\bprescribed\b|\bstarted on\b|\bcontinues to take\b|\bcontinues\b|\bis taking\b|\btakes\b"
    r"|(?<=has been )taking\b", "stopped"),
    (r"\b(?:raised|increased)\b", "decreased"), (r"\b(?:reduced|lowered|decreased)\b", "increased"),
    (r"\ballergic to\b", "taking"), (r"\bwas started\b", "was stopped"), (r"\b[Ss]tart\b", "Stop"),
    (r"\bstarted\b", "stopped"),
    (r"הופסקה?", "התחיל"), (r"הועלה", "הורד"), (r"להתחיל", "להפסיק"), (r"\b[Cc]ontinue\b", "Stop"),
    (r"נוטלת?", "הפסיק"),
)  # fmt: skip


def _status(text: str, rng: Random, day: date, sex: str) -> str | None:
    for pattern, other in _STATUSES:
        if re.search(pattern, text):
            return re.sub(pattern, other, text, count=1)
    return None


def _swap(text: str, rng: Random, day: date, sex: str) -> str | None:
    """Two sides, or two numbers of one unit, each in the other's place."""
    sides = [
        found for found in _SIDE.finditer(text) if found[2].casefold() in ("left", "right", "שמאל", "ימין")
    ]
    pairs = [
        (a, b) for a in sides for b in sides if a.start() < b.start() and a[2].casefold() != b[2].casefold()
    ]
    if pairs:
        first, second = rng.choice(pairs)
        return _exchanged(text, first.span(2), second.span(2))
    drugs = [
        one
        for one in re.finditer(r"[A-Za-z]{5,}", text)
        if _BRANDS.get(one[0].casefold(), one[0].casefold()) in _CLASS_OF
    ]
    named = [
        (a, b)
        for a, b in pairwise(drugs)
        if re.search(r"\d", text[a.end() : b.start()]) and re.search(r"\d", text[b.end() :])
    ]
    if named and rng.random() < 0.7:
        return _exchanged(text, *(one.span() for one in rng.choice(named)))
    doses = list(
        re.finditer(r"(?<![\w./-])(\d+(?:\.\d+)?)(?= ?(mg|mcg|%|weeks|days|months|cm|mm|מ\"ג|degrees))", text)
    )
    alike = [(a, b) for a in doses for b in doses if a.start() < b.start() and a[2] == b[2] and a[1] != b[1]]
    if not alike:
        dates = [one.span() for one in _DATE.finditer(text)]
        bare = [
            one
            for one in re.finditer(
                r"(?<=[a-z:] )(\d+(?:\.\d+)?)(?=[,;.]? |[,;.]?$)(?! (?:to|or|of|and|out)\b)", text
            )
            if not any(a <= one.start() < b + 6 for a, b in dates) and not re.match(r"(?:19|20)\d\d", one[1])
        ]
        alike = [(a, b) for a, b in pairwise(bare) if a[1] != b[1]]
    if not alike:
        return None
    one, other = rng.choice(alike)
    return _exchanged(text, one.span(1), other.span(1))


def _exchanged(text: str, first: tuple[int, int], second: tuple[int, int]) -> str:
    a, b = text[slice(*first)], text[slice(*second)]
    if a[0].isupper() != b[0].isupper() and a.isalpha():
        a, b = (
            (a.capitalize() if b[0].isupper() else a.lower()),
            (b.capitalize() if a[0].isupper() else b.lower()),
        )
    return text[: first[0]] + b + text[first[1] : second[0]] + a + text[second[1] :]


_Change = Callable[[str, Random, date, str], str | None]
_CHANGES: dict[str, _Change] = {
    "number": _number, "unit": _unit, "date": _date, "drug": _drug, "side": _side, "negation": _negation,
    "subject": _subject, "status": _status, "swap": _swap,
}  # fmt: skip
