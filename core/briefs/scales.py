"""In what unit a value was noted: the same thing in two units is two numbers, and no move."""

from __future__ import annotations

import re
from decimal import Decimal

UNIT = (
    r"%|°|degrees?\b|mm\s?Hg\b|kg\b|kgs\b|kilograms?\b|lbs?\b|pounds?\b|st\b|stone\b"
    r"|[A-Za-zµμ]{1,6}\s?/\s?(?:min\s?/\s?)?(?:1[.,]73\s?m\S?|[A-Za-z]{1,4})\b"
    r'|מ["״]ג\s?/\s?ד["״]ל|ג(?:ר)?[\'׳]?\s?/\s?ד["״]ל|ק["״]ג|מעלות|אחוזים|אחוז|ליברות'
)
"""A unit behind a value, as a pattern without groups that capture."""
_SPELT: dict[str, str] = {
    "kgs": "kg",
    "kilogram": "kg",
    "kilograms": "kg",
    'ק"ג': "kg",
    "lbs": "lb",
    "pound": "lb",
    "pounds": "lb",
    "ליברות": "lb",
    'מ"ג/ד"ל': "mg/dl",
    "gm/dl": "g/dl",
    'ג/ד"ל': "g/dl",
    'גר/ד"ל': "g/dl",
    "μmol/l": "umol/l",
    "micromol/l": "umol/l",
    "אחוז": "%",
    "אחוזים": "%",
    "degree": "°",
    "degrees": "°",
    "מעלות": "°",
    "μg/l": "ng/ml",
    "ug/l": "ng/ml",
    "mcg/l": "ng/ml",
}
_BY_SIZE: dict[str, tuple[tuple[Decimal, str], ...]] = {
    "creatinine": ((Decimal(20), "mg/dl"), (Decimal(3000), "umol/l")),
    "HbA1c": ((Decimal(20), "%"), (Decimal(300), "mmol/mol")),
    "haemoglobin": ((Decimal(25), "g/dl"), (Decimal(300), "g/l")),
    "LDL": ((Decimal(15), "mmol/l"), (Decimal(1000), "mg/dl")),
    "glucose": ((Decimal(36), "mmol/l"), (Decimal(2000), "mg/dl")),
}
"""Below the number the unit is that one: no value of a living person could be it in the other."""
_ONE_SCALE = frozenset(
    {"blood pressure", "eGFR", "INR", "ejection fraction", "GAD-7", "PHQ-9", "pain", "TSH"}
)


_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def plain_number(value: str) -> Decimal:
    """A number as noted (`7,5`, `1,200.5`), without thousands marks."""
    return Decimal(value.replace(",", "" if _THOUSANDS.fullmatch(value) else "."))


def scale(name: str, value: str, unit: str | None) -> str:
    """The unit of a value of that measure, spelt one way; "" where none was noted and none can be told."""
    if name in _ONE_SCALE:
        return ""
    if unit:
        plain = re.sub(r"[\s'׳]", "", unit).replace("״", '"').replace("µ", "μ").casefold()
        return _SPELT.get(plain, plain)
    size = plain_number(value)
    return next((told for limit, told in _BY_SIZE.get(name, ()) if size < limit), "")
