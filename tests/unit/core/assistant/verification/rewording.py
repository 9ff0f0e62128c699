"""Sentences of a note as a model would write them: the same facts in other words, drawn with a seed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

HEBREW = re.compile(r"[\u05d0-\u05ea]")
_MONTHS = "January February March April May June July August September October November December".split()
_DIGITS = dict(zip("two three four five six seven eight nine ten".split(), range(2, 11), strict=True))

SAME_NAMES = (
    ("acetaminophen", "Tylenol"), ("ibuprofen", "Advil"), ("naproxen", "Aleve"), ("lisinopril", "Zestril"),
    ("amlodipine", "Norvasc"), ("atorvastatin", "Lipitor"), ("metformin", "Glucophage"),
    ("omeprazole", "Prilosec"), ("furosemide", "Lasix"), ("warfarin", "Coumadin"), ("sertraline", "Zoloft"),
    ("fluoxetine", "Prozac"), ("levothyroxine", "Synthroid"), ("albuterol", "Ventolin"),
    ("losartan", "Cozaar"), ("gabapentin", "Neurontin"), ("apixaban", "Eliquis"), ("clopidogrel", "Plavix"),
    ("ticagrelor", "Brilinta"), ("tamsulosin", "Flomax"), ("empagliflozin", "Jardiance"),
    ("meloxicam", "Mobic"), ("tramadol", "Ultram"), ("paracetamol", "Tylenol"),
)  # fmt: skip
SHORT_FORMS = (
    ("blood pressure", "BP"), ("heart rate", "HR"), ("body mass index", "BMI"), ("atrial fibrillation", "AF"),
    ("range of motion", "ROM"), ("shortness of breath", "SOB"), ("urinary tract infection", "UTI"),
    ("coronary artery disease", "CAD"), ("congestive heart failure", "CHF"), ("hypertension", "HTN"),
    ("chronic kidney disease", "CKD"), ("gastroesophageal reflux disease", "GERD"),
    ("ejection fraction", "EF"), ("deep vein thrombosis", "DVT"), ("electrocardiogram", "ECG"),
    ("diabetes mellitus", "DM"), ("complete blood count", "CBC"), ("primary care physician", "PCP"),
)  # fmt: skip
_UNITS = (
    ("mg", "milligrams"), ("mcg", "micrograms"), ("%", " percent"), ("kg", "kilograms"),
    ("mL", "milliliters"),
    ("weeks", "wks"), ("minutes", "min"), ("hours", "hrs"), ("cm", "centimeters"), ("mm", "millimeters"),
)  # fmt: skip
_OFTEN = (
    ("twice a day", "BID"), ("twice a day", "2x/day"), ("twice daily", "twice a day"),
    ("twice a day", "two times a day"), ("three times a day", "TID"), ("three times a day", "3 times daily"),
    ("once a day", "daily"), ("a day", "daily"), ("a day", "per day"), ("mg daily", "mg once a day"),
    ("mg daily", "mg every day"), ("once a day", "QD"), ("every 6 hours", "q6h"), ("every 8 hours", "q8h"),
)  # fmt: skip
_TENSES = (
    (r"\btakes\b", "is taking"), (r"\bTakes\b", "The patient takes"), (r"\bhas had\b", "had"),
    (r"\bwas stopped\b", "has been discontinued"), (r"^(\w+) stopped (?=because|after|at|on"
    r"|today)", r"\1 was stopped "),
    (r"\bstates\b", "stated"), (r"\breports\b", "described"), (r"\bdenies\b", "denied"),
    (r"\bis\b", "was"), (r"\bhas\b(?! been| had)", "had"), (r"\bfeels\b", "felt"), (r"\bworks\b", "worked"),
    (r"\braised\b", "increased"), (r"\breduced\b", "lowered"), (r"\badded\b", "was started"),
)  # fmt: skip
_OPENINGS = (
    (r"^(?:We will )?start(?:ed)? (?:him |her |the patient )?(?:on )?(?=[A-Za-z])",
     ("The patient was prescribed ", "The patient was started on ", "She started ")),
    (r"^Continue (?:on |with )?", ("The patient continues ", "He continues to take ")),
    (r"^(?:Stop|Discontinue) ", ("The patient was told to stop ", "The patient stopped ")),
    (r"^(?:The patient )?[Dd]enies (?:any )?",
     ("The patient denied ", "She reports no ", "He denies any ", "There is no ")),
    (r"^No ", ("The patient has no ", "There was no ", "There is no evidence of ")),
    (r"^(?:The patient |She |He )?[Rr]eports (?!that)", ("The patient reported ", "She has "
    "", "He complains of ")),
)  # fmt: skip
_HEBREW_PAIRS = (
    ('מ"ג', "מיליגרם"), ('מ"ג', "mg"), ("אדוויל", "Advil"), ("אקמול", "Paracetamol"),
    ("Amlodipine", "אמלודיפין"),
    ("Ramipril", "רמיפריל"), ("Allopurinol", "אלופורינול"), ("Metformin", "מטפורמין"), ("כאבים", "כאב"),
    ('מ"ג', "מ״ג"), ("פעמיים ביום", "x2 ביום"), ("פעם ביום", "אחת ליום"),
    ("שבועיים", "2 שבועות"), ("שלושה שבועות", "3 שבועות"), ("ללא", "אין"), ("ימנית", "ימין"),
    ("שמאלית", "שמאל"),
    ('ל"ד', "לחץ דם"), ("שוללת", "אין לה"), ("נוטלת", "היא לוקחת"), ("נוטל", "הוא לוקח"), ('ק"ג', "kg"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reworded:
    """A sentence and how many rewordings it went through."""

    text: str
    steps: int


def reworded(sentence: str, rng: Random, *, day: date, sex: str) -> Reworded:
    """`sentence`, whose facts stand in a note of `day`, in up to four other ways of saying it."""
    text = re.sub(r"^(?:[-•*·]\s*|\d{1,2}[.)]\s+)+", "", " ".join(sentence.split()))
    steps = 0
    ways = _hebrew_ways(day) if HEBREW.search(text) else _english_ways(day, sex)
    rng.shuffle(ways)
    for way in ways:
        changed = way(text, rng)
        steps += changed != text
        text = changed
        if steps >= 4:
            break
    return Reworded(text, steps)


_Way = Callable[[str, Random], str]


def _english_ways(day: date, sex: str) -> list[_Way]:
    return [
        _one_of(SAME_NAMES), _one_of(SHORT_FORMS), _one_of(_OFTEN), _units, _tense, _opening, _numbers,
        lambda text, rng: _person(text, rng, sex), lambda text, rng: _dated(text, rng, day), _shorter,
        _turned, _date_form, _fronted, _fragment,
    ]  # fmt: skip


def _hebrew_ways(day: date) -> list[_Way]:
    def opening(text: str, rng: Random) -> str:
        on = f"ב-{day.day}.{day.month}.{day.year} "
        return rng.choice(["לפי הרשומה, ", "דווח כי ", on, "המטופל: ", ""]) + text

    def turned(text: str, _: Random) -> str:
        return re.sub(r"^(הופסקה?) ([\w-]+)", r"\2 \1", text)

    return [_one_of(_HEBREW_PAIRS), _one_of(_HEBREW_PAIRS), opening, turned, _shorter]


def _one_of(pairs: tuple[tuple[str, str], ...]) -> _Way:
    """Swaps the first pair, in a drawn order, that the text has either half of."""

    def way(text: str, rng: Random) -> str:
        for pair in rng.sample(pairs, len(pairs)):
            here, there = pair if rng.random() < 0.7 else pair[::-1]
            if len(here) < 3 or here.isupper() or here == "a day":
                found = re.search(rf"(?<![\w\"]){re.escape(here)}(?![\w\"])", text)
            else:
                found = re.search(rf"(?<![\w\"]){re.escape(here)}(?![\w\"])", text, re.IGNORECASE)
            before = text[: found.start()].casefold() if found else ""
            if found and not (here in ("a day", "daily") and re.search(r"(once|twice|times|per) ?$", before)):
                return text[: found.start()] + there + text[found.end() :]
        return text

    return way


def _units(text: str, rng: Random) -> str:
    for short, full in rng.sample(_UNITS, len(_UNITS)):
        if found := re.search(rf"(?<=\d)( ?){re.escape(short)}(?!\w|/)", text):
            gap = "" if full.startswith(" ") else " "
            return text[: found.start()] + gap + full + text[found.end() :]
    return text


def _tense(text: str, rng: Random) -> str:
    for pattern, other in rng.sample(_TENSES, len(_TENSES)):
        if re.search(pattern, text):
            return re.sub(pattern, other, text, count=1)
    return text


def _opening(text: str, rng: Random) -> str:
    for pattern, others in _OPENINGS:
        if re.match(pattern, text):
            return re.sub(pattern, rng.choice(others), text, count=1)
    return text


def _numbers(text: str, rng: Random) -> str:
    if rng.random() < 0.5 and (found := re.search(r"\b(" + "|".join(_DIGITS) + r")\b(?= \w+s\b)", text)):
        return text[: found.start()] + str(_DIGITS[found[0]]) + text[found.end() :]
    words = {str(value): word for word, value in _DIGITS.items()}
    if found := re.search(r"(?<![\d.,/:-])\b([2-9]|10)\b(?= (?:days|weeks|months|years|tablets)\b)", text):
        return text[: found.start()] + words[found[0]] + text[found.end() :]
    return text


def _person(text: str, rng: Random, sex: str) -> str:
    if found := re.match(r"(?:The patient|She|He|Mr\. \w+|Ms\. \w+|Mrs\. \w+)\b(?!['’])", text):
        pronoun = "She" if sex == "female" else "He"
        choices = [name for name in ("The patient", pronoun) if name != found[0]]
        return rng.choice(choices) + text[found.end() :]
    return text


def _dated(text: str, rng: Random, day: date) -> str:
    if re.match(r"(?:The patient|She|He|There)\b", text) and not re.search(r"\b20\d\d\b|\d/\d", text):
        return f"On {written_date(day, rng)}, {text[0].lower() if text[0] != 'I' else 'I'}{text[1:]}"
    return text


def written_date(day: date, rng: Random) -> str:
    """`day` in one of the forms that notes and answers use."""
    month = _MONTHS[day.month - 1]
    forms: tuple[str, ...] = (
        day.isoformat(), f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}",
        f"{day.day} {month[:3]} {day.year}",
    )  # fmt: skip
    if day.day > 12 or day.day == day.month:
        # Any other is as much of another month, and no answer is believed that writes it for this day.
        forms = (*forms, f"{day.month:02}/{day.day:02}/{day.year}")
    return rng.choice(forms)


def _date_form(text: str, rng: Random) -> str:
    """`7 June 2024` as `June 7, 2024` and the other way; what lacks a year keeps lacking it."""
    months = "|".join(_MONTHS)
    if found := re.search(rf"\b(\d{{1,2}}) ({months})( 20\d\d)?\b", text):
        year = f",{found[3]}" if found[3] else ""
        return f"{text[: found.start()]}{found[2]} {found[1]}{year}{text[found.end() :]}"
    if found := re.search(rf"\b({months}) (\d{{1,2}}), (20\d\d)\b", text):
        return f"{text[: found.start()]}{found[2]} {found[1]} {found[3]}{text[found.end() :]}"
    return text


def _shorter(text: str, rng: Random) -> str:
    """The first part of a sentence of several parts, where it can stand alone."""
    part = re.split(r"; ", text)[0]
    if len(part) < len(text) and len(part.split()) >= 4:
        return part.rstrip(".") + "."
    return text


def _turned(text: str, rng: Random) -> str:
    """`X 5 mg daily` as `He takes 5 mg of X daily`."""
    found = re.match(
        r"(?:Start |Continue )?([A-Z][a-z]+(?:ol|in|ide|il|ine|one|ate|am|an)) ([\d.,]+ (?:mg|g|mcg))\b", text
    )
    return f"The patient takes {found[2]} of {found[1].lower()}{text[found.end() :]}" if found else text


def _fronted(text: str, rng: Random) -> str:
    """`X stopped because of Y` as `Because of Y, X stopped`."""
    found = re.fullmatch(r"([^;:,]+?) (because of|because|after|since) ([^;:,]+?)\.?", text)
    if not found or rng.random() < 0.3:
        return text
    said = found[1][0].lower() + found[1][1:] if found[1][1:2].islower() else found[1]
    return f"{found[2].capitalize()} {found[3]}, {said}."


_VERBS = re.compile(r"\b(?:is|was|are|were|has|had|have|will|takes?|may|can|do|does|did|\w+ed|\w+s)\b")


def _fragment(text: str, rng: Random) -> str:
    """`Small effusion of the knee` as `The patient has small effusion of the knee`."""
    plain = re.match(r"[A-Z][a-z]+ [a-z]", text) and not re.match(
        r"Because|After|Since|No|Start|Continue|Stop|Take|The|She|He|Denies|Off|On|Patient|There|We"
        r"|I|Her|His",
        text,
    )
    first_part = re.split(r"[,;:.]", text)[0]
    if plain and ":" not in text and not _VERBS.search(first_part) and rng.random() < 0.5:
        return (
            f"{rng.choice(['The patient has ', 'The note records ', 'She had '])}{text[0].lower()}{text[1:]}"
        )
    return text
