"""The words by which a sentence of a note is known for an order, a step, a change of medication, a phrase."""

from __future__ import annotations

import re


def _cues(english: str, hebrew: str = "") -> re.Pattern[str]:
    """Whole words, those of `english` in Latin letters; Hebrew ones may bear one or two prefixes."""
    told = rf"(?<!\w)(?:{english})(?!\w)"
    if hebrew:
        told += rf"|(?<![\u05d0-\u05ea])[והשלב]{{0,2}}(?:{hebrew})(?![\u05d0-\u05ea])"
    return re.compile(told, re.IGNORECASE)


_SOON = (
    r"(?:in|within|after) (?:about |approximately )?(?:\d+|one|two|three|four|five|six|twelve|a"
    r"|a few|another)"
    r"(?:(?: to |-| or )\w+)? (?:days?|weeks?|months?|years?)"
)
COME_BACK = _cues(
    rf"follow(?:ing|s)?[- ]?up|return(?:s|ing)?|RTC|comes? back|(?:see|seen) (?:\w+ ){{0,2}}(?:back"
    rf"|again|{_SOON})"
    r"|next (?:visit|appointment|session)|re-?evaluat\w+|re-?assess\w*|revisit|schedule[d]?|discharged?",
    r"ביקורת|מעקב|תחזור|יחזור|חזרה לביקורת|מפגש(?:י)?|המפגש הבא|בעוד|שחרור|סיום",
)
TIMED = _cues(
    rf"{_SOON}|\d+[- ](?:day|week|month)s?|tomorrow|next week|monthly|weekly",
    "בעוד|אחת ל(?:שבוע|חודש|שבועיים|חודשיים)|פעם ב(?:שבוע|חודש)|מחר",
)
REFERRAL = _cues(
    r"refer(?:red|rals?|ring)?|consult(?:ation|ed)?|(?:physical|occupational|speech) therapy|specialist"
    r"|\w+ologist|\w+iatrist|psychologist|therapist|surgeon|nutritionist|dietician|dietitian",
    r"הפני?יה|תפנה|יפנה|הופנה|הופנתה|להפנות|להפנותה|ייעוץ|פיזיותרפיה|פודיאטר|דיאטנית|פסיכיאטר"
    r"|רופא (?:המשפחה|עיניים|עור)|דיון עם",
)
TASK = _cues(
    r"homework|exercises?|program|log|diary|journal|monitor(?:ing)?|track|avoid|wear|brace|boot|splint|cast"
    r"|aircast|crutches|sling|diet|low[- ]sodium|elevat\w+|weight[- ]bearing|ice|surgery|procedure"
    r"|debridement"
    r"|continue|keep|work on|practi[cs]e|session|lithotripsy|rehab\w*",
    r"מטלה|תרגול|תרגילי|יומן|תכנית|תוכנית|המשך|חשיפה|חשיפות|הדרכה|הליכה|מניעת|הודגש|הודגשה|עבודה על"
    r"|מוביליזציות"
    r"|ניתוח|טיפולים|להמשיך|היררכיית|הנעה|חיזוק",
)
TEST = _cues(
    r"MRIs?|CTs?|CAT scans?|x-?rays?|ultrasounds?|echo\w*|EKG|ECG|stress tests?|blood (?:work"
    r"|tests?|counts?|cultures?"
    r"|draw)|bloodwork|labs?|laborator\w+|CBC|BMP|CMP|metabolic panel|(?:lipid |thyroid )?panels?"
    r"|(?:hemoglobin |Hb|HgB)?"
    r"A1c|cultures?|biops\w+|EGD|endoscop\w+|colonoscop\w+|urinalysis|urine|mammogram\w*|dexa|bone density"
    r"|spirometry|PFTs?|pulmonary function tests?|sleep stud(?:y|ies)|EMG|nerve conduction|holter"
    r"|event monitor|doppler"
    r"|venous|angiogra\w+|catheteri[sz]ation|imaging|scans?|tests?|testing|TSH|ferritin|hepatitis|swab|INR"
    r"|studies|screen(?:ing)?|autoimmune|patholog\w+|arthrogram|electromyograph\w+",
    r"בדיקת|בדיקות|צילום|צילומי|הדמיה|הדמיית|אולטרסאונד|אקו|ביופסיה|תרבית|קולונוסקופיה|מעבדה"
    r"|אק\"ג|אק״ג|דם",
)
ORDERED = _cues(
    r"order(?:ed|ing|s)?|obtain(?:ing)?|will|going to|recommend(?:ed|ing)?|schedul\w+|re-?check"
    r"|repeat|send|sent"
    r"|needs?|get(?:ting)?|plan(?:ned)?|request(?:ed)?|would like|placed|refer(?:red|ral)?|undergo"
    r"|pursue|check",
    r"הפני?יה|להשלים|השלמת|הוזמן|הוזמנה|הוזמנו|נשלח|נשלחה|נשלחו|יבוצע|תבוצע|לבצע|תבצע|יבצע|הודגש|הודגשה"
    r"|הומלץ|בעוד|חזרה|לחזור|מעקב|ביקורת|לבדוק",
)
DONE = _cues(
    r"(?:most )?recent|obtained (?:and reviewed )?(?:today|on today)|performed (?:today"
    r"|in (?:the )?(?:office|clinic))|reveal(?:s|ed)"
    r"|show(?:s|ed|n)|demonstrat(?:es|ed)|(?:was|were) (?:taken|obtained|reviewed|normal|negative)"
    r"|reviewed|after reviewing|previous(?:ly)?|is negative|was negative",
    r"הראה|הראתה|מראה|תקין|תקינה|תקינות|ללא ממצא",
)
PENDING = _cues(
    r"pending|awaiting|await|still out|not (?:yet )?(?:back|available|resulted)|results? to follow"
    r"|(?:call|contact) (?:\w+ ){1,3}with (?:the |her |his )?results?",
    r"ממתין|ממתינה|ממתינים|טרם התקבל|טרם התקבלו|בהמתנה|לתוצאות",
)
NOT_YET = _cues(
    r"has(?: not|n't) (?:yet )?(?:been|had|gone|done|seen|scheduled)|did not (?:go|attend|have)|not yet",
    r"טרם|עדיין לא|עוד לא",
)
CHANGED = _cues(
    r"prescri\w+|provided|start(?:s|ed|ing)?|beg[iau]n(?:s|ning)?|initiat\w+|add(?:ed|ing)?|increas\w+"
    r"|decreas\w+|reduc\w+"
    r"|lower(?:ed|ing)?|taper\w*|titrat\w+|stop(?:s|ped|ping)?|discontinu\w+|hold|held|switch\w*"
    r"|chang\w+|replac\w+"
    r"|(?:place|put) (?:her|him|them|the patient) on|trial|inject\w+|bump(?:ed)?|go(?:ing)? up"
    r"|give[n]?|doubl\w+|dose"
    r"|no longer|new",
    r"התחלת|התחלנו|הוחל|הוספת|הוספה|נוסף|הפסקת|הופסק|הפסיק|הפסיקה|החלפה|הוחלף|החלפת|העלאת|הועלה|הורדת|הורד"
    r"|הפחתת|הופחת|מרשם|נרשם|שינוי מינון|התאמת המינון|הזרקת|הזרקה|התחיל|התחילה|מינון|חלופה",
)
ON_AS_BEFORE = _cues(
    r"continu(?:e|es|ed|ing)|refill(?:ed|s)?|renew(?:ed|al)?|remain(?:s)? on|keep taking|current(?:ly)?",
    r"המשך|ללא שינוי|ממשיך|ממשיכה|חידוש",
)
UNSURE = _cues(
    r"if|consider(?:ed|ing|ation)?|may|might|could|would|possib\w+|potential(?:ly)?|in case|unless"
    r"|discussed",
    r"אם|לשקול|נשקול|ייתכן|אולי|במקרה|במידה",
)
PHRASE = _cues(
    r"questions? (?:were|was|have been)|understands?|agree(?:s|ment|ments)?|verbali[sz]\w+|time spent"
    r"|lengthy discussion|educational|nature of|risks|reviewed the patient|after reviewing|explained"
    r"|consistent with this|continue to monitor this"
    r"|options (?:today|with)|(?:we|I|was|were) (?:also )?discuss\w*|discussing|treatment options"
    r"|importance of|encourag\w+|call (?:the |my |our )?(?:office|clinic)"
    r"|provided with|none at this time|instruct(?:ed|ions) (?:to|were) call|emphasi\w+|stressed",
    "הוסבר|הוסברה|שאלות נענו",
)
PRESENTS = _cues(
    r"(?:is|as) an? (?:\w+ )?\d+[- ]year[- ]old|\d+[- ]year[- ]old|who presents|presents (?:today"
    r"|to|for|with)"
    r"|doing well|stable|unchanged",
    "בן \\d+|בת \\d+|יציב|יציבה",
)
MOVED = _cues(
    r"improv\w+|wors\w+|resolv\w+|recurr\w+|progress\w+|uncontrolled|controlled|elevated|new"
    r"|exacerbat\w+|remission"
    r"|healed|relaps\w+|recover\w+|likely|due to|secondary to|concern(?:ed|ing)?",
    r"שיפור|החמרה|החלמה|רמיסיה|מאוזן|מאוזנת|ירידה|עלייה|חדש|חדשה|תופעת|נותרה|חלף|חלפה|ככל הנראה",
)
AIMED_AT = re.compile(
    r"\b(?:goal|target|below|under|above|over|less than|more than|between|at one point|used to|last"
    r"|previous|prior"
    r"|history|normal range|father|mother|ago|before)\b|יעד|מתחת|מעל|בעבר|קודם",
    re.IGNORECASE,
)
"""Before a value: it is not what was measured at that visit."""
NEEDLESS = _cues(
    r"not (?:recommend\w*|need\w*|think|required?|necessary|indicated)|no need|no further|unnecessary",
    r"ללא צורך|אין צורך|לא נדרש|לא נדרשת",
)
BLOOD_LEVEL = _cues(r"levels?|blood work|n?g/dl", "רמת|רמות")
"""Beside a drug's name: what was found in the blood, not what is taken."""
POINTS_BACK = re.compile(r"(?:this|that|it|these|those)\b|זה\b|זאת\b", re.IGNORECASE)
"""Begins a sentence that says nothing without the one before it."""
ALLERGIC_TO = _cues(
    r"allerg(?:ic|y|ies) (?:to|include)|anaphyla\w+|epipen"
    r"|intoleran(?:t (?:of|to)|ce (?:of|to))"
    r"(?! (?:the )?(?:heat|cold|exercise|exertion|activity|light|noise|alcohol|glucose|uncertainty))",
    "אלרגי|אלרגית|אלרגיה|אלרגיות|אנפילקסיס",
)
SENSITIVE_TO = _cues(r"(?:hyper)?sensitiv(?:e|ity) to", "רגישה?|רגישות")
"""Says an allergy only where a drug or one of `ALLERGENS` is named: light and touch are none."""
ALLERGENS = _cues(
    r"drugs?|medications?|antibiotics?|latex|contrast"
    r"|iodine|nuts?|peanuts?|eggs?|milk|gluten|shellfish|fish|soy"
    r"|bees?|wasps?|pollen|dust|adhesives?|nickel|sulfa",
    r"תרופות|תרופה|אנטיביוטיקה|לטקס|חומר ניגוד|יוד|אגוזים|בוטנים|ביצים|חלב|גלוטן|דגים"
    r"|סויה|שומשום|דבורים|אבקנים|אבק|פלסטרים|ניקל|סולפה",
)
OF_A_GERM = _cues(r"cultures?|isolates?|coli|organism|bacteri\w+", "תרבית|תרביות|חיידק|חיידקים")
"""What a germ is sensitive to is what helps against it."""
NOT_CERTAIN = _cues(
    r"if|unless|in case|consider\w*|may|might|could|would|possib\w+|potential(?:ly)?|discuss\w*"
    r"|offer(?:ed|s|ing)?|refus\w+|declin\w+|reject\w+|mistak\w+|error|wrong(?:ly)?|erroneous(?:ly)?|accidental(?:ly)?"
    r"|max(?:imum|imal)?|up to|no more than|not to exceed|should (?:\w+ ){0,4}(?:persist|worsen|rise|fail)"
    r"|suggest\w*|propos\w+|instead of (?:the )?prescribed|returned it|whether",
    r"אם|הוצע|הוצעה|הוצעו|הציע|הציעה|הצענו|סירב|סירבה|מסרב|מסרבת|סירוב|סורב|דחה|דחתה"
    r"|טעות|בטעות|שגוי|שגויה|לשקול|נשקול|שקלנו|שוקלים|שיקול|ייתכן|יתכן|אולי|במידה|במקרה"
    r"|מקסימום|מקסימלי|לכל היותר|לא יותר|האם|נדון|דנו",
)
"""Beside a dose: it is one that may be, was offered, was refused, is a limit, or was taken by mistake."""
OTHER_PERSON = _cues(
    r"(?:husband|wife|spouse|partner|boyfriend|girlfriend|fianc[eé]e?|mother|father|mom|mum|dad|parents?|brother"
    r"|sister|sibling|twin|son|daughter|child|children|baby|newborn|infant|f(?:o)?etus"
    r"|grand\w+|aunt|uncle|cousin|nephew|niece"
    r"|friend|neighbou?r|roommate|room-?mate|in-law|relative|famil(?:y|ial)|donor"
    r"|another (?:patient|client|resident))"
    r"(?:['’]s|s['’]|s)?",
    r"בעלה|בעלי|אשתו|אשתי|בן(?: ה)?זוג(?:ה|ו)?|בת(?: ה)?זוג(?:ה|ו)?|בן[- ]הזוג|בת[- ]הזוג|אמו|אמה|אמא"
    r"|אימו|אימה|אביו|אביה|אבא|הוריו|הוריה|אחיו|אחיה|אחותו|אחותה|בנו|בנה|בתו|בתה|ילדיו|ילדיה|תאומו|תאומתו|התאום|תאום|תאומה"
    r"|סבו|סבא|סבתא|סבתו|סבתה|דודו|דודתו|שכנו|שכנתו|שכנה|שכנתה|חברו|חברתו|חברתה|התינוק"
    r"|העובר|משפחה|משפחתי|משפחתית",
)
"""Somebody else than the client: a number beside them may be theirs."""
TO_TAKE = _cues(
    r"(?:to|will|can|should|may) (?:also )?(?:take|use|apply)|apply", "ליטול|לקחת|תיטול|ייטול|ייקח|תיקח"
)
ORDERING = _cues(r"prescri\w+|will (?:increase|start|stop|begin|add)", "מרשם")
CONCLUSION = re.compile(
    r"\s*(?:impression|conclusions?|summary|interpretation|סיכום|מסקנה|רושם)\b", re.IGNORECASE
)
"""Begins the part of a report that says what was found."""
