"""Detects questions about the health of a relative, not of the client."""

from __future__ import annotations

import re

_WHO: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{english})\b|(?<![א-ת])[ולבשמ]{{0,2}}(?:{hebrew})(?![א-ת])", re.IGNORECASE)
    for name, english, hebrew in (
        ("mother", "mother|mom|mum|mummy|maternal|parents?", "אי?מ[והא]|ה?אם|ה?הורים|הורי[וה]"),
        ("father", "father|dad|daddy|paternal|parents?", "אבי[וה]|ה?אבא|ה?אב|ה?הורים|הורי[וה]"),
        ("brother", "brothers?|siblings?|twin", "אחי[וה]|ה?אח|אחים"),
        ("sister", "sisters?|siblings?|twin", "אחות[וה]?|אחיות\\w*|ה?אחות"),
        ("grandmother", "grandmothers?|grandma|granny|nan|gran|[mp]gm|grandparents?", "סבת[אוה]|סבתא"),
        ("grandfather", "grandfathers?|grandpa|grandad|[mp]gf|grandparents?", "סב[אוה]|סבא"),
        ("aunt", "aunts?", "דודה|דודת[וה]"),
        ("uncle", "uncles?", "דוד|דוד[וה]"),
        ("cousin", "cousins?", "בני? דוד\\S*|בנות? דוד\\S*"),
        ("son", "sons?|boys?|child(?:ren)?|kids?", "בנ[וה]|ה?בן|ילדי\\S*|בני[וה]"),
        ("daughter", "daughters?|girls?|child(?:ren)?|kids?", "בת[וה]?|ה?בת|ילדי\\S*|בנותי[וה]"),
        ("wife", "wife|wife's|spouse|partner", "אשתו|ה?אי?שה|בת זוג\\S*|זוגתו"),
        ("husband", "husband|spouse|partner|father of the baby|fob", "בעלה|ה?בעל|בן זוג\\S*"),
        ("partner", "partner|husband|wife|spouse|boyfriend|girlfriend|fob|father of the baby",
         "בן זוג\\S*|בת זוג\\S*|בעלה|אשתו"),
    )
}  # fmt: skip
_ENGLISH = (
    r"mother|mom|mum|father|dad|brothers?|sisters?|grandmother|grandfather|grandma|grandpa|aunt|uncle|cousin"
    r"|sons?|daughters?|wife|husband|partner"
)
_ASKED = re.compile(
    rf"\b(?:his|her|their|the (?:patient|client)['’]s)\s+(?:(?:maternal|paternal|older|younger|late|own)\s+)?"
    rf"(?P<owner>{_ENGLISH})['’]s?\s+(?!(?:house|home|place|side|wedding|funeral|death|birthday)\b)"
    rf"|^\W*(?:does|did|do|is|was|has|had|have|were|are)\s+(?:his|her|the (?:patient|client)['’]s)\s+"
    rf"(?:(?:maternal|paternal|older|younger|late|own)\s+)?(?P<does>{_ENGLISH})\b"
    rf"|\b(?:did|was|does|has|is)\s+(?:his|her)\s+(?:(?:maternal|paternal|older|younger|late)\s+)?"
    rf"(?P<what>{_ENGLISH})\s+(?:when|die|diagnosed|have|had|suffer|take|taking|treated|given|work|weigh"
    rf"|called|born|smok)"
    r"|(?<![א-ת])[ולבשמ]?(?P<he>אי?מ[וה]|אבי[וה]|אחי[וה]|אחות[וה]|סבת[וה]|סב[וה]|בעלה|אשתו|בנה|בתה|בתו"
    r"|דודת[וה]|ה(?:בעל|אישה|אבא?))(?![א-ת])",
    re.IGNORECASE,
)
_HEBREW = (
    (r"אי?מ[וה]", "mother"), (r"אבי[וה]", "father"), (r"אחי[וה]", "brother"), (r"אחות[וה]", "sister"),
    (r"סבת[וה]", "grandmother"), (r"סב[וה]", "grandfather"), ("בעלה", "husband"), ("אשתו", "wife"),
    ("בנה", "son"), ("הבעל", "husband"), ("האישה", "wife"), ("האבא?", "father"),
    ("בת[וה]", "daughter"), (r"דודת[וה]", "aunt"),
)  # fmt: skip
_ALIASES = {
    "mom": "mother",
    "mum": "mother",
    "dad": "father",
    "grandma": "grandmother",
    "grandpa": "grandfather",
}


def asked_of(question: str) -> str | None:
    """The relative asked about; None for the client or for what a relative said or did."""
    found = _ASKED.search(question)
    if found is None:
        return None
    if found["he"]:
        return next(name for pattern, name in _HEBREW if re.fullmatch(pattern, found["he"]))
    name = (found["owner"] or found["does"] or found["what"]).casefold()
    name = _ALIASES.get(name, name)
    return name if name in _WHO else name.removesuffix("s")


def is_named(who: str, text: str) -> bool:
    """Whether a text mentions that relative, alone or among others."""
    return _WHO[who].search(text) is not None
