"""The words of a note that frame what it tells: ended, planned, doubted, asked about, advised, tried.

Which words make a frame is read generously: one too many withholds a sentence, one too few shows a false one.
"""

from __future__ import annotations

import re
from enum import Enum


class Reach(Enum):
    """Which words of its clause a cue frames."""

    BEFORE = "before"
    AFTER = "after"
    CLAUSE = "clause"
    SO_FAR = "so far"
    """All that precedes it in its sentence."""
    LIST = "list"
    """All that follows it in its sentence."""
    WITHIN = "within"
    """The words of the cue itself."""


END = re.compile(
    r"[.;!](?=\s|$)|\n|,\s|\b(?:but|while|whereas|however|although|because|due to|yet continues|if|unless)\b"
    r"|\band (?=(?:she|he|they|it|is|was|has|had|takes?|reports?|denies|continues?)\b)"
    r"|\band (?=the [\w ]{2,24} (?:is|was|are|were|has|have)\b)"
    r"|(?<![א-ת])(?:אבל|אך|ואילו|בגלל|בשל|עקב|(?=ו(?:היא|הוא)(?![א-ת])))(?![א-ת]{4})",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.;!](?=\s|$)|\n")
_CHANGE = (
    r"start(?:ed|ing)?|begin|begun|stop(?:ped)?|discontinu\w+|initiat\w+|add(?:ed)?|increas\w+|decreas\w+"
    r"|switch\w*|hold|held|done|performed|given|undergo|have|get|see|attend|repeat\w*|taken"
)


def _frame(english: str, hebrew: str = "") -> re.Pattern[str]:
    alternative = rf"|(?<![א-ת])[וש]?(?:{hebrew})(?![א-ת])" if hebrew else ""
    return re.compile(rf"(?<!\w)(?:{english})(?!\w){alternative}", re.IGNORECASE)


_CONDITION = re.compile(
    r"(?:(?<=^)|(?<=[.;:\n] )|(?<=\n))(?:[-•*] )?(?:if|should"
    r"|unless|in case|provided)\b(?:[^.;\n]|\.(?=\d))*?,"
    r"|(?:(?<=^)|(?<=[.;:\n] )|(?<=\n))(?:אם|במידה ו|אלא אם)(?:[^.;\n]|\.(?=\d))*?,",
    re.IGNORECASE,
)
"""`If the pain returns, repeat the ultrasound`: neither has happened."""

