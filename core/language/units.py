"""Units of doses, measurements and times with their spellings, in English and Hebrew."""

from __future__ import annotations

from core.language.folding import folded

_SPELLINGS = """
% percent אחוז אחוזים
mg milligram milligrams mgs מג מ"ג מיליגרם
mcg ug μg microgram micrograms מקג מק"ג מיקרוגרם
g gm gms gram grams גרם גר'
kg kgs kilogram kilograms kilo kilos קג ק"ג קילו קילוגרם
lb lbs pound pounds
oz ounce ounces
ml mls milliliter milliliters millilitre millilitres cc מל מ"ל סמ"ק
dl deciliter
mm millimeter millimeters millimetre millimetres ממ מ"מ מילימטר
cm centimeter centimeters centimetre centimetres סמ ס"מ סנטימטר
inch inches
mmhg
bpm
iu יחב"ל
unit units יחידות
meq
mmol
deg ° º degree degrees מעלות
hour hours hr hrs שעה שעות
minut minute minutes min mins דקה דקות
second seconds sec secs שניות
day days יום ימים
week weeks wk wks שבוע שבועות
month months mo mos חודש חודשים
year years yr yrs שנה שנים
tablet tablets tab tabs טבליה טבליות כדור כדורים
capsul capsule capsules cap caps כמוסה כמוסות
pill pills
puff puffs שאיפות שאיפה
drop drops gtt gtts טיפה טיפות
pack packs חפיסות חפיסה
"""


def _units() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _SPELLINGS.strip().splitlines():
        lexeme, *spellings = line.split()
        for spelling in (lexeme, *spellings):
            found[folded(spelling).replace('"', "").replace("'", "")] = lexeme
    return found


UNITS = _units()
"""Maps each folded spelling, without quotation marks, to the lexeme of its unit."""

AFTER_NUMBER = sorted(
    {word for line in _SPELLINGS.split("\n") for word in line.split()}, key=len, reverse=True
)
"""Every spelling as it may follow a number, longest first."""
