"""Marks what a clinical text says of its words: denied, stopped, only considered, an allergy, of a relative.

After NegEx (Chapman et al., *A simple algorithm for identifying negated findings and diseases in discharge
summaries*, J Biomed Inform 2001): a cue governs the words after it up to the end of its clause, a few cues
those before it. English and Hebrew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Placed(Protocol):
    """Whatever begins somewhere in a text."""

    @property
    def start(self) -> int: ...


class Modality(StrEnum):
    NEGATED = "negated"
    STOPPED = "stopped"
    ALLERGY = "allergy"
    FAMILY = "family"
    CONSIDERED = "considered"
    STARTED = "started"
    CONTINUED = "continued"


def _cues(english: str, hebrew: str) -> re.Pattern[str]:
    """Alternatives of whole words; Hebrew ones may bear the prefixes for *and* and *that*."""
    return re.compile(
        rf"(?<!\w)(?:{english})(?!\w)|(?<![\u05d0-\u05ea])ו?ש?(?:{hebrew})(?![\u05d0-\u05ea])", re.IGNORECASE
    )


_CLAUSE_END = re.compile(
    r"[.;:!?](?=\s|$)|\n"
    r"|\b(?:but|however|although|though|except|apart from|aside from|which|who)\b"
    r"|(?:[,;]\s|\band\s)yet\b|\s(?:since|because|until|after|before|while|due to|despite)\b"
    r"|(?<![^\n.;])(?:because|due to|after|since|when|if)\s[^,.;]*,"
    r"|,\s+(?=with\b|עם\s|יש\s|קיים|(?:[a-z]{3,}ly|mild|slight"
    r"|some|occasional|complain(?:s|ing)|endorses?|endorsing"
    r"|positive|admits|needs?|takes|uses|now|also|able)\b"
    r"|(?:מתלונ(?:ן|נת)|מדווחת?|סובלת?|נוטלת?|כואבת?|חשה?|מרגישה?"
    r"|מציי(?:ן|נת)|ממתי(?:ן|נה)|זקוקה?)(?![\u05d0-\u05ea]))"
    r"|(?:,\s+|\s+)(?:and\s+)?(?:(?<=,\s)|(?<=\band\s))(?=(?:she"
    r"|he|they|we|it|the|there|patient|reports?|states?|has|had"
    r"|is|was|does|will|continue|start)\b)"
    r"|(?<![\u05d0-\u05ea])(?:אבל|אך|אולם|למעט|פרט ל)(?![\u05d0-\u05ea])",
    re.IGNORECASE,
)
_FORWARD = {
    Modality.NEGATED: _cues(
        r"no(?! longer| more than| less than| later than| sooner)|not|never|none|nor|neither|without"
        r"|denie[sd]|deny|denying|cannot|unable|negative for"
        r"|absence of|free of|lack(?:s|ed|ing)? of"
        r"|(?<!was )(?<!were )(?:declin|refus)(?:e|es|ed|ing)|\w+n['’]t",
        "לא|ללא|אין|בלי|שולל|שוללת|שלל|שללה|שללו|טרם|אינו|אינה|אינם|מעולם|מכחיש|מכחישה",
    ),
    Modality.STOPPED: _cues(
        r"(?<!without )stop(?:s|ped(?!\s(?:at|today|on|in|as|then|by)\b)|ping)?|discontinu(?:e|es|ed"
        r"|ing|ation)|ceas(?:e|es|ed|ing)|no longer|quit|held|hold"
        r"|withdr(?:a|e)wn?|d/c",
        "הפסקת|הפסיק|הפסיקה|הופסק|הופסקה|להפסיק|הפסקנו|הוחלף",
    ),
    Modality.CONSIDERED: _cues(
        r"consider(?:s|ed|ing)?|if(?! (?:needed|necessary|required|possible|any|tolerated|not))|in "
        r"case(?: of)?"
        r"|(?-i:may|(?:(?<=^)|(?<=[.;:\n] ))May(?= (?!was|is\b"
        r"|were|to\b|and\b|she|he\b)[a-z]{2}))|might|not yet"
        r"|rule out|r/o",
        "לשקול|נשקול|נשקלה|שוקל|שוקלת|שקלנו|ייתכן|אולי|אם(?! המטופל)",
    ),
    Modality.STARTED: _cues(
        r"(?<!re)start(?:s|ed|ing)?(?: on)?|begin|began|begun|initiat(?:e|es|ed|ing)|commenc(?:e|ed)"
        r"|add(?:ed)?",
        "התחיל|התחילה|להתחיל|הוחל|התחלנו|התחלת",
    ),
    Modality.CONTINUED: _cues(
        r"continu(?:e|es|ed|ing)|remain(?:s|ed)? on|stay(?:s|ed)? on|keep(?:s)? taking|unchanged",
        "ממשיך|ממשיכה|להמשיך|המשך|ללא שינוי",
    ),
}
_BACKWARD = {
    Modality.NEGATED: _cues(
        r"(?:is|are|was|were|been|came back|tested)\s+negative"
        r"|(?<=:\s)negative|negative(?=\s*(?:[.,;)]|$)|\s(?:bilaterally|today))"
        r"|(?<=,\s)(?:declined|refused)(?=\s*(?:[.,;)]|$)|\s(?:for now|at present|at this time|today)\b)"
        r"|(?<!not )(?<!not been )ruled out|(?:was|were|is|been)\s+(?:declined|refused)|absent|not "
        r"(?:present|seen|noted|found)",
        "שלילי|שלילית|שליליים|נשלל|נשללה",
    ),
    Modality.STOPPED: _cues(
        r"(?:was|were|is|been|be)\s+(?:stopped|discontinued|held|withdrawn)"
        r"|(?:stopped|discontinued)(?=\s*(?:[.,;)]|$)|\s(?:because|due|after|at|today|on|in|since|as"
        r"|then)\b)",
        "הופסק|הופסקה|הופסקו",
    ),
    Modality.CONSIDERED: _cues(
        r"(?:may|can|could|to|will|should|was|were|is|been)\s+(?:be\s+)?considered", "נשקל|נשקלת"
    ),
}
_RELATIVE = (
    r"(?:(?:great[- ]?)?grand|step[- ]?|half[- ]|foster |god)?"
    r"(?:mother|father|brother|sister|parent)s?(?:[- ]in[- ]law)?"
    r"|siblings?|aunts?|uncles?|cousins?|nieces?|nephews?|twin (?:brother|sister)"
    r"|(?:maternal|paternal)(?: side)?"
    r"|(?:son|daughter)s?[- ]in[- ]law|(?<=\bher )twin|(?<=\bhis )twin|first[- ]degree relatives?|relatives?"
    r"|grand(?:son|daughter|child)(?:s|ren)?|step[- ]?(?:son|daughter|child)(?:s|ren)?"
)
_OTHERS = (
    r"wife|husband|spouse|partner|sons?|daughters?|child|children|(?:boy|girl)?friends?|fianc[ée]e?"
    r"|neighbou?rs?|colleagues?|co-?workers?|(?:room|flat|house)mates?|care-?givers?|carers?|boss"
    r"|ex-(?:wife|husband)|bab(?:y|ies)|infant|newborn|toddler"
    r"|teacher|classmates?|employer|coach|landlord|team-?mates?"
)
"""People who come along as often as they are told of: counted only where something is said that they have."""
_HISTORY = r"family (?:medical )?history|family hx|\bfhx?\b(?=\s*(?::|of\b|significant|positive|[a-z]))|fhx"
_HEBREW_RELATIVE = (
    "אמו|אמה|אימו|אימה|אביו|אביה|אחיו|אחיה|אחותו|אחותה|אחיותיו|אחיותיה|סבתו|סבתה|סבו|סבה|הוריו|הוריה"
    "|דודו|דודתו|דודתה|דודיו|דודיה|אחיינו|אחיינה|אחייניתו|אחייניתה|נכדו|נכדה|נכדתו|נכדתה|נכדיו|נכדיה"
    "|חמיו|חמיה|חמותו|חמותה|גיסו|גיסה|גיסתו|גיסתה"
    "|(?:אם|אבי|אחי|אחות|סבת|סב|דוד|דודת) המטופלת?"
)
_HEBREW_OTHERS = (
    "בעלה|אשתו|בנו|בנה|בתו|בתה|בניו|בניה|בנותיו|בנותיה|ילדיו"
    "|ילדיה|חברו|חברתו|חברתה|חבריו|חבריה|שכנו|שכנתו|שכנתה"
    "|בן זוגה|בת זוגו|בן דודו|בן דודה|בת דודתו|בת דודתה|תאומו|תאומתה|שותפו|שותפתה"
)
_HAVING = (
    r"(?: (?:at|from|in) \w+)? (?:also |both |who |recently |just )*"
    r"(?:has|have|had|takes?|took|was|were|is|are|diagnosed"
    r"|died|with|smokes?|drinks?|suffers?|suffered|developed)\b"
    r"(?! (?:present|concerned|worried|here|told|called|supportive|aware|informed|with (?:her|him|them)))"
)
_HEBREW_HAVING = (
    r"(?: ה[\u05d0-\u05ea]+)? (?:גם )?(?:סובל|סבל|חול[הי]|חלה|חלתה"
    r"|חלו|אובח|מת[ה]?\b|נפטר|עבר|נוטל|לוקח|מעשנ|מעשן|עם |יש )"
)
_WHO = re.compile(r",? (?:who|which)\b")
_WITHOUT = "without"
_LISTS = re.compile(
    r"\b(?:or|nor)\b|(?<![\u05d0-\u05ea])או(?![\u05d0-\u05ea])|\sו(?:ללא|בלי)?(?=[\u05d0-\u05ea])"
)
_TOUCH = "מגע|מישוש|לחיצה|ניקוש|אור|רעש|קול|קור|חום|ביקורת|דחייה|מתח|סביבה|צרכי"
"""What one is tender or sensitive to without an allergy."""
_WHOLE = {
    Modality.ALLERGY: _cues(
        r"allerg\w*|anaphyla\w*|intoleran\w*", rf"אלרגי\w*|רגיש(?:ות|ה|ים)?(?= ל(?!{_TOUCH})\w)"
    ),
    Modality.FAMILY: _cues(
        rf"{_HISTORY}|in (?:the|her|his|their) family|{_RELATIVE}|{_OTHERS}",
        rf"[לבמ]?(?:{_HEBREW_RELATIVE}|{_HEBREW_OTHERS})|במשפחה|משפחתי|משפחתית",
    ),
}
"""Cues that colour all of a sentence: an answer must carry them too."""

_OF_RELATIVES = re.compile(
    # One who is named as having something; not who came along, was told or reports.
    rf"(?P<history>\b(?:{_HISTORY})|(?<![\u05d0-\u05ea])ב?משפחה(?![\u05d0-\u05ea]))"
    r"|(?P<within>\bin (?:the|her|his|their) family\b(?! (?:home|house|room|business|car))"
    r"|\bon (?:the |her |his )?(?:mother|father|mom|mum|dad)['’]s side\b)"
    rf"|(?<!\bby )(?<!\bby her )(?<!\bby his )(?<!\bwith )(?<!\bwith her )(?<!\bwith his )(?<!\bto "
    rf")(?<!\bto her )"
    rf"(?<!\bto his )(?<!\bfrom )(?<!\bfrom her )(?<!\bfrom his )\b(?:{_RELATIVE})\b(?![-'’])"
    r"(?!,? (?:reports?|reported|states?|says|said|notes?|describes?|denie[sd]|worr\w+|concerned"
    r"|brought|thinks|feels"
    r"|gives|gave|called|noticed|asks|told|came|present|is worried|stopped|agrees?)\b)"
    rf"|(?<!\bwith )(?<!\bwith her )(?<!\bwith his )\b(?:{_OTHERS})\b(?={_HAVING})"
    rf"|(?<![\u05d0-\u05ea])[ול]?(?:{_HEBREW_RELATIVE})(?![\u05d0-\u05ea])(?! (?:מדווח|מספר|מתאר))"
    rf"|(?<![\u05d0-\u05ea])ו?(?:{_HEBREW_OTHERS})(?![\u05d0-\u05ea])(?={_HEBREW_HAVING})"
    rf"|(?<![\u05d0-\u05ea])ו?ל(?:{_HEBREW_OTHERS})(?= [\u05d0-\u05ea])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Modalities:
    """What was found in one text. `cues` are the places of the cue words themselves."""

    spans: tuple[tuple[Modality, int, int], ...]
    cues: tuple[tuple[Modality, int, int], ...]

    def of(self, word: Placed) -> frozenset[Modality]:
        """The clause-bound modalities of a word; cue words have none of their own kind."""
        return frozenset(kind for kind, start, end in self.spans if start <= word.start < end)

    def has(self, kind: Modality) -> bool:
        return any(cue == kind for cue, _, _ in self.cues)

    def is_cue(self, word: Placed) -> bool:
        """True for the words of a denial, a stop or an allergy: compared as such, not as words."""
        return any(start <= word.start < end for kind, start, end in self.cues if kind != Modality.FAMILY)


def modalities(text: str) -> Modalities:
    """Every cue of `text` with what it governs."""
    ends = [(found.start(), found.end()) for found in _CLAUSE_END.finditer(text)]
    spans: list[tuple[Modality, int, int]] = []
    cues: list[tuple[Modality, int, int]] = []
    for kind, pattern in _FORWARD.items():
        for cue in pattern.finditer(text):
            cues.append((kind, *cue.span()))
            end = _clause_end(ends, cue.end(), len(text))
            if cue[0].casefold() == _WITHOUT:
                end = _of_without(text, cue.end(), end)
            if kind == Modality.CONSIDERED and (comma := text.find(",", cue.end(), end)) > 0:
                end = comma
            spans.append((kind, cue.end(), end))
    for kind, pattern in _BACKWARD.items():
        for cue in pattern.finditer(text):
            cues.append((kind, *cue.span()))
            spans.append((kind, _clause_start(ends, cue.start()), cue.start()))
    spans += _family_spans(text, ends)
    for kind, pattern in _WHOLE.items():
        cues.extend((kind, *cue.span()) for cue in pattern.finditer(text))
    return Modalities(tuple(spans), tuple(cues))


def _of_without(text: str, start: int, end: int) -> int:
    """Where `without` ends: a comma ends it unless a list goes on, `without fever, chills or cough`."""
    comma = text.find(", ", start, end)
    return end if comma < 0 or _LISTS.search(text, comma, end) else comma


def _family_spans(text: str, ends: list[tuple[int, int]]) -> list[tuple[Modality, int, int]]:
    """What is said of relatives: the clause about one, all that follows a family history."""
    return [
        # In Hebrew it comes last: "diabetes in the family".
        (Modality.FAMILY, cue.end() if cue[0].isascii() else _clause_start(ends, cue.start()), len(text))
        if cue["history"]
        else (Modality.FAMILY, _clause_start(ends, cue.start()), cue.end())
        if cue["within"]
        else (
            Modality.FAMILY,
            _clause_start(ends, cue.start()),
            _clause_end(ends, _past_its_who(text, cue.end()), len(text)),
        )
        for cue in _OF_RELATIVES.finditer(text)
    ]


def _past_its_who(text: str, end: int) -> int:
    """Where what is said of a relative begins: after its colon, or after the `who` that leads on to it."""
    found = _WHO.match(text, end)
    return found.end() if found else end + (text[end : end + 1] == ":")


def _clause_end(ends: list[tuple[int, int]], after: int, default: int) -> int:
    return next((start for start, _ in ends if start >= after), default)


def _clause_start(ends: list[tuple[int, int]], before: int) -> int:
    return max((end for _, end in ends if end <= before), default=0)
