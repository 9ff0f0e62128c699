"""Recognises questions which clients something holds for, and removes their frame.

"Which of our patients take metformin?" searches for metformin in every chart; the rest is its frame.
"""

from __future__ import annotations

import re

from core.retrieval.understanding.question_words import whole_words

_PEOPLE = (
    r"(?:patients?|clients?|people|persons?|women|men|woman|man|children|kids|girls|boys|cases|charts"
    r"|individuals|adults)"
)
_OUR = r"(?:of )?(?:our|my|the|these|those|all|your)?\s*"
_HAVING = r"(?:with|on|who|whose|that|taking|having|under|allergic|diagnosed|without|in|from)"
_ENGLISH = (
    r"(?:(?:please\s+)?(?:list|show|name|find|give|tell)(?:\s+(?:me|us))?\s+)?(?:a list of\s+)?(?:"
    rf"(?:which|what|how many|any|all|every|each)\s+{_OUR}(?:\w+\s+)?{_PEOPLE}"
    rf"|{_OUR}{_PEOPLE}(?=\s+{_HAVING}\b)"
    rf"|(?:do|have) we (?:have |got |see |seen )?(?:any(?:one|body)|any {_OUR}{_PEOPLE}|{_PEOPLE})"
    rf"|(?:is|are|has|have|does|do) (?:there )?(?:any(?:one|body)|any {_OUR}{_PEOPLE})"
    r"|every(?:one|body)|any(?:one|body)|all those|who(?:se)?"
    r")(?:\s+(?:on our books|(?:among|of) (?:our|the|my) (?:patients|clients)"
    r"|in (?:our|the|my) (?:practice|clinic|care|files|records?)))?"
)
_PEOPLE_HE = r"(?:ה?(?:מטופל|חול|לקוח|אנש|נש|גבר|ילד|פציינט)[א-ת]{0,3})"
_HEBREW = (
    r"(?:(?:תן|תני|הצג|הציגי|הראה|הראי|מצא|מצאי|פרט|רשום)(?: לי)? )?(?:את )?(?:ה?רשימ[תה] (?:של )?)?(?:"
    rf"(?:ל|ב|מ|אצל |עבור )?(?:אילו|איזה|אלו|כמה|כל)(?: מ(?:בין )?)? ?{_PEOPLE_HE}"
    rf"|מי (?:מ|מבין ){_PEOPLE_HE}|(?:ל|אצל |של )?מי(?=\s)|{_PEOPLE_HE}(?=\s+(?:עם|ש|ה)))"
    r"(?: (?:שלנו|שלי|במרפאה|בקליניקה))?"
)
_FRAME = re.compile(rf"^\W*(?:(?:{_ENGLISH})(?![\w])|(?:{_HEBREW})(?![\u05d0-\u05ea]))", re.IGNORECASE)

_SOMEBODY = whole_words(
    r"he|she|his|her|hers|him|this patient|the patient", "הוא|היא|שלו|שלה|לו|לה|אותו|אותה|המטופל|המטופלת"
)
"""Words for a known person: the question is about one chart."""

_RELATIONS = whole_words(
    r"is|are|was|were|be|been|being|has|have|had|having|do|does|did|can|cannot|can['’]t|could|get|gets|got"
    r"|getting|given|gave(?! up)|give(?! up)|takes?|taking|took|taken|uses?|using|used|receiv\w+|put"
    r"|started|prescribed|treated|showed|shown|found"
    r"|wrote|written|write|on|with|who|that|which|whose|their|them|they|for|of|in|to|an?|the|any|we|us|our"
    r"|from|by|at|and|because|due|came|comes?|back|diagnosed|suffer\w*|known|currently|some|sort|kind|type"
    r"|list(?:ed)?|needs?|needed|ever|under|there|books|record(?:ed|s)?|please|also|me|all|either|as",
    r"נוטל[א-ת]{0,2}|לוקח[א-ת]{0,2}|מקבל[א-ת]{0,2}|קיבל[א-ת]{0,2}|סובל[א-ת]{0,2}|אובח[א-ת]{0,3}|יש|היה|היו"
    r"|הייתה|להם|להן|עם|של|על|את|רשמנו|נרשמ[א-ת]{0,2}|מטופל[א-ת]{0,2}|נמצא[א-ת]{0,2}"
    r"|מכל סוג|כלשה[וי]|שלנו|שיש|כי|בגלל|הם|הן",
)
"""Words that only attribute to a client what the rest of the question names."""

_EITHER = re.compile(r"\bor\b|(?<![\u05d0-\u05ea])או(?![\u05d0-\u05ea])", re.IGNORECASE)
_OR = re.compile(rf",|{_EITHER.pattern}", re.IGNORECASE)


def lists_clients(text: str) -> bool:
    """Whether a question over the practice asks which clients something holds for."""
    return _FRAME.search(text) is not None and _SOMEBODY.search(text) is None


def without_frame(text: str) -> str:
    """A listing question without the words that ask for a list; all of it if nothing would remain."""
    rest = _FRAME.sub(" ", text, count=1)
    return rest.strip(" ?.!") if _core(rest) else text


def what_is_listed(text: str) -> tuple[str, ...]:
    """Only what a listed client must have, in each of the alternatives the question names.

    "Metformin" of "which of our patients take metformin?"; of "who broke a hip or a rib?" both "broke hip"
    and "broke rib": the words before the first alternative apply to all of them.
    """
    chunks = [words for part in _OR.split(without_frame(text)) if (words := _core(part).split())]
    if not chunks:
        return (text,)
    if len(chunks) == 1 or _EITHER.search(text) is None:
        return (" ".join(word for words in chunks for word in words),)
    shared = chunks[0][:-1]
    return tuple(" ".join(shared + words) for words in (chunks[0][-1:], *chunks[1:]))


def _core(text: str) -> str:
    return " ".join(_RELATIONS.sub(" ", text.replace("-type", "")).split()).strip(" ?.,!-")
