"""Attributes that hardly any note states and that are written in few ways where one does.

A note that speaks of the stone, the mask or the school is found for each of these questions, and says nothing
of what the stone was made of, how the mask is set, or which school it is.
"""

from __future__ import annotations

from core.assistant.evidence.rule import Rule, compiled


def _rule(name: str, asks: str, holds: str, about: str = "none") -> Rule:
    return Rule(name, compiled(asks), compiled(holds), about)


def _hint(name: str, asks: str, holds: str, about: str = "none") -> Rule:
    """What is written in more ways than a list knows."""
    return Rule(name, compiled(asks), compiled(holds), about, hint=True)


_UNITS = (
    _rule("decibels", r"\bdecibels?\b|\bdb\b|דציבל", r"\d\s?db\b|decibel|דציבל"),
    _rule("radiation", r"\bgr[ae]y\b|(?<![א-ת])ב?גריי(?![א-ת])", r"\d\s?c?gy\b|\d gr[ae]y\b|גריי"),
    _rule(
        "length",
        r"\b(?:in|how many) (?:millimet\w+|centimet\w+|inches|mm|cm)\b|\bdiameter\b|(?:במילימטר|בסנטימטר"
        r"|ב?ס[\"״]מ|ב?מ[\"״]מ)(?![א-ת])",
        r"\d\s?-?(?:mm|cm|millimet\w+|centimet\w+|inch\w*|ס[\"״]מ|מ[\"״]מ)(?!\w)",
        "any",
    ),
    _rule("angle", r"\bhow many degrees\b|כמה מעלות", r"\d\s?(?:°|º|deg)|°|מעלות"),
    _rule(
        "flow",
        r"\bhow many lit(?:re|er)s\b|\bflow rate\b|\bhow much oxygen\b|כמה (?:ליטר|חמצן)",
        r"\d\s?(?:l|lit\w+)(?:\s?/\s?min|\s?pm|\s?per minute)?\b|\d\s?ליטר|ליטר",
    ),
    _rule(
        "device_pressure",
        r"\b(?:c|bi|a)pap\b.{0,20}\b(?:pressure|setting|set)\b"
        r"|\b(?:pressure|setting)s?\b.{0,30}\b(?:c|bi|a)pap\b|לחץ .{0,15}(?:cpap|סיפאפ)",
        r"\d\s?cm (?:of )?(?:h2?o|water)|pap\b[^.\n]{0,40}\d\s?(?:cm|hpa|mbar)(?!\w)"
        r"|(?<!blood )\bpressure(?: (?:of|is|was|at))?(?: set)?(?: at| to)?\s*:?\s*\d",
    ),
    _rule(
        "gestation",
        r"\b(?:how many|at what|which|what) (?:completed )?(?:gestation\w*|weeks?)\b.{0,20}\bborn\b"
        r"|\bborn at (?:how many|what)\b|\bhow (?:premature|early)\b.{0,10}\bborn\b"
        r"|באיזה שבוע.{0,14}(?:נולד|ילדה)|(?:נולד|ילדה)\S* באיזה שבוע",
        r"\bweeks?\b|\d\s?w(?:k|ks)?\b|\d\+\d|/40|\bterm\b|\bprem\w*|שבוע \d|\d שבועות|פג(?:ה"
        r"|ית)?(?![א-ת])|במועד",
    ),
    _rule(
        "birth_weight",
        r"\bweigh\w*\b.{0,25}\b(?:birth|born)\b|\bbirth ?weight\b|\bhow (?:heavy|big)\b.{0,25}\b(?:birth"
        r"|born)\b"
        r"|משקל ה?לידה|(?:שקל|משקל)\S*.{0,16}(?:בלידה|נולד)",
        r"\b(?:birth ?weight|bw|born|weighed|weighing|newborn|infant|girl|boy|delivered|delivery|cesarean"
        r"|c-section|lscs|svd|nvd)\b.{0,80}\d{1,2}[.,]?\d*\s?(?:kg|g|grams?|lbs?|pounds?|oz)\b"
        r"|\d\s?(?:kg|g|grams|lbs?)\b.{0,12}\bat birth|(?:לידה|נולד|בן|בת|תינוק|ילדה).{0,60}\d\s?(?:גרם"
        r"|ג[׳']|ק[\"״]ג)",
    ),
    _rule(
        "blood_loss",
        r"\bblood loss\b|\bhow much blood\b.{0,30}\b(?:los[et]|bleed)|כמה דם איבד|איבוד דם",
        r"\bebl\b|blood loss|\d\s?(?:ml|cc)\b|איבוד דם",
    ),
    _rule(
        "cost",
        r"\bcosts?\b|\bprice\b|\bhow much\b.{0,30}\b(?:pay|paid|charged?)\b|כמה (?:עלה|עלתה|עולה|עולים"
        r"|שילמ\S*)|מחיר",
        r"[$£€₪]\s?\d|\d\s?(?:[$£€₪]|dollars?|euros?|pounds (?:a|per)|shekel)|\b(?:paid|price|co-?pay"
        r"|cheap\w*|free of)\b"
        r"|\bcosts?\b|expens|afford|ש[\"״]ח|שקל|עלות|מחיר|יקר",
    ),
)
_FIGURES = (
    Rule(
        "figure",
        compiled(
            r"\bin (?:figures|numbers|digits|mmol\S*|nmol\S*|[mnµu]?g ?/ ?\w+|mmhg|iu\S*"
            r"|units per \w+)(?!\w)|\bas a number\b"
            r"|\b(?:exact|precise|actual|numeric(?:al)?) (?:\w+ )?(?:value|number|figure|level|reading"
            r"|count|score|result)s?\b"
            r"|\bhow (?:low|high) (?:was|were|is|are|did|has)\b|\bexactly how (?:low|high|much|many)\b"
            r"|\bwhat (?:number|figure)\b"
            r"|(?<![א-ת])(?:במספרים|בדיוק|מספרית)(?![א-ת])|(?:עד כמה|כמה) (?:גבוה|נמוך)"
        ),
        compiled(
            r"(?<![\w-])\d+(?:[.,/]\d+)*(?![\d/.,]*\d|\s*(?:weeks?|days?|months?|years?|hours?|visits?)\b)"
        ),
        "all",
        close=True,
    ),
    _rule(
        "year",
        r"\b(?:what|which) year\b|\bhow many years ago\b|באיזו שנה|לפני כמה (?:שנים|זמן)|\bhow long ago\b",
        r"\b(?:19|20)\d\d\b|(?<!\w)['’]\d\d\b|\bago\b|\bage\b|\d[- ]years?\b|\bat (?:the age of )?\d\d\b"
        r"|\bsince\b|\blast (?:year|month|week"
        r"|summer|winter|fall|spring)|\d/\d{2,4}|\d ?(?:yrs?|y)\b|לפני|בשנת|בגיל|מאז|(?:19|20)\d\d",
        "any",
    ),
    _hint(
        "insulin_kind",
        r"^\W*(?:which|what (?:kind|type|sort|brand) of|what) insulin\b|^\W*(?:איזה|באיזה) (?:סוג )?אינסולין",
        r"glargine|lantus|basaglar|toujeo|levemir|detemir|tresiba|degludec|humalog|lispro|novolog"
        r"|novorapid|aspart|apidra"
        r"|glulisine|fiasp|\bnph\b|humulin|novolin|insulatard|actrapid|regular insulin|mixtard|\d\d/\d\d"
        r"|basal|bolus|sliding"
        r"|long[- ]acting|rapid[- ]acting|short[- ]acting|לנטוס|טוג|לבמיר|טרסיבה|הומלוג|נובור|אפידרה|פיאספ",
    ),
)
_LIFE = (
    _rule(
        "phone",
        r"\b(?:phone|telephone|cell|mobile|fax) (?:number|no)\b|\be-?mail\b|\b(?:home|street|his"
        r"|her) address\b"
        r"|(?:מספר|מס׳) ה?טלפון|(?<![א-ת])ה?כתובת",
        r"\d{3}[- .)]+\d{3,4}|@|\b(?:street|avenue|road|lane)\b|\bst\.|רחוב|טלפון|כתובת",
    ),
    _hint(
        "insurer",
        r"\binsur(?:ance|er|ed)\b|\bhealth plan\b|\bmedicare\b|\bmedicaid\b|קופת ה?חולים|באיזו קופה|ביטוח",
        r"insur|medicare|medicaid|health plan|\bcover(?:age|ed)\b|\bpolicy\b|קופ[הת]|כללית|מכבי|מאוחדת"
        r"|לאומית|ביטוח",
    ),
    _hint(
        "language",
        r"\b(?:which|what|how many) languages?\b|\b(?:mother|native) (?:tongue|language)\b|\binterpreter\b"
        r"|שפת ה?אם|(?:איזו|אילו|באיזו) שפ[הות]",
        r"\bspeak|\bspoke|\bspoken|languages?|interpret|translat|bilingual|דובר|שפה|שפת|תרגו|מתורגמ",
    ),
    _hint(
        "religion",
        r"\breligio\w+|\bwhat faith\b|\bjehovah|(?<![א-ת])ה?(?:דתו|דתה|דתי|דתית)(?![א-ת])",
        r"relig|church|mosque|synagogue|\bpray|christian|muslim|islam|jewish|catholic|hindu|buddh|jehovah"
        r"|atheis"
        r"|spiritual|\bfaith\b|\btemple\b|דתי|כנסי|מסגד|חילונ|מסורתי|חרדי|תפיל",
    ),
    _hint(
        "origin",
        r"\bwhere (?:was|is|does) (?:he|she) (?:born|from|come from|originally)\b|\b(?:what"
        r"|which) country\b.{0,20}\b(?:born|from|native)\b"
        r"|\bcountry of (?:birth|origin)\b|\bethnic\w*|\bnationality\b|(?:היכן|איפה) נולד|באיזו ארץ"
        r"|ארץ (?:ה?לידה|ה?מוצא)|ממוצא",
        r"\bborn\b|\bfrom (?-i:[A-Z])|grew up|migrat|\borigin|\bnative\b|descent|ethnic|heritage"
        r"|(?-i:[A-Z])\w+(?:ian|ese|ish)\b"
        r"|נולד|יליד|עלה מ|עלתה מ|מוצא",
    ),
    _rule(
        "birthday",
        r"\bdate of birth\b|\bbirthday\b|\bdob\b|(?:תאריך|יום) ה?הולדת|תאריך ה?לידה של",
        r"date of birth|\bdob\b|birthday|\bborn (?:on|in)\b|יליד|תאריך לידה|הולדת",
    ),
    _hint(
        "handedness",
        r"\bhandedness\b|\bdominant hand\b|\bwhich hand does (?:he|she) write\b"
        r"|\b(?:right|left)[- ]handed\b|היד ה?דומיננטית",
        r"\bhanded|domina|דומיננטי",
    ),
    _hint(
        "pets",
        r"\bpets?\b|חיות? ה?מחמד|בעלי חיים",
        r"\b(?-i:[Pp]ets?)\b|\b(?-i:[Cc]ats?)\b(?! scan)|\bdogs?\b|\bpupp|kitten|\bbirds?\b|parrot|budgie"
        r"|hamster|rabbit|horse|animal"
        r"|כלב|חתול|תוכי|חיי?ת|בעלי חיים",
    ),
    _hint(
        "schooling",
        r"\bhow far\b.*\bschool\b|\b(?:highest|level of) (?:degree|education|schooling)\b"
        r"|\beducation(?:al)? level\b|כמה שנות לימוד|השכלת[ווה]",
        r"\bschool\b|\bgrade \d|\d(?:th|st|nd|rd) grade|college|universit|degree|graduat|diploma|bachelor"
        r"|master's|student|phd"
        r"|תואר|שנות לימוד|אוניברסיט|תיכון|בית ספר|השכלה|סטודנט",
    ),
    _rule(
        "sleep",
        r"\bhow (?:many hours|much|long)\b.{0,25}\bsle(?:ep|pt)|כמה שעות.{0,14}ישנ",
        r"\b(?:sle(?:ep|pt)\w*|night|bed)\b[^.\n]{0,60}\d|\d[^.\n]{0,40}\b(?:sle(?:ep|pt)\w*|night)\b"
        r"|ישנ\S*[^.\n]{0,30}\d|\d[^.\n]{0,20}שינה"
        r"|\b(?:three|four|five|six|seven|eight|nine|ten) hours|\d שעות|שעות שינה",
    ),
    _hint(
        "diet",
        r"\bvegetarian|\bvegan\b|\bkosher\b|\bhalal\b|צמחונ|טבעונ",
        r"vegetarian|vegan|kosher|halal|\bmeats?\b|plant|צמחונ|טבעונ|בשר|כשר",
    ),
    _hint(
        "caffeine",
        r"\bcaffeine\b|\b(?:cups of|how much) (?:coffee|tea)\b|(?<![א-ת])ה?(?:קפאין|קפה)(?![א-ת])",
        r"caffein|coffee|\btea\b|espresso|\bcola\b|energy drink|קפאין|קפה|(?<![א-ת])תה(?![א-ת])",
    ),
    _hint(
        "illicit",
        r"\b(?:recreational|illicit|illegal|street|iv) drugs?\b|\bdrug (?:use|abuse)\b"
        r"|\buse (?:any )?drugs\b|סמים",
        r"recreational|illicit|street drug|drug (?:use|abuse)|\bdrugs\b|substance|marijuana|cannabis"
        r"|cocaine|heroin"
        r"|\bmeth\b|opioid|overdos|סמים|קנאביס|חומרים",
    ),
    _hint(
        "sexual",
        r"\bsexually active\b|\bsexual (?:history|partners?|orientation)\b|פעיל(?:ה)? מינית|נטייה מינית",
        r"sexual|intercourse|partner|husband|wife|boyfriend|girlfriend|contracep|condom|\bgay\b|lesbian"
        r"|\bmsm\b|מיני",
    ),
)
_CARE = (
    _hint(
        "composition",
        r"\bmade (?:of|from)\b|\bcomposition\b|\bcomposed of\b|\bstone (?:type|analysis)\b|ממה (?:עשוי"
        r"|מורכב)|הרכב ה?אבן",
        r"\bmade (?:of|from)\b|compos|consist|oxalate|phosphate|struvite|cystine|\buric\b|\burate|titanium"
        r"|ceramic"
        r"|\bmetal|plastic|silicone|\bsteel|cobalt|polyethylene|stone analysis|עשוי|הרכב|אוקסלט|אורט",
    ),
    _hint(
        "colour",
        r"\b(?:what|which) colou?rs?\b|(?:באיזה|מה|איזה) ה?צבע",
        r"colou?r|\b(?:red|blue|green|greenish|yellow\w*|white|whitish|black|brown|pink|purple|gr[ae]y"
        r"|orange|clear"
        r"|dark|pale|bloody|rust\w*|cloudy|tan|golden?|violet|beige)\b|erythem"
        r"|צבע|אדומ?ה?|כחול|ירוק|צהוב|לבן|לבנה|שחור|חום|ורוד|סגול|אפור|כתום|שקוף|כהה|דמי",
    ),
    _hint(
        "anaesthetic",
        r"\b(?:what|which) (?:kind |type |sort )?(?:of )?ana?esth|סוג ה?הרדמה|איזו הרדמה",
        r"ana?esth|sedat|spinal|epidural|propofol|\bblock\b|lidocaine|הרדמה|אלחוש|טשטוש|ספינל|אפידורל",
    ),
    _hint(
        "gauge",
        r"\b(?:what|which) (?:size|gauge|calibre|caliber)\b|\bwhat (?:kind|type) of (?:sutures?|stitches"
        r"|needle)\b",
        r"gauge|\bsize\b|\d\s?-?(?:g|fr|french|mm|cm)\b|\d-0\b|nylon|vicryl|prolene|small|medium|large",
    ),
    _rule(
        "stitches",
        r"\bhow many (?:stitches|sutures|staples)\b|כמה תפרים",
        r"stitch|sutur|staple|תפר",
    ),
    _hint(
        "lot",
        r"\b(?:lot|batch|serial|model) (?:number|no)\b|מספר (?:ה?אצווה|סידורי)",
        r"\blot\b|batch|serial|אצווה",
    ),
    _hint("refills", r"\brefills?\b", r"refill|repeats?\b|renew"),
    _rule(
        "weekday",
        r"\b(?:what|which) day of the week\b|\bwhich weekday\b|באיזה יום בשבוע",
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|weekend|weekday|יום (?:ראשון|שני|שלישי|רביעי"
        r"|חמישי|שישי)|שבת",
    ),
    _rule(
        "side",
        r"^\W*(?:(?:on|in|from|at) )?(?:which|what) (?:side|arm|leg|knee|hip|eye|ear|foot|hand|shoulder"
        r"|ankle|breast"
        r"|kidney|wrist|elbow|lung|ovary|nostril|testicle|heel|calf|thigh)\b(?= (?:is|was|did|does|has|had"
        r"|hurts?|it|were|"
        r"gives?|bothers?|she|he|the)\b)|\bleft or (?:the )?right\b|\bright or (?:the )?left\b"
        r"|^\W*[בלמ]?(?:איזה|איזו) (?:צד|יד|רגל|עין|אוזן|ברך|כתף|ירך|קרסול|שד)(?![א-ת])",
        r"\bleft|\bright|bilateral|\bboth\b|\b(?-i:[LR](?:t|[A-Z]{1,3})?)\b|\b(?-i:OD|OS|OU)\b|ימין|ימני|שמאל"
        r"|דו[- ]?צדד|שתי",
        "any",
    ),
)
_GENERAL = (
    _hint(
        "limits",
        r"\b(?:maximum|max|maximal|usual|typical|recommended|standard|safe) (?:daily |adult "
        r"|safe )?(?:dose|dosage)\b"
        r"|\b(?:normal|reference) (?:range|values?|limits?)\b"
        r"|(?:מינון|מנה) (?:מרבי|מקסימלי|מומלץ|מקובל)\S*|(?:טווח|ערכי) ה?(?:נורמה|תקין)",
        r"\bmax\w*\b|up to|\brecommended dose|usual dose|reference|normal range|limits?|מרבי|מקסימל|טווח"
        r"|נורמה",
        "any",
    ),
)
ATTRIBUTES: tuple[Rule, ...] = (*_UNITS, *_FIGURES, *_LIFE, *_CARE, *_GENERAL)
"""Held against a question after the kinds of value that every chart has."""