FRAMES: dict[str, tuple[tuple[Reach, re.Pattern[str]], ...]] = {
    "ended": (
        (
            Reach.AFTER,
            _frame(
                r"(?:(?<=^)|(?<=[.;,:]\s)|(?<=\bis )|(?<=\bnow )|(?<=\bbeen )|(?<=\bweaned )|(?<=\btapered )"
                r"|(?<=\btaken )|(?<=\bwas )|(?<=\bcame )|(?<=\bwent )|(?<=\bstays ))"
                r"off(?! (?:work|duty|label))"
                r"|complet(?:ed|es|ing)|finish(?:ed|es|ing)|weaned|tapered off|(?:was|were|had been) on"
                r"|last dose of|failed"
                r"|withdr[ae]wn?|prior|took"
                r"|old(?!\s+(?:male|female"
                r"|man|woman|gentleman|lady))"
                r"|(?<!was )(?<!were )(?<!been )(?<!be )held(?! up| in| off)",
                "סיימה|סיים|סיימו",
            ),
        ),
        (
            Reach.CLAUSE,
            _frame(
                r"from (?:19|20)\d\d (?:to|until|till) (?:19|20)\d\d|(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d"
                r"|previously(?! (?:noted|described|mentioned|seen|reported|documented|(?:at )?\d))"
                r"|in the past|on hold|paused|suspended"
                r"|formerly|no longer|not tolerated|unable to tolerate|until(?= \w+ ?\d{0,4}\s*(?:[.,;]|$))",
                r"בעבר|לשעבר|עד(?= ?ל?-?\d{4})",
            ),
        ),
        (
            Reach.BEFORE,
            _frame(
                r"(?:complet|finish|end|fail|laps|expir)ed|tapered off|weaned|abandoned|given up"
                r"|(?<=: )(?:stopped|discontinued|ceased)"
                r"|held(?! up| in)|withdrawn|failed|d/c['’]?e?d?|never (?:filled|started|taken|collected)"
                r"|(?:stopped|discontinued) in the past",
                "הסתיים|הסתיימה|הושלם|הושלמה",
            ),
        ),
    ),
    "refused": (
        (
            Reach.CLAUSE,
            _frame(
                r"refus\w+|declin(?:e[sd]?|ing)|turned down|denied by|rejected|not approved"
                r"|not authori[sz]ed",
                "סירב|סירבה|מסרב|מסרבת|סרב|סרבה|נמנע|נמנעת",
            ),
        ),
    ),
    "planned": (
        (
            Reach.CLAUSE,
            _frame(
                r"await\w*|scheduled|order(?:ed|ing)|request(?:ed|ing)|pending|cancel\w+|postpon\w+"
                r"|deferred|delayed|booked|overdue"
                r"|wait(?:ing)? (?:list )?for|waiting list|proposes?|proposed"
                r"|due (?:in|on|for|next"
                r"|this)|would like|referred"
                r"|referral|expected"
                r"|anticipated"
                r"|upcoming|forthcoming"
                r"|to be (?:\w+ed|chased|sent|done|seen)|to (?:chase|review|check|discuss|arrange|see)"
                rf"|(?:will|shall|should|would|must|to|can|could) (?:not )?(?:be )?(?:{_CHANGE})"
                rf"|(?:advis|recommend|suggest|propos|plan|hop|intend)\w* (?:to )?(?:be )?(?:{_CHANGE})"
                rf"|plann(?:ed|ing)|going to"
                r"|(?:start|begin|stop|hold|add|increase|decrease|switch)\b[^.;,\n]{0,60}"
                r"\b(?:if|after|when|once|unless|tomorrow|next)"
                r"|(?:will|shall)(?! (?:be )?continue| remain| stay| keep)|held off"
                r"|would|wants?|wish(?:es|ed)?|hopes?|prefers?|willing|keen|agree[sd]? to|intends?",
                "ממתין|ממתינה|ממתינים|הוזמן|הוזמנה|נקבע|נקבעה|נדחה|נדחתה|בוטל|בוטלה|מתוכנן|מתוכננת"
                "|תתחיל|יתחיל|נתחיל|יעבור"
                "|תעבור|ייקח|תיקח|ייטול"
                "|תיטול|יופסק|תופסק|מיועד"
                "|מיועדת|מתכוון|מתכוונת"
                "|מתכנן|מתכננת|מעוניין|מעוניינת"
                "|עודדנו|עודד|ייקבע|תיקבע|נעודד"
                "|שוקל|שוקלת|צפוי|צפויה|צפויות"
                "|עתיד|עתידה|הוצע"
                "|הוצעה|מוצע|מוצעת",
            ),
        ),
    ),
    "conditional": (
        (Reach.LIST, _CONDITION),
        (
            Reach.CLAUSE,
            _frame(
                r"if(?! needed| necessary"
                r"| required| possible| any"
                r"| tolerated)|unless"
                r"|in case(?: of)?"
                r"|provided(?: that)?"
                r"|in the event of|as long as",
                "אם(?! המטופל)|במידה|במקרה של|אלא אם",
            ),
        ),
    ),
    "doubted": (
        (
            Reach.CLAUSE,
            _frame(
                r"unlikely|possibilit\w+|(?:less|not|very|most|more) likely|improbable"
                r"|not (?:thought|felt|believed) to be|doubt(?:ful|ed|s)?"
                r"|suggestive|consistent with"
                r"|compatible with"
                r"|in keeping with"
                r"|characteristic of"
                r"|fits? (?:with|best with)"
                r"|concerning for|typical (?:of|for)|points? to|presumabl[ey]|apparently|allegedly|reportedly"
                r"|(?:thought|believed|felt"
                r"|assumed) to|thought it"
                r"|seems?|appears? (?:to"
                r"|like)|looks? (?:like|as)"
                r"|working diagnosis"
                r"|provisional"
                r"|tentative|not sure"
                r"|no firm|not (?:confirmed"
                r"|certain|established)"
                r"|query|r/o|exclud(?:e|ed|es|ing)|ruled out|disprove[dn]|refuted|label removed"
                r"|de-?label\w*|equivocal|uncertain|unclear|versus|vs",
                "לא סביר|ספק|כנראה"
                "|ככל הנראה|לכאורה"
                "|מתאים ל[א-ת]*"
                "|מתאימה ל[א-ת]*"
                "|נראה כמו|לשלילת|נשלל|נשללה"
                "|שלילת|הוסר|הוסרה|במידה",
            ),
        ),
        (
            Reach.CLAUSE,
            _frame(
                r"(?-i:may)|(?-i:(?:(?<=^)"
                r"|(?<=[.;:\n]"
                r" ))May)(?= (?!was"
                r"|is|were|to\b|and\b|she"
                r"|he\b|visit)[a-z]{2,})"
                r"|might|could(?! not)|possibl[ey]|perhaps|maybe|consider\w*",
                "ייתכן|יתכן|לשקול|נשקול|נשקל|נשקלה|שוקלים|אולי|עשוי|עשויה|עלול|עלולה|אפשרי|אפשרית",
            ),
        ),
        (Reach.CLAUSE, re.compile(r"\?")),
        (Reach.LIST, _frame(r"d\.?dx|differential(?: diagnos[ie]s)?", "אבחנה מבדלת")),
        (Reach.AFTER, _frame(r"(?:in case|if)(?! needed| necessary| required| possible| any| tolerated)")),
    ),
    "asked": (
        (
            Reach.AFTER,
            _frame(
                r"(?:talk\w*|spoke|speak\w*|think\w*|thought|chat\w*) (?:about|of|over|through)|contemplat\w+"
                r"|questions? of|(?:idea|option|possibility|issue) of|explor\w+"
                r"|ask(?:s|ed|ing)? (?:about|whether|if|for)|inquir\w+|wonder\w*"
                r"|warn(?:ed|s|ing)? (?:of|about)"
                r"|(?:counsel\w+|educat\w+|advised) (?:about|on|of|regarding|against)|worr\w+|afraid",
                "שואל|שואלת|שאל|שאלה"
                "|הוזהר|הוזהרה|דיברנו על"
                "|שוחחנו על|חושב על|חושבת על"
                "|מתלבט|מתלבטת|מהסס|מהססת",
            ),
        ),
        (Reach.CLAUSE, _frame(r"discuss(?:ed|es|ing)?|offered", "נדון|נידון")),
    ),
    "advised": (
        (
            Reach.AFTER,
            _frame(
                r"needs?(?! (?:help|assist\w*"
                r"|support))|(?:recommend\w*"
                r"|suggests?|suggested"
                r"|propos\w+)(?! by\b)"
                r"|(?:ask|advis|tell|told"
                r"|encourag|instruct"
                r"|remind|urg"
                r"|counsel+)(?:e?d"
                r"|es?)? (?:\w+ )?to"
                r"|should|must|ought to",
                "זקוק ל|מומלץ|מומלצת|הומלץ|המלצה|המלצתי|התבקש|התבקשה|יש להמשיך|צריך|צריכה",
            ),
        ),
        (
            Reach.BEFORE,
            _frame(
                r"(?:is |are |was "
                r"|were )?(?:recommended"
                r"|(?<!as )(?<!if )needed"
                r"|advised|suggested"
                r"|proposed)",
                "מומלץ|מומלצת",
            ),
        ),
    ),
    "tried": (
        (
            Reach.CLAUSE,
            _frame(
                r"tr(?:y|ies|ied|ying) to"
                r"|attempt\w*|unsuccessful\w*"
                r"|without success|in vain"
                r"|struggl\w+ to|unable"
                r"|fail(?:s|ed)? to|could not|cannot",
                "ניסה|ניסתה|מנסה|ללא הצלחה|לא הצליח|לא הצליחה|לשווא",
            ),
        ),
    ),
    "not taken up": (
        (
            Reach.SO_FAR,
            _frame(
                r"(?:not|never) (?:yet"
                r" )?(?:been )?(?:filled"
                r"|started"
                r"|taken|collected|picked up"
                r"|redeemed|used|dispensed"
                r"|bought|begun|done|attended)",
                "לא נאסף|לא נאספה|לא נלקח|לא נלקחה|לא מומש|לא מומשה|לא התחיל|לא התחילה",
            ),
        ),
    ),
    "nearly": (
        (
            Reach.CLAUSE,
            _frame(
                r"almost|nearly|barely|hardly|scarcely|not quite|rarely|seldom|infrequently|largely|mostly"
                r"|(?<!a )little(?="
                r" (?:evidence"
                r"|benefit|improvement|change"
                r"|help|effect"
                r"|relief|appetite"
                r"|interest|energy|to|or no))",
                "כמעט|בקושי|לעיתים רחוקות|לעתים רחוקות",
            ),
        ),
    ),
    "of it": (
        (
            Reach.WITHIN,
            re.compile(
                r"\b(?:[^\W\d_]+(?:,| and| or|/) ?)?[^\W\d_]+ "
                r"(?=(?:vaccin\w*|immuni[sz]ation|markers?|prophylaxis"
                r"|precautions?|antibod\w+|label)\b)|(?<![א-ת])(?:חיסון|חוסן|חוסנה)(?![א-ת])[^.;,\n]*",
                re.IGNORECASE,
            ),
        ),
    ),
    "partly": ((Reach.AFTER, _frame(r"gestational|borderline|latent|subclinical|probable|possible")),),
}
