"""Words of questions that do not name a subject: they ask for a kind of answer, or a time."""

from __future__ import annotations

from core.clinical_language.months import month_name
from core.clinical_language.tables import words_of
from core.language import hebrew
from core.language.tokens import forms_of

_TELLING_NOTHING = """
adverse effect effects reaction reactions
how once long-term infection clinic often schedule percentage percent dose doses dosage strength
test tests testing exam examination operation surgery procedure pharmacy appointment score reading
level result results scan imaging pill pills tablet tablets tabs medication medications drug drugs
medicine unit units mg milligrams micrograms mcg big specialist doctor hospital visit visits
treatment therapy type name called status value count number positive negative date day days week
weeks month months year years time times age come came through used use using made make done set own
ago rule part kind keep kept put bring brought back first second third next before after during
since until between across among around because while home problem problems bad good course duration
length amount quantity remedy condition conditions current previous past history family
morning evening night changed change replaced replace
raised lowered increased decreased added started stopped begin began stop start given give
prescribed prescribe taken carry say said show find found advise tell recommend confirm reveal
report grow turn listed perform did stick loading load refer patch disease fitted fit training train
tension right left הראה הראתה מצא נמצא נמצאה אמר הייתה רמת רמה תוצאת תוצאות תוצאה ערך ערכי בדיקה
בדיקת בדיקות בבדיקה מהבדיקות ביקור בביקור תרופה תרופות כדור כדורים כדי ממה במה איתה איתו מינון
במינון כמות זמן שבוע חודש שנה יום תאריך בתאריך שם שמו שמה רופא רופאה טיפול הטיפול ממצאי ממצא שאלון
בשאלון באופן ניתן נטל נטלה לקח לקחה לוקח לוקחת קיבל קיבלה נוטל נוטלת שנים לפני אחרי בעבר
סובל סובלת סבל סבלה נגד ביצע ביצעה בוצע בוצעה עבר עברה עובר עוברת התרחש התרחשה גרם גרמה שוב לאן
קבוע קבועה הוסף הוספה נרשם נרשמה רשם רשמה תוכנן תוכננו תוכננה הומלץ הומלצה אבחון אובחן אובחנה נקבע
הושתל הושתלה הותקן הותקנה נעשה נעשתה בוצעו מחלקה במחלקה התקבל התקבלה נותח נותחה
נקבעה נערך נערכה טופל טופלה מטופל מטופלת דיווח דיווחה מדווח מדווחת ציון הציון דירוג אירוע מקרה
מספר פעם פעמים סוג מצב היום כיום עכשיו אתמול שעה שעות בבוקר בערב בצהריים תור מעקב בוקר ראשון ראשונה
אחרון אחרונה נוכחי נוכחית האחרונות האחרונים קודם קודמת הבא הבאה התחיל התחילה הפסיק הפסיקה הופסק
הופסקה שונה שינוי הועלה הופחת מקבל מקבלת משתמש משתמשת לוקחים מדוע רושם לילה בלילה ערב
שבועיים חודשיים שנתיים פעמיים
daily weekly monthly yearly nightly twice bedtime breakfast lunch dinner noon midday afternoon today
yesterday tonight every each one two three four five six seven eight nine ten
"""


def readings(word: str) -> frozenset[str]:
    """The possible lexemes of a written word; of a Hebrew one also without its prefixes."""
    forms = forms_of(word)
    if not forms or not hebrew.is_hebrew(forms[0]):
        return frozenset(forms[:1])
    return frozenset(form for form in forms if not form.startswith(hebrew.SKELETON_MARK))


def _lexemes(words: str) -> frozenset[str]:
    return frozenset().union(*map(readings, words.split()))


_MONTHS = " ".join(month_name(month, "en") for month in range(1, 13))
_WEEKDAYS = " ".join(words_of("times_of_day", "weekday"))
TELLING_NOTHING = _lexemes(f"{_TELLING_NOTHING} {_MONTHS} {_WEEKDAYS}")
"""Lexemes that ask for a kind of answer or a time: a note can answer without them."""

FIELDS = _lexemes(
    "plan plans assessment assessments impression finding findings subjective objective note notes summary"
    " complaint history background recommendation recommendations follow-up followup"
    " תוכנית תכנית תוכניות הערכה ממצא ממצאים סיכום רקע תלונה תלונות אבחנה המלצה המלצות רישום"
)
"""The names of a note's parts, which no note has to mention."""
