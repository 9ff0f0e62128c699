"""Cuts English and Hebrew text into words that can be compared: what a sentence says, without its frame.

Checking asks "is this word in the note?", so that forms of one word must meet (`fractures`, `fractured`;
`בכתף`, `הכתף`) while different words must not; recall matters less here than in search.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MARKS = "\u0591-\u05bd\u05bf\u05c1-\u05c7\u0300-\u036f"
_WORD = re.compile(
    rf"(?:(?i:non[-‐‑ ]|pre[-‐‑]|pseudo-)(?=[a-zA-Z]))?"
    rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:['’׳\"״](?:[^\W\d_]|[{_MARKS}])+)*"
)
_JOINED = re.compile(r"(?<=^non)[-‐‑ ]|(?<=^pre)[-‐‑]|(?<=^pseudo)-")
_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_HEBREW_PREFIXES = frozenset("והבלמשכ")
_HEBREW_ENDINGS = ("ים", "ות", "יה", "יו", "ה", "ת", "י", "ו")
_SHORTEST_HEBREW_STEM = 3

_SAME_WORD = {
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
    "hourly": "hour",
    "men": "man",
    "women": "woman",
    "feet": "foot",
    "teeth": "tooth",
    "felt": "feel",
    "fell": "fall",
    "fallen": "fall",
    "broke": "break",
    "broken": "break",
    "hurt": "hurt",
    "removal": "remov",
    "improvement": "improv",
    "reduction": "reduc",
    "replacement": "replac",
    "discontinuation": "discontinu",
    "treatment": "treat",
    "injection": "inject",
    "smoker": "smok",
    "smokers": "smok",
    "drinker": "drink",
    "began": "begin",
    "begun": "begin",
    "went": "go",
    "gone": "go",
    "ran": "run",
    "lost": "lose",
}
"""Forms that no suffix rule brings together and that notes and answers use for each other."""

_FUNCTION_WORDS = """
a an the this that these those there here it its he she they them him her his hers their we us our i
my you your who whom whose which what when where why how is are was were be been being am do does
did done has have had having will would shall should can could may might must of to in on at by for
from with about into onto over under after before during between through up down out off as and or
but if then than so such too very also just only again further now some any each both all other
another same own while because since until per via etc not no nor
except excepting excluding exception apart aside besides
"""

_REPORTING_WORDS = """
patient client person individual note notes noted record records recorded chart document documented
state states stated report reports reported reporting say says said mention mentions mentioned
describe describes described indicate indicates indicated show shows showed shown reveal reveals
revealed according given based following information provided mr mrs ms dr doctor clinician provider
session visit seen take takes taking took taken use uses using used receive receives received get
gets got currently current present presents presented presenting well including include includes
included
"""

_HEBREW_FRAME = """
של את על עם אל מן הוא היא הם הן זה זו זאת אני אנחנו אתה לה לו להם לי שלו שלה אשר כי גם רק כמו או אם
ידי מזה כבר שנת בשנת נמצאת נמצאים מקבל מקבלת מקבלים קיבל קיבלה חל חלה חלו לדברי לפי לדבריה לדבריו
מטופל מטופלת המטופל המטופלת הרשומה נרשם דווח מדווח מדווחת מתאר מתארת היה היתה הייתה היו יש נוטל
נוטלת לוקח לוקחת ב ל מ ה ו ש כ דווח מה מי מתי איך כמה איזה איזו איפה היכן למה מדוע האם
"""

_LIGHT = frozenset(
    """
    start started begin begins began begun initiate initiated prescribe prescribed prescription give given put
    told advise advised recommend recommended ask asked instruct instructed suffer suffers suffered experience
    experiences experienced experiencing complain complains complained complaining endorse endorses endorsed
    evidence find finding found know known diagnose diagnosed every each ongoing due dose age aged
    examination exam examined level value reading measured rated score scores readings rate occurred occurs
    underwent undergone undergoing
    מתלונן מתלוננת סובל סובלת קיים קיימת נמצא נמצאה טיפול הטיפול לטיפול מציין מציינת
    """.split()
)
"""Words an answer adds around a fact (`was prescribed`, `there is no evidence of`); they alone may be lacking
in the note. What is started, continued, raised or stopped is compared by itself."""

_FRAME = frozenset(f"{_FUNCTION_WORDS} {_REPORTING_WORDS} {_HEBREW_FRAME}".split())
"""Words that say nothing which could be true or false of a chart: function words, the frame of a report."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `[start, end)`; two words are the same when their `forms` meet."""

    text: str
    start: int
    end: int
    forms: frozenset[str]

    @property
    def frame(self) -> bool:
        """True for words that carry no claim: function words and the verbs of reporting."""
        return bool(_FRAME & {self.text.casefold(), *self.forms})

    @property
    def light(self) -> bool:
        """True for words that an answer may add to those of the note."""
        return self.text.casefold() in _LIGHT

    def same_as(self, other: Word) -> bool:
        return not self.forms.isdisjoint(other.forms)


def words(text: str) -> list[Word]:
    """Every word of `text` that begins with a letter, in order; `HbA1c` and `L5` are words, `20mg` is not."""
    return [
        Word(found[0], found.start(), found.end(), _forms(found[0]))
        for found in _WORD.finditer(text)
        if not found[0][0].isdigit()
    ]


def has_hebrew(text: str) -> bool:
    return _HEBREW.search(text) is not None


def _forms(word: str) -> frozenset[str]:
    # `Non-smoker` is one word: what it denies is not in the text.
    plain = _JOINED.sub("", _plain(word))
    return _hebrew_forms(plain) if has_hebrew(plain) else frozenset({_english_stem(plain)})


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return letters.translate({0x2019: "'", 0x05F3: "'", 0x05F4: '"'})


def _english_stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    if word in _SAME_WORD:
        return _SAME_WORD[word]
    if any(char.isdigit() for char in word):
        return word
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "xes", "zes", "ches", "shes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _hebrew_forms(word: str) -> frozenset[str]:
    bare = {word}
    stem = word
    while len(stem) > _SHORTEST_HEBREW_STEM and stem[0] in _HEBREW_PREFIXES and len(word) - len(stem) < 2:
        stem = stem[1:]
        bare.add(stem)
    ended = {
        form.removesuffix(ending)
        for form in bare
        for ending in _HEBREW_ENDINGS
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST_HEBREW_STEM
    }
    return frozenset(bare | ended)
