"""Words that are another name of exactly the same thing: abbreviations, spellings, units, two official names.

Far fewer than what the search takes for near: there *creatinine* stands for the kidneys' function and a trade
name for its substance, and one question of these is not the other. Each line is what a clinician would write
in either way without a thought; the search takes each as the other too, which a test holds it to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.assistant.cache.saying import plain, words_of
from core.retrieval.language.tokens import tokens
from core.retrieval.language.vocabulary.vocabulary import OwnMeaning, Vocabulary

SAME = """
blood pressure = BP
heart rate = HR
respiratory rate = RR
body mass index = BMI
magnetic resonance imaging = MRI
computed tomography = CT = CT scan = CAT scan
electrocardiogram = ECG = EKG
echocardiogram = echo
chest x-ray = CXR = chest xray
complete blood count = CBC
thyroid stimulating hormone = TSH
HbA1c = A1c = hemoglobin A1c = Hgb A1c = glycated hemoglobin
hemoglobin = Hb = Hgb
international normalized ratio = INR
erythrocyte sedimentation rate = ESR = sed rate
C-reactive protein = CRP
estimated glomerular filtration rate = eGFR
blood urea nitrogen = BUN
prostate specific antigen = PSA
chronic obstructive pulmonary disease = COPD
gastroesophageal reflux disease = GERD
hypertension = HTN
diabetes mellitus = DM
type 2 diabetes = T2DM = type II diabetes
type 1 diabetes = T1DM = type I diabetes
chronic kidney disease = CKD
coronary artery disease = CAD
congestive heart failure = CHF
deep vein thrombosis = DVT
transient ischemic attack = TIA
urinary tract infection = UTI
obstructive sleep apnea = OSA
irritable bowel syndrome = IBS
atrial fibrillation = afib
heart attack = myocardial infarction
heart failure = cardiac failure
shortness of breath = dyspnea = SOB
post-traumatic stress disorder = PTSD
obsessive-compulsive disorder = OCD
attention deficit hyperactivity disorder = ADHD
cognitive behavioral therapy = CBT
liver function tests = LFTs
kidney function = renal function
physical therapy = physiotherapy
follow-up = followup
medications = meds = medicines
acetaminophen = paracetamol
albuterol = salbutamol
epinephrine = adrenaline
meperidine = pethidine
lidocaine = lignocaine
aspirin = acetylsalicylic acid
dipyrone = metamizole
twice a day = twice daily = BID = two times a day
three times a day = three times daily = TID
four times a day = four times daily = QID
once a day = once daily
as needed = PRN
dose = dosage
stage 1 = stage I
stage 2 = stage II
stage 3 = stage III
stage 4 = stage IV
blood sugar = blood glucose
kidney failure = renal failure
flu = influenza
chickenpox = varicella
shingles = herpes zoster
whooping cough = pertussis
nosebleed = epistaxis
itching = pruritus
hives = urticaria
fever = pyrexia
fainting = syncope
difficulty swallowing = dysphagia
painful urination = dysuria
hair loss = alopecia
ringing in the ears = tinnitus
miscarriage = spontaneous abortion
mammogram = mammography
electroencephalogram = EEG
lumbar puncture = spinal tap
ultrasound = sonogram
oxygen saturation = SpO2
temperature = temp
past medical history = PMH
last menstrual period = LMP
date of birth = DOB
intensive care unit = ICU
polycystic ovary syndrome = PCOS
benign prostatic hyperplasia = BPH
tuberculosis = TB
intravenous = IV
major depressive disorder = MDD
acute kidney injury = AKI
end-stage renal disease = ESRD
Pap smear = Pap test
לחץ דם = לחץ הדם = הלחץ דם = ל"ד
יתר לחץ דם = יל"ד
סוכרת = סכרת
אק"ג = אקג
צילום חזה = צל"ח
קופת חולים = קופ"ח
בית חולים = בי"ח
שאלון דיכאון = שאלון הדיכאון
"""
SPELLED = """
mg = milligram = milligrams
mcg = microgram = micrograms = µg = μg
kg = kilogram = kilograms
ml = milliliter = milliliters = millilitre = millilitres
hemoglobin = haemoglobin
anemia = anaemia
edema = oedema
esophagus = oesophagus
tumor = tumour
hematoma = haematoma
hemorrhage = haemorrhage
leukemia = leukaemia
ischemic = ischaemic
ischemia = ischaemia
behavioral = behavioural
hematology = haematology
gynecology = gynaecology
gynecologist = gynaecologist
pediatric = paediatric
pediatrician = paediatrician
orthopedic = orthopaedic
anesthesia = anaesthesia
estrogen = oestrogen
counseling = counselling
hypoglycemia = hypoglycaemia
hyperglycemia = hyperglycaemia
מ"ג = מג = מיליגרם
היתה = הייתה
"""
Phrase = tuple[str, ...]


def lines(table: str) -> Iterator[list[str]]:
    """The names of each line of a table, as they are written there."""
    for line in table.strip().splitlines():
        yield [name.strip() for name in line.split(" = ")]


def _phrase(name: str) -> Phrase:
    # As in the middle of a question, where the case of a word counts.
    return tuple(words_of(f"x {plain(name)}")[1:])


def _names(table: str) -> dict[Phrase, Phrase]:
    """From each name to the one that stands for all of its line."""
    found: dict[Phrase, Phrase] = {}
    for names in lines(table):
        one, *others = map(_phrase, names)
        found |= dict.fromkeys([one, *others], one)
    return found


_SPELLED = _names(SPELLED)
_SAME = _names(SAME)


class ExactWords:
    """The names of one practice: the built-in ones, and its abbreviations that can mean nothing else."""

    def __init__(self, own: Iterable[OwnMeaning] = ()) -> None:
        kept = tuple(own)
        mine = {_phrase(each.short): each for each in kept if _phrase(each.short)}
        self._names = {
            name: one for name, one in _SAME.items() if name not in mine or self._says(mine[name], one)
        }
        built_in = dict(self._names)
        meanings = [meaning for each in kept for meaning in map(_phrase, each.meanings)]
        for name, each in mine.items():
            if name in _SAME or len(each.meanings) != 1 or len("".join(name)) < 2:
                continue
            (meaning,) = map(_phrase, each.meanings)
            alone = meanings.count(meaning) == 1 and len(mine) == len(kept)
            if meaning and alone and each.short.isupper() and not _built_in_knows(each.short):
                self._names[name] = _renamed(meaning, built_in, longest=max(map(len, built_in)))
        self._longest_name = max(map(len, self._names))

    def named(self, words: Sequence[str]) -> Phrase:
        """`words` with every name replaced by the one that stands for all of them, the longest first."""
        return _renamed(words, self._names, longest=self._longest_name)

    @staticmethod
    def _says(own: OwnMeaning, one: Phrase) -> bool:
        """Whether the practice means by a built-in name what everybody does."""
        return len(own.meanings) == 1 and _SAME.get(_phrase(own.meanings[0]), ()) == one


def _renamed(words: Sequence[str], names: Mapping[Phrase, Phrase], *, longest: int) -> Phrase:
    said, at = _spelled(words), 0
    found: list[str] = []
    while at < len(said):
        for length in range(min(longest, len(said) - at), 0, -1):
            one = names.get(tuple(said[at : at + length]))
            if one is not None:
                found += one
                at += length
                break
        else:
            found.append(said[at])
            at += 1
    return tuple(found)


def _spelled(words: Sequence[str]) -> list[str]:
    return [part for word in words for part in _SPELLED.get((word,), (word,))]


def _built_in_knows(short: str) -> bool:
    said = list(tokens(short))
    return bool(said) and Vocabulary.built_in().match(said, 0) is not None
