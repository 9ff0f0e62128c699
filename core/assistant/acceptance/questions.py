"""The questions on which a language model is tested; no model of ours was trained on them.

The unanswerable ones ask for something close to the notes. Both kinds and both languages come early, because
a test ends when no mode can be granted any more.
"""

from __future__ import annotations

from core.assistant.acceptance.chart import ChartQuestion

CHART_VERSION = 2
"""Raised with any change in notes, questions or criteria, which invalidates older verdicts."""

QUESTIONS: tuple[ChartQuestion, ...] = (
    ChartQuestion("What was her blood pressure?", ("pressure", "tablets", "knee exam", "sleep"), ("148/92",)),
    ChartQuestion(
        "What dose of amlodipine was started?", ("tablets", "switch", "ankles", "pressure"), ("5 mg",)
    ),
    ChartQuestion("Which knee hurts?", ("knee", "knee exam", "ankles", "sleep"), ("left knee",)),
    ChartQuestion("What is she allergic to?", ("ankles", "family", "tablets", "knee"), ("penicillin",)),
    ChartQuestion(
        "When does she take ramipril?", ("tablets", "switch", "sleep", "family"), ("every evening",)
    ),
    ChartQuestion("איפה הכאב?", ("כתף", "טווח", "תרגול", "סוכר"), ("בכתף ימין",)),
    ChartQuestion("כמה פעמים ביום לתרגל?", ("כתף", "תרגול", "טווח"), ("פעמיים ביום",)),
    ChartQuestion("מה היה הסוכר בצום?", ("סוכר", "תרגול", "טווח"), ("104",)),
    ChartQuestion("What was her cholesterol?", ("pressure", "knee exam", "tablets", "family")),
    ChartQuestion("Does she smoke?", ("sleep", "family", "ankles", "pressure")),
    ChartQuestion("מה לחץ הדם שלה?", ("סוכר", "טווח", "כתף")),
    ChartQuestion("האם עברה ניתוח?", ("כתף", "תרגול", "טווח")),
    ChartQuestion("potassium result", ("pressure", "labs", "feet", "ankles"), ("4.9",)),
    ChartQuestion("Which eye is blurred?", ("eyes exam", "eyes", "eyes plan", "sleep"), ("right eye",)),
    ChartQuestion("How good is her left eye?", ("eyes", "eyes exam", "eyes plan"), ("6/6 left",)),
    ChartQuestion("sodium?", ("labs", "pressure", "feet")),
    ChartQuestion("Where was she sent about her eyes?", ("eyes exam", "eyes plan", "work"), ("ashdown",)),
    ChartQuestion("What is her job now?", ("sleep", "work", "mood"), ("sorts parcels",)),
    ChartQuestion("When did she leave the bakery?", ("sleep", "work", "eyes plan"), ("in july",)),
    ChartQuestion("Which drops were given for the eye?", ("eyes", "eyes exam", "eyes plan")),
    ChartQuestion("phq9 score", ("mood plan", "mood", "work"), ("phq-9 of 11",)),
    ChartQuestion("Who gives the counselling?", ("mood", "mood plan", "house"), ("dana levin",)),
    ChartQuestion(
        "Any thoughts of suicide?", ("mood plan", "mood", "sleep"), ("no thoughts of harming herself",)
    ),
    ChartQuestion("What did the eye clinic find?", ("eyes plan", "eyes", "mood plan")),
    ChartQuestion("What did she land on in the fall?", ("fall plan", "fall", "fall exam"), ("left wrist",)),
    ChartQuestion("Was the wrist broken?", ("fall", "fall exam", "fall plan"), ("no fracture",)),
    ChartQuestion("How long does the splint stay on?", ("fall exam", "fall plan", "fall"), ("ten days",)),
    ChartQuestion("What does her sister do for a living?", ("house", "work", "family")),
    ChartQuestion(
        "How often may she take paracetamol?", ("tablets", "fall plan", "cough plan"), ("four times a day",)
    ),
    ChartQuestion("Which arm had the flu vaccine?", ("fall", "vaccines", "fall exam"), ("right arm",)),
    ChartQuestion("How old is her sister?", ("house", "family", "work")),
    ChartQuestion("Why was ramipril changed?", ("switch", "cough", "cough plan"), ("because of the cough",)),
    ChartQuestion("losartan dose", ("switch", "cough plan", "tablets"), ("50 mg",)),
    ChartQuestion("Who does she live with?", ("family", "house", "work"), ("sister ruth",)),
    ChartQuestion("What did Dana Levin advise?", ("mood plan", "mood", "sleep")),
    ChartQuestion("What makes the cough worse?", ("cough plan", "cough", "sleep"), ("lying down",)),
    ChartQuestion("How many years did she smoke?", ("cough plan", "cough", "house"), ("twenty years",)),
    ChartQuestion("What should she eat less of?", ("ankles", "feet", "tablets"), ("cut salt",)),
    ChartQuestion("Did the cut need stitches?", ("fall", "fall exam", "fall plan")),
    ChartQuestion("How many stairs did she fall down?", ("fall", "house", "fall exam")),
    ChartQuestion("Which hand does she write with?", ("fall", "fall exam", "vaccines")),
    ChartQuestion("When is the next flu vaccine due?", ("vaccines", "fall plan", "eyes plan")),
    ChartQuestion("Why did she decline the shingles vaccine?", ("vaccines", "cough", "family")),
    ChartQuestion("oxygen saturation", ("cough", "ankles", "pressure")),
    ChartQuestion("How much does she weigh?", ("pressure", "labs", "feet")),
    ChartQuestion("How many cigarettes a day did she smoke?", ("cough", "cough plan", "house")),
    ChartQuestion("What did the chest X-ray show?", ("fall exam", "cough", "ankles")),
    ChartQuestion("How long is her way to work?", ("work", "house", "sleep")),
    ChartQuestion("What did her father die of?", ("family", "house", "cough")),
    ChartQuestion("When was her last mammogram?", ("vaccines", "labs", "family")),
    ChartQuestion("What was her eye pressure?", ("eyes exam", "pressure", "eyes")),
    ChartQuestion("במה היא עובדת?", ("תרגול", "עבודה", "שינה"), ("נהגת מונית",)),
    ChartQuestion("כמה ילדים יש לה?", ("רגישות", "עבודה", "שינה"), ("אם לשלושה",)),
    ChartQuestion("מה המינון של אומפרזול?", ("בטן", "תרופות", "משחה"), ('20 מ"ג',)),
    ChartQuestion("מה הכולסטרול שלה?", ("סוכר", "טווח", "רגישות")),
    ChartQuestion("איזו תרופה הופסקה?", ("משחה", "תרופות", "תרגול"), ("איבופרופן הופסק",)),
    ChartQuestion("כמה קפה היא שותה ביום?", ("בטן", "שינה", "תרופות"), ("שלוש כוסות",)),
    ChartQuestion("איפה הפריחה?", ("משחה", "עור", "כתף"), ("במרפק שמאל",)),
    ChartQuestion("מה הגובה שלה?", ("סוכר", "עבודה", "טווח")),
    ChartQuestion("כמה זמן למרוח את המשחה?", ("עור", "משחה", "תרגול"), ("למשך שבוע",)),
    ChartQuestion("לְמה היא רגישה?", ("עור", "רגישות", "תרופות"), ("לאגוזים",)),
    ChartQuestion("מה הראה האולטרסאונד של הכתף?", ("הפניה", "טווח", "כתף")),
    ChartQuestion("מתי האולטרסאונד?", ("טווח", "הפניה", "כתף"), ("15 באוקטובר",)),
    ChartQuestion("יש הקאות?", ("תרופות", "בטן", "רגישות"), ("אין הקאות",)),
    ChartQuestion("כמה סיגריות ביום היא מעשנת?", ("שינה", "עבודה", "משחה")),
    ChartQuestion("מה שם בעלה?", ("עבודה", "רגישות", "שינה")),
    ChartQuestion("מה אמרה רופאת העור?", ("משחה", "עור", "רגישות")),
    ChartQuestion("באיזה צד הבטן כואבת?", ("בטן", "כתף", "עור")),
    ChartQuestion("מה ההמוגלובין המסוכרר שלה?", ("סוכר", "רגישות", "בטן")),
    ChartQuestion("בת כמה אמה?", ("רגישות", "עבודה", "שינה")),
)
