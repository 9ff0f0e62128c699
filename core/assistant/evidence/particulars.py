"""Particulars of a treatment, a relative or a habit: which brand, how much is smoked, at which level.

As `attributes.py`: a note speaks at length of the thing and of none of these, and writes each of them in few
ways where it does. They are held against a question before the kinds of value that every chart has.
"""

from __future__ import annotations

from core.assistant.evidence.rule import Rule, compiled


def _rule(
    name: str, asks: str, holds: str, about: str = "none", *, close: bool = False, hint: bool = False
) -> Rule:
    return Rule(name, compiled(asks), compiled(holds), about, close, hint)


_SMOKED = r"smok\w*|cigar\w*|tobacco|packs?|ppd|nicotine|vap\w+|עיש\S*|מעש\S*|סיגרי\S*|קופס\S*|חפיס\S*"
_DRUNK = (
    r"alcohol\w*|etoh|drink\w*|drank|wines?|beers?|whisk\w+|vodka|spirits|liquor|אלכוהול|יין|בירה|בירות|וודקה"
    r"|כוסית|שות[הי]\S*"
)
_SOME = (
    r"\d|\b(?:one|two|three|four|five|six|half|a|few|couple|several|occasional\w*|social\w*|rare\w*|never"
    r"|no|none"
    r"|denies|denied|non|not|daily|heav\w*|moderat\w*|minimal\w*|light\w*|quit|stopped)\b"
    r"|שתי|שני|שלוש|חצי|כוס|לא|אינ[הו]|ללא|שולל|מדי פעם|לעיתים|נדיר|מעט|חברתי|הפסיק"
)
_RELATIVE = (
    r"wife|husband|partner|spouse|mother|father|mom|mum|dad|sons?|daughters?|child(?:ren)?|kids?|brothers?"
    r"|sisters?|siblings?|twins?|grand\w+|aunt|uncle|roommate|carer|caregiver|girlfriend|boyfriend|fianc\w+"
)
_RELATIVE_HE = (
    r"אשת[ו]|בעלה|ה(?:בת|בן|בעל|אי?שה)|בת ה?זוג|בן ה?זוג|אמ[וה]|אימ[וה]|אבי[וה]|בנ[וה]|בת[וה]|ילדי[וה]"
    r"|בנותי[וה]|אחי[וה]|אחות[וה]|סבת[וה]"
    r"|סב[וה]|ה?מטפלת?|ה?שותפ[הו]|ה?ארוס\S*|ה?תינוק\S*|ה?נכד\S*"
)
_PEOPLE: tuple[Rule, ...] = (
    _rule(
        "relative_name",
        rf"\b(?:{_RELATIVE})['’]s? (?:first )?names?\b|\bnames? of (?:his|her|the) (?:{_RELATIVE})\b"
        rf"|\b(?:his|her) (?:{_RELATIVE}) called\b"
        rf"|^\W*(?:מה|מהו) (?:שמ[וה] של|שמ[וה]?ת? של|שם|שמות) (?:{_RELATIVE_HE})(?![א-ת])"
        rf"|^\W*למי (?:הוא נשוי|היא נשואה)",
        rf"\b(?:{_RELATIVE})(?:,| is| was|:)? ?\(?(?-i:[A-Z])[a-z]{{2,}}|(?-i:[A-Z])[a-z]+,? (?:his"
        rf"|her) (?:{_RELATIVE})\b"
        r"|\b(?:named|called)\b"
        rf"|(?:{_RELATIVE_HE}|(?<![א-ת])(?:בן|בת|מטפל[תה]?))(?![א-ת])[^.\n]{{0,25}}(?<![א-ת])(?:בשם|ששמ[הו]"
        rf"|ושמ[הו])(?![א-ת])",
    ),
    _rule(
        "relative_age",
        rf"\bhow old (?:is|are) (?:his|her|their|the) (?:\w+ )?(?:{_RELATIVE})\b"
        rf"|\bages? of (?:his|her|the) (?:{_RELATIVE})\b|^\W*(?:בני?|בנות"
        rf"|בת) כמה (?:{_RELATIVE_HE})(?![א-ת])",
        rf"\b(?:{_RELATIVE})\b[^.;\n]{{0,30}}\d|\d[- ]?(?:year|month|week|yo"
        rf"|y/o)[^.;\n]{{0,14}}\b(?:{_RELATIVE})\b"
        rf"|(?:{_RELATIVE_HE}|ילדים|בנים|בנות|בן|בת)[^.;\n]{{0,14}}(?:בני?|בנות|בת|בגיל\S*) \d",
    ),
    _rule(
        "children",
        r"\bhow many (?:children|kids|sons|daughters)\b|^\W*כמה (?:ילדים|בנים|בנות|צאצאים)(?![א-ת])",
        r"\b(?:children|kids|childless|sons?|daughters?|twins|nullip\w*|para)\b|\bg\d+ ?p\d|\b(?:father"
        r"|mother|mom|dad) of\b"
        r"|\+ ?\d|ילדים|ילד(?![א-ת])|(?<![א-ת])ו?(?:אב|אם) ל|בנים|בנות|(?<![א-ת])\S?(?:בנ[וה]|בת[וה]|הבן"
        r"|הבת)(?![א-ת])",
        hint=True,
    ),
    _rule(
        "cause_of_death",
        rf"\bwhat (?:did|does) .*\b(?:{_RELATIVE})\b.* die (?:of|from)\b|\bcause of (?:his"
        rf"|her) \w+['’]s death\b"
        r"|^\W*(?:ממה|ממה זה|כיצד) (?:נפטר\S*|מת|מתה)(?![א-ת])|סיבת ה?(?:מוות|פטירה)",
        r"\b(?:die[ds]?|death|deceased|passed|killed|lost)\b[^.;\n]{0,40}\b(?:of|from|due|complications"
        r"|with|in|after|by)\b"
        r"|\b(?:fatal|suicide)\b|(?:נפטר|מת|מתה|מות)\S*[^.;\n]{0,24}(?<![א-ת])(?:מ[א-ת]{3,}|עקב|בשל"
        r"|ב?תאונ\S*|לאחר)",
        hint=True,
    ),
    _rule(
        "referrer",
        r"^\W*who (?:referred|sent)\b|^\W*מי הפנ[הת]",
        r"\b(?:refer\w+|sent|seen|consult)\b[^.\n]{0,60}\b(?:by|from)\b|\bby (?:his|her|the|dr)\b"
        r"|\bat the request of\b"
        r"|הופנ\S*[^.\n]{0,20}(?:על ידי|ע[\"״]י|מ)|הפנ(?:ה|תה)",
        hint=True,
    ),
)
_HABITS: tuple[Rule, ...] = (
    _rule(
        "smoked_for",
        r"\bhow (?:many years|long)\b.*\b(?:smok\w+|tobacco)\b|\bpack[- ]years?\b|\bpacks a year\b"
        r"|^\W*כמה (?:זמן|שנים|שנות).*(?:עיש|מעש)",
        r"(?:smok\w*|tobacco|cigar\w*|עיש\S*|מעש\S*)[^.\n]{0,60}(?:\d+ ?-?(?:years?|yrs?|pack|שנ)|since"
        r"|teen|decade|childhood|life|מאז|שנים|מגיל)"
        r"|\d+[^.\n]{0,20}(?:years?|pack|שנ\S+)[^.\n]{0,30}(?:smok|tobacco|cigar|עיש)|\d[- ]?pack[- ]?year"
        r"|\b(?:never|non|not a|denies|no)\b[^.\n]{0,20}(?:smok|tobacco)|(?:לא|אינ[הו]) (?:מעש|עיש)",
    ),
    _rule(
        "smoked",
        r"\bhow (?:much|many|heavily)\b.*\b(?:smok\w+|cigarettes|packs)\b|^\W*כמה .*(?:סיגריות|קופסאות|עיש"
        r"|מעש)",
        r"\d[^.\n]{0,18}(?:pack|cig|ppd|סיגרי|קופס|חפיס)|\b(?:packs?|half a pack|cigarettes?|cigs?) (?:a"
        r"|per|each|daily)\b"
        r"|\b(?:couple|few|several|half|two|three|four|five|ten|twenty)\b[^.\n]{0,14}(?:pack|cig)"
        r"|\d[^.\n]{0,6}p(?:pd|y)\b"
        r"|\b(?:never|non|not a|denies|no)\b[^.\n]{0,20}(?:smok|tobacco|cigar)|(?:לא|אינ[הו]|שולל\S*"
        r"|ללא) \S?(?:מעש|עיש)"
        r"|(?:smok|tobacco)\w*(?: use)?: (?:none|no|never)",
    ),
    _rule(
        "drunk",
        r"\bhow (?:much|many|often)\b.*\b(?:alcohol|drinks?|beers?|wine)\b(?! water)(?!.*\b(?:water|fluid"
        r"|coffee|tea|caffeine|juice|milk|soda)\b)|^\W*כמה .*(?:אלכוהול|יין|בירה|בירות)",
        rf"\b(?:{_DRUNK})[^.\n]{{0,60}}(?:{_SOME})|(?:{_SOME})[^.\n]{{0,40}}(?:{_DRUNK})",
    ),
)
_TREATED: tuple[Rule, ...] = (
    _rule(
        "vaccine_brand",
        r"\b(?:brand|make|manufacturer)\b.*\b(?:vaccin|jab|shot|booster)|^\W*(?:which|what) (?:covid"
        r"|corona)\S* (?:vaccin\w*"
        r"|jab|shot|booster)|איזה (?:סוג )?חיסון (?:ה?קורונה|נגד קורונה)",
        r"pfizer|biontech|comirnaty|moderna|spikevax|astra|johnson (?:&|and) johnson|j&j|janssen|novavax"
        r"|sputnik|sinovac|פייזר|מודרנה|אסטרה",
        hint=True,
    ),
    _rule(
        "ejection",
        r"^(?!.*(?:percent|%|אחוז)).*(?:\bejection fraction\b|\b(?:lv)?ef\b|מקטע ה?פליטה)",
        r"(?:ejection fraction|\b(?-i:(?:LV)?EF)\b|lvef|מקטע ה?פליטה)[^.\n]{0,40}(?:\d\d|normal|preserv"
        r"|reduc|decreas|low"
        r"|abnormal|impair|תקין|ירוד|שמור|מופחת)"
        r"|\b(?:normal|preserv\w*|reduc\w*|decreas\w*|abnormal|low\w*|impaired|good"
        r"|\d\d ?%)(?: \w+)? (?:ejection fraction"
        r"|(?:lv)?ef)\b",
    ),
    _rule(
        "joint",
        r"\b(?:which|what) joints?\b|(?:איזה|באיזה|אילו) (?:מפרק|מפרקים)(?![א-ת])",
        r"\b(?:knees?|ankles?|toes?|wrists?|elbows?|shoulders?|hips?|fingers?|hands?|feet|foot|thumbs?|mcp"
        r"|pip|dip|mtp|spine"
        r"|sacroiliac|jaw|polyarticular)\b|ברכ|ברך|קרסול|בוהן|אצבע|מרפק|כתף|כתפ|ירך|שורש",
        "all",
    ),
    _rule(
        "spinal_level",
        r"\b(?:which|what) (?:levels?|vertebrae?|discs?|disks?)\b.*\b(?:dis[ck]|bulg|hernia|fractur|fus"
        r"|vertebra|back|spin"
        r"|were|was)|(?:באיזו|איזו) חולי[הו]ת?|באיזה (?:גובה|מקום).*(?:דיסק|חוליה)",
        r"\b[CTLS]\d{1,2}\b|\b(?:lumbar|cervical|thoracic) (?:dis[ck]|vertebra)",
    ),
    _rule(
        "whereabouts",
        r"^\W*where\b(?=.*\b(?:vacation|holiday|trip|travel\w*|move[ds]?|moving)\b)"
        r"|^\W*(?:לאן|היכן|איפה)(?=.*(?:חופש|טיול|טס|נסע))",
        r"\b(?:to|in|from|around|for|via) (?:the )?(?-i:[A-Z])\w+|abroad|overseas|beach|mountain|cruise"
        r"|(?<![א-ת])ל[א-ת]{3,}"
        r"|בחו[\"״]ל",
        "any",
        hint=True,
    ),
    _rule(
        "workplace",
        r"^\W*(?:where|for whom) (?:does|did|do|is|was) (?:he|she)\b.{0,12}\b(?:work|employed)\w*\b"
        r"|^\W*(?:היכן|איפה|אצל מי) .{0,6}(?:עובד|עובדת|עבד|עבדה)(?![א-ת])",
        r"\b(?:works?|worked|working|employ\w*|job|owns?|business|runs|retired|teach\w*"
        r"|unemployed)\b[^.\n]{0,60}"
        r"\b(?:at|in|for|with|from|from home|shop|store|school|hospital|clinic|center|centre|farm|office"
        r"|company|restaurant)\b"
        r"|עובד\S* ב|עבד\S* ב|בגמלאות|בדימוס|מובטל\S*|פנסי",
        hint=True,
    ),
    _rule(
        "settlement",
        r"(?:באיזה|באיזו|איזה|איזו) (?:קיבוץ|מושב|עיר|יישוב|ישוב|בסיס|יחידה|שכונה|רחוב)(?![א-ת])"
        r"|\b(?:which|what) (?:city|town|village|suburb|neighbou?rhood|street|military base"
        r"|unit of the army)\b",
        r"(?:קיבוץ|מושב|ב?עיר|יישוב|ישוב|בסיס|יחידת|שכונת|רחוב) (?!ל|ב|ו|מ|ש|עם|של|גם|לבד|על)[א-ת]{3,}"
        r"|(?:גר|גרה|מתגורר\S*|תושב\S*) [בה][א-ת]{3,}(?<!קיבוץ)(?<!מושב)(?<!לבד)"
        r"|\b(?:in|from|to|near|lives? at) (?-i:[A-Z])\w+",
        hint=True,
    ),
)
PARTICULARS: tuple[Rule, ...] = (*_PEOPLE, *_HABITS, *_TREATED)
