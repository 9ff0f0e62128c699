"""Words of questions without synonyms in the vocabulary: what is measured or done, and what tells nothing.

Written from general clinical knowledge. Whether a note that never mentions a word is silent about what is
asked depends on the word: `lipase` is called nothing else, `keep regular` may be said in a hundred ways.
"""

from __future__ import annotations

from core.retrieval.language import hebrew
from core.retrieval.language.tokens import forms_of

_NAMED = """
lipase amylase eosinophil neutrophil lymphocyte monocyte reticulocyte hematocrit mcv mch rdw
leukocyte lactate ammonia osmolality bicarbonate chloride phosphate magnesium zinc copper selenium
folate transferrin haptoglobin ldh ck cpk troponin bnp probnp ddimer fibrinogen ptt aptt prothrombin
homocysteine lipoprotein apob cortisol acth prolactin testosterone estradiol progesterone fsh lh igf
aldosterone renin metanephrine parathyroid pth calcitonin thyroglobulin antibody antibodies titer
titre serology immunoglobulin ige igg iga igm complement ana anca rheumatoid ccp hla genotype
karyotype mutation variant gene allele brca braf egfr kras phenotype receptor biomarker cea afp psa
tryptase ceruloplasmin procalcitonin calprotectin elastase osteocalcin vitamin ferritin creatinine
urea bun gfr albumin bilirubin ast alt alp ggt cholesterol ldl hdl triglyceride glucose insulin
peptide ketone microalbumin protein sodium potassium calcium ph pco2 po2 abg viral load cd4 smear
pap cytology histology pathology biopsy culture sensitivity gram stool fit fobt urinalysis urine csf
lumbar puncture mri ct spect cta mra xray radiograph ultrasound sonogram doppler duplex elastography
mammogram mammography dexa densitometry scintigraphy angiogram angiography arthrogram venogram
myelogram fluoroscopy ecg ekg eeg emg ncs echo echocardiogram holter spirometry fev1 fvc dlco
audiogram tympanogram endoscopy gastroscopy colonoscopy sigmoidoscopy bronchoscopy cystoscopy
laryngoscopy hysteroscopy colposcopy arthroscopy laparoscopy capsule polysomnography ahi pachymetry
cornea tonometry oct retinoscopy mmse moca edss phq gad audit ace nihss gcs apgar bishop das28 haq
womac koos odi barthel frax tourniquet anesthesia anaesthesia asa transfusion dialysis catheter
drain tube stoma pacemaker defibrillator icd cochlear prosthesis implant brace splint orthotic
orthotics wheelchair walker crutches cpap bipap oxygen hearing glasses lenses dentures hernia
appendectomy tonsillectomy cholecystectomy hysterectomy mastectomy vasectomy colectomy cesarean
caesarean circumcision latex sesame peanut penicillin sulfa iodine contrast shellfish nickel tetanus
mmr shingles pneumonia hpv flu influenza covid rsv hepatitis booster vaccine vaccination jab
immunization tattoo piercing cannabis marijuana cocaine heroin opioid vape vaping cigarette smoke
smoker smoking tobacco alcohol interferon warfarin seizure epilepsy stroke dvt embolism asthma
diabetes diabetic hiv tuberculosis cancer gout migraine height tall weigh weight bmi waist
circumference fundal nephrologist cardiologist dermatologist endocrinologist neurologist
psychiatrist psychologist ophthalmologist hematologist oncologist urologist gastroenterologist
rheumatologist pulmonologist podiatrist dietitian nutritionist dentist optometrist audiologist
physiotherapist midwife trimester contraceptive contraception screw screws gravida
obstetrician gynecologist pediatrician anesthetist anaesthetist lawyer
איאוזינופילים אאוזינופילים המטוקריט ליפאז עמילאז טרופונין קורטיזול פרולקטין נוגדנים גנוטיפ
אולטרסאונד וויטמין קולונוסקופיה גסטרוסקופיה ממוגרפיה צילום רנטגן ביופסיה תרבית אודיוגרמה ספירומטריה
אקו אקג צנתור שקיפות מעשן מעשנת עישון סיגריות אלכוהול קנאביס אלרגי אלרגית אלרגיה רגיש רגישה רגישות
חיסון חוסן חוסנה סוכרתי סוכרתית אינסולין גובה משקל שוקל שוקלת כולסטרול קריאטינין ויטמין פניצילין
מיקרואלבומין טריגליצרידים המטולוג אושפז אושפזה אשפוז הריון היריון גלולה גלולות דפיברילטור
לטקס חלב ביצים פסיכיאטר נוירולוג אורתופד קרדיולוג נפרולוג אורולוג דיאטנית פודיאטר פיזיותרפיסט מיילדת
סטטין אופיואיד סטרואיד אנטיביוטיקה נוגדי דיכאון
"""

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
length amount quantity remedy condition conditions current previous past history family january
february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday morning evening night changed change replaced replace
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
    """The lexemes that a written word may be; of a Hebrew one also without the letters before it."""
    forms = forms_of(word)
    if not forms or not hebrew.is_hebrew(forms[0]):
        return frozenset(forms[:1])
    return frozenset(form for form in forms if not form.startswith(hebrew.SKELETON_MARK))


def _lexemes(words: str) -> frozenset[str]:
    return frozenset().union(*map(readings, words.split()))


TELLING_NOTHING = _lexemes(_TELLING_NOTHING)
"""Lexemes that ask for a kind of answer or a time: a note answers without them."""

FIELDS = _lexemes(
    "plan plans assessment assessments impression finding findings subjective objective note notes summary"
    " complaint history background recommendation recommendations follow-up followup"
    " תוכנית תכנית תוכניות הערכה ממצא ממצאים סיכום רקע תלונה תלונות אבחנה המלצה המלצות רישום"
)
"""What the parts of a note are called, which no note has to mention."""

NAMED = _lexemes(_NAMED) - TELLING_NOTHING
"""Lexemes that notes hardly ever say in other words than their own or the vocabulary's."""
