"""What kind of answer a question asks for, where its wording leaves no doubt, and how that is written.

Each rule is one line that can be read: what asks for it, and what a sentence must hold to be one. A question
that no rule knows is never held to be without an answer for want of a value.
"""

from __future__ import annotations

from core.assistant.evidence.attributes import ATTRIBUTES
from core.assistant.evidence.particulars import PARTICULARS
from core.assistant.evidence.rule import Rule, compiled

_DOSE_UNIT = (
    r"mg|mcg|µg|μg|ug|g|gm|grams?|ml|units?|iu|meq|puffs?|tablets?|tabs?|capsules?|drops|%"
    r"|מ[\"״]ג|מק[\"״]ג|מ[\"״]ל|יח['׳]?|יחידות|כדור(?:ים)?|טיפות|שאיפות"
)
_NUMBER = (
    r"(?<![\w])\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|once|twice)\b"
    r"|(?<![א-ת])(?:אחת?|שתי|שני|שניים|שתיים|שלושה?|ארבעה?|חמישה?|שישה?|שבעה?|שמונה|תשעה?|עשרה?|פעמיים"
    r"|פעם)(?![א-ת])"
)

_MEASURES = (
    r"cholesterol|ldl|hdl|triglycerides?|(?:vitamin )?(?:b12|d3?)(?= level)|vitamin b12|b12|psa|cd4"
    r"|bmi|body mass index"
    r"|viral load|crp|esr|troponin|albumin|bilirubin|uric acid|magnesium|phosphate|folate|vitamin d|iron"
    r"|oxygen saturation|sats|respiratory rate|height|waist|peak flow|fev1"
    r"|blood pressure|bp|ejection fraction|ef|lvef|tsh|creatinine|e?gfr|potassium|sodium|calcium"
    r"|inr|ferritin|ha?emoglobin|platelets?|hb ?a1c|a1c|glucose|pulse|heart rate|weigh(?:t|s)?"
    r"|temperature|apgar(?: scores?)?|gleason(?: score)?|visual acuity"
)
_MEASURES_HE = (
    r"ה?(?:כולסטרול|טריגליצרידים|המוגלובין(?: ה?מסוכרר)?|קריאטינין|אשלגן|נתרן|פריטין"
    r"|סוכר|דופק|משקל[והם]?|גובה[וה]?|גובהו|חום|סטורציה)"
    r"|לחץ ה?דם"
)
RULES: tuple[Rule, ...] = (
    Rule(
        "blood_group",
        compiled(r"\bblood (?:group|type)\b|סוג ה?דם"),
        compiled(r"\bblood (?:group|type)\b|\b(?:a|b|ab|o)\s?(?:\+|rh|pos\w*\b|neg\w*\b)|סוג ה?דם"),
        about="none",
    ),
    Rule(
        "dose",
        compiled(
            r"\bhow (?:many|much) (?:milligrams?|micrograms?|mg|mcg|tablets?|pills?|puffs?|units)\b"
            r"|^\W*(?:what|which)\b.{0,40}\b(?:dose|doses|dosage|strength)\b"
            r"|how (?:strong|high)\b.{0,20}\bdose\b"
            r"|כמה (?:מ[\"״]ג|מק[\"״]ג|מיליגרם|מיקרוגרם|כדורים)|(?:איזה|באיזה|מה) ה?מינון"
        ),
        compiled(rf"\d[\d.,]*\s?(?:{_DOSE_UNIT})(?!\w)"),
        about="drug",
        close=True,
    ),
    Rule(
        "share",
        compiled(r"\bpercent(?:age)?\b|\bwhat % |אחוז"),
        compiled(r"\d\s?(?:%|percent)"),
    ),
    Rule(
        "mass",
        compiled(
            r"\bhow much weight\b|\bhow many (?:kilos?|kilograms?|kgs?|pounds|lbs)\b|כמה (?:ק[\"״]ג|קילו)"
        ),
        compiled(r"\d\s?(?:kg|kgs|kilo\w*|lbs?|pounds?|ק[\"״]ג)(?!\w)"),
        about="none",
    ),
    Rule(
        "measure",
        compiled(
            r"^\W*(?:what(?:['’]s| is| was| were| are)(?!.*\b(?:if|to do|plan|done|should|take|with|for"
            r"|treatment|medic\w+|drugs?|tablets?"
            r"|pills?|therapy|supplements?)\b)|how much"
            r"|how (?:tall|heavy)|(?:his|her|the)?\s*(?:last|latest|most recent))"
            rf"\b.{{0,30}}?\b(?P<what>{_MEASURES})\b"
            rf"|^\W*(?:מה|מהו|מהי)\s(?!.*(?:טיפול|תרופ|כדור|לעשות"
            rf"|תוסף)).{{0,20}}?(?P<what_he>{_MEASURES_HE})(?![א-ת])"
        ),
        compiled(
            r"(?<![\w-])\d+(?:[.,/]\d+)*"
            r"(?![.,/]?\d|\s*(?:tab|cap|weeks?\b|days?\b|months?\b|times\b|in the\b|visits?\b"
            r"|m[cg]?g (?:tab|cap|daily|twice|once|per day)))"
        ),
        about="measure",
        close=True,
    ),
    Rule(
        "size",
        compiled(r"\bhow (?:big|wide|large)\b|מה (?:גודל|קוטר)"),
        compiled(r"\d\s?-?(?:mm|cm|millimet\w+|centimet\w+|inch\w*|in\b|ס[\"״]מ|מ[\"״]מ)(?!\w)"),
        about="any",
    ),
    Rule(
        "count",
        compiled(r"^\W*how many\b|^\W*כמה (?!זמן|פעמים|מ[\"״]|מק|מיל)"),
        compiled(
            rf"{_NUMBER}|\b(?:first|second|third|fourth|fifth|both|several|single|no|none|only)\b|ראשו"
            rf"|שלישי|רביעי|אין"
        ),
        about="first",
    ),
    Rule(
        "age",
        compiled(r"^\W*(?:how old (?:was|were)|at what age)\b|^\W*באיזה גיל|^\W*(?:בן|בת|בני|בנות) כמה"),
        compiled(
            r"\bage[ds]?\b|years? old|\byears? ago\b|\b(?:at|since|from|when|was|were|is|are|to|until|by"
            r"|turned)\b[^.,;\n]{0,25}"
            r"(?<![\w/.])\d{1,2}(?![\w/%]|\.\d| ?(?:mg|ml|cm|kg|days?|weeks?|times?|mm))|\b\d\ds\b"
            r"|\d ?[- ]?y(?:o|/o|rs?|ears?)?\b"
            r"|[(,] ?\d{1,2} ?[),]|\b(?:child|teen|adolescen|infan|bab|birth|born|puberty|college)\w*"
            r"|\b(?:19|20)\d\d\b"
            r"|(?<![א-ת])(?:ב?גיל|בן|בת|מגיל|ילד\S*|נעור\S*|לפני)(?![א-ת])|\b(?:19|20)\d\d"
        ),
        about="any",
    ),
    Rule(
        "duration",
        compiled(r"^\W*how long\b|^\W*(?:מה|כמה) זמן"),
        compiled(
            r"(?<!\ba )(?<!per )(?<!each )(?<!every )(?<!/)\b(?:hours?|days?|weeks?|months?|years?|minutes?"
            r"|seconds?|secs?"
            r"|s|since|until|hrs?|min"
            r"|\d+/(?:7|52|12))\b"
            r"(?!\s+(?:after|post|later|old|gestation))"
            r"|(?:שעות|שעה|ימים|יום|שבועות|שבועיים|שבוע(?! \d)|חודש\w*|שנה|שנים|דקות|שניות)(?! (?:אחרי"
            r"|לאחר))|מאז|עד "
        ),
        about="any",
    ),
    Rule(
        "time_of_day",
        compiled(r"\b(?:what|which) (?:time|part) of (?:the )?day\b|^\W*(?:at )?what time\b|באיזו שעה"),
        compiled(
            r"\b(?:morning|night|nightly|evening|noon|afternoon|bedtime|breakfast|dinner|supper|lunch"
            r"|a\.?m\.?|p\.?m\.?"
            r"|q?hs|qam|qpm)\b|בוקר|ערב|לילה|צהר"
        ),
    ),
    Rule(
        "person",
        compiled(
            r"^\W*which (?:surgeon|doctor|physician|specialist|consultant|psychiatrist|gp"
            r"|\w+ologist"
            r"|\w*therapist|dietiti\w+|nutritionist|midwife|counsel\w+|dentist)s?\b"
            r"|\bname of (?:the|his|her) (?:[\w-]+ ){0,2}(?:surgeon|doctor|physician|specialist|consultant|gp"
            r"|\w+ologist|\w*therapist|psychiatrist|dentist|midwife|counsel\w+)\b"
            r"|^\W*who (?:operated|performed|put in|inserted|fitted|implanted|delivered)\b"
            r"|^\W*who (?:is|was) (?:his|her|the) (?:\w+ )?(?:gp|pcp|family doctor|surgeon|doctor"
            r"|\w+ologist|primary care \w+|\w*therapist|counsel\w+|psychiatrist|dentist|trainer|midwife"
            r"|social worker)\b"
            r"|^\W*מה (?:שמו|שמה|שם)(?![א-ת])|^\W*מי (?:הרופאה?|המנתח|הפסיכיאטר\S*|הפסיכולוג\S*|רופאת?"
            r"|המטפלת?)(?![א-ת])"
            r"|^\W*מי (?:ה?פיזיותרפיסט\S*|ה?קרדיולוג\S*|ה?נוירולוג\S*|ה?אורתופד\S*|ניתח\S*|ביצע\S*|הרדי[מם])"
        ),
        compiled(
            r"\b(?:dr|prof|doctor|professor|mrs?|ms|nurse|sister)\.?\s+(?-i:[A-Z])"
            r"|\b(?:with|by|sees?|saw|under|from|to|is|was|named|called)\s+(?-i:[A-Z][a-z]+ [A-Z][a-z]+)"
            r"|(?<![א-ת])[לבמוה]?(?:ד[\"״]ר|פרופ)"
            r"|(?<![א-ת])(?:בשם|ששמ[הו]|ושמ[הו])(?![א-ת])"
        ),
        about="any",
    ),
    Rule(
        "frequency",
        compiled(r"^\W*how (?:often|frequently)\b|^\W*(?:באיזו תדירות|כל כמה זמן|כמה פעמים)"),
        compiled(
            r"\b(?:daily|weekly|monthly|yearly|nightly|hourly|every|each|once|twice|times|per"
            r"|a (?:day|week|month|year)"
            r"|bid|tid|qid|prn|od|bd|tds|packs?|\d+x|x\d+|x ?\d"
            r"|rarely|occasional\w*|seldom|regular\w*)\b|\d+/\d+"
            r"|פעם|פעמיים|פעמים|כל |יומי|שבועי|ליום|ביום|בשבוע"
        ),
    ),
    Rule(
        "place",
        compiled(
            r"^\W*(?:at |in |to |from )?(?:which|what) (?:\w+ )?"
            r"(?:hospital|clinic|pharmacy|nursing home|school|university|college|restaurant|company"
            r"|employer)\b"
            r"|^\W*[בלמ]?(?:איזה|איזו|אילו) (?:בית[- ](?:ה?חולים|ה?ספר|ה?מרקחת)|מרפאה|אוניברסיטה|מכללה"
            r"|חברה)(?![א-ת])"
        ),
        compiled(
            r"\b(?-i:[A-Z])[\w'’.]+ (?:\w+ )?(?:hospital|infirmary|clinic|pharmacy|school|university|college"
            r"|medical cent(?:er|re))\b|\b(?:hospital|clinic|university|college) (?:of|in) (?-i:[A-Z])"
            r"|\b(?:operated|fitted|admitted|seen|done|surgery|scan\w*|works?|treated|delivered|placed"
            r"|studies|studying"
            r"|fills?)\b[^.\n]{0,40}\bat (?:the )?(?-i:[A-Z])(?!\d)\w{2,}"
            r"|(?<![א-ת])[בלמהו]?(?:איכילוב|תל[- ]השומר|שיבא|הדסה|סורוקה|רמב[\"״]ם|בילינסון|וולפסון"
            r"|(?<![א-ת])ב?מאיר|קפלן"
            r"|ברזילי|שניידר"
            r"|לניאדו|העמק|השרון|אסף הרופא|שמיר|שערי צדק|כרמל|פוריה|זיו|נהריה|אסותא|הרצליה|בני ציון"
            r"|הלל יפה|יוספטל)(?![א-ת])"
            r"|טכניון|ה?עברית|בן[- ]גוריון|בר[- ]אילן|אוניברסיטת [א-ת]|בי(?:ת|״ח|\"ח)[- ](?:חולים"
            r"|ספר) (?!ל|ב|ו|מ|ש|כ)[א-ת]{3,}"
        ),
        about="none",
    ),
    Rule(
        "vaccination",
        compiled(r"\bvaccin\w*|\bimmuni[sz]\w*|\bflu (?:shot|jab)|\bbooster\b|(?<![א-ת])ה?חיסו"),
        compiled(r"vaccin|immuni[sz]|\bshots?\b|\bjabs?\b|booster|חיסו|מחוסן|חוסן"),
        about="none",
    ),
    Rule(
        "brand",
        compiled(r"^\W*(?:what|which) (?:brand|make|model|manufacturer)\b"),
        compiled(r"\b(?:brand|make|model|manufacturer|made by)\b"),
        about="none",
    ),
    Rule(
        "stage",
        compiled(r"^\W*(?:what|which) (?:stage|grade)\b|(?<![א-ת])באיזה שלב"),
        compiled(r"\b(?:stage|grade)\b|שלב|דרגה|\bt\d"),
        about="none",
    ),
    Rule(
        "household",
        compiled(
            r"\b(?:is|was) (?:he|she) (?:married|single|divorced|widowed)\b|\bmarital status\b"
            r"|\bhow many (?:children|kids|siblings)\b|מצב(?:ו|ה)? ה?משפחתי"
        ),
        compiled(
            r"\b(?:married|single|divorced|widow\w*|wife|husband|spouse|partner|children|kids|sons?"
            r"|daughters?"
            r"|siblings?)\b|נשוי|נשואה|רווק|גרוש|אלמן|ילדים"
        ),
        about="none",
    ),
    Rule(
        "drug_allergy",
        compiled(r"לאילו תרופות \S+ (?:אלרגי|רגיש)"),
        compiled(
            r"אלרגי\S* ל(?!א )|רגיש(?:ה|ות)? ל(?!א |מגע|מישוש|לחץ|ניקוש|אור|רעש|חום|קור|הקשה)|(?:אין|ללא"
            r"|שולל\S*) \S*(?:אלרגי|רגישו\S+ (?:ידוע|לתרופ|תרופת))"
            r"|nkd?a\b"
        ),
        about="none",
    ),
    Rule(
        "allergy",
        compiled(r"\b(?:drug|medication|known|any)\b.{0,12}\ballerg|\ballergic to\b|(?<![א-ת])אלרגי"),
        compiled(r"allerg|anaphyla|nkd?a\b|intoleran|אלרגי|רגיש"),
        about="none",
    ),
    Rule(
        "complications",
        compiled(r"\bcomplications?\b|סיבוכים|סיבוך"),
        compiled(r"complicat|uneventful|without incident|unremarkable|סיבו[כך]|ללא אירוע"),
        about="none",
    ),
    Rule(
        "due_date",
        compiled(r"\bdue date\b|תאריך (?:ה?לידה )?ה?משוער"),
        compiled(r"\bdue (?:date|on|in)\b|\bedd\b|expected date|תאריך (?:ה?לידה )?ה?משוער"),
        about="none",
    ),
    Rule(
        "work",
        compiled(
            r"(?<![א-ת])ב?מה (?:הוא |היא )?(?:עובד|עובדת|עוסק|עוסקת|עבד|עבדה)(?![א-ת])"
            r"|(?<![א-ת])מה (?:ה?מקצוע|ה?עיסוק|ה?עבודת?|משלח יד)|\bfor a living\b|\bwhere (?:does"
            r"|did) (?:he|she) work\b|\boccupation\b|\bwhat(?:['’]s"
            r"| is) (?:his|her) job\b"
        ),
        compiled(
            r"\b(?:works|working|worked|work (?:as|at|in|for)|employ\w*|job|retired|career|occupation"
            r"|profession|business|student|teach\w*|nurse|chef|cook|clerk|driver|engineer|lawyer|mechanic"
            r"|plumber"
            r"|electrician|carpenter|farmer|builder|cashier|waiter|waitress|secretary|accountant"
            r"|hairdresser|soldier)\b"
            r"|year[- ]old (?:[\w-]+ ){0,2}"
            r"(?!male|female|man|woman|boy|girl|patient|gentleman|lady|child|who|with)"
            r"(?:\w*(?:er|or|ist|ian|cook|clerk|nurse|driver))\b"
            r"|(?<![א-ת])ב[ןת] \d+(?: ו-?\S+ חודשים)?, (?!ללא|עם|נשוי|רווק|גרוש|אלמנ?|סובל|פנה|מתלונ|הגיע"
            r"|מגיע|ימני|ברקע"
            r"|G\d)[א-ת]{3,}|(?<![א-ת])(?:עובד|עבד|מורה|סטודנט|חייל|מהנדס|מובטל|תלמיד|בגמלאות|בדימוס"
            r"|פנסיונר|קצבה)"
        ),
        about="none",
    ),
)
PENDING = compiled(
    r"\b(?:pending|await\w*|ordered|will (?:be )?(?:order|obtain|send|check|get)\w*"
    r"|not (?:yet )?(?:back|available)|to follow|outstanding)\b|טרם (?:התקבל|חזר)|ממתינ|בהמתנה|הופנ|נשלח"
)
"""A sentence about a result that there is none yet."""
RESULT = compiled(
    r"\bwhat (?:did|was|were|is|are)\b.{0,20}\b(?P<what>pathology|biopsy|culture|histology)\b"
    r"|\b(?P<what2>pathology|biopsy|culture|histology) (?:result|report|show)"
)
"""A question after the result of a specimen."""


DOSE = next(rule for rule in RULES if rule.name == "dose")


def rule_of(question: str) -> Rule | None:
    """The first rule that knows what the question asks for."""
    return next((rule for rule in (*PARTICULARS, *ATTRIBUTES, *RULES) if rule.asks.search(question)), None)
