"""Which words mean the same thing strictly enough to stand for each other in a checked sentence.

Search may guess (`sad` finds depression); a check may not. Three sources are taken: the names of one drug, an
abbreviation and what it stands for, and a short list of sayings that no clinician would tell apart. Of drugs
only names of the same substance: another of the same class is another drug.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache

from core.assistant.verification.reading.words import Word, has_hebrew, words
from core.retrieval.language.folding import folded
from core.retrieval.language.vocabulary.tables import DRUGS, Row, read_table, rows
from core.retrieval.language.vocabulary.transliteration import spelled_in_hebrew
from core.retrieval.language.vocabulary.vocabulary import OwnMeaning

_ABBREVIATIONS = ("abbreviations.txt", "hebrew_abbreviations.txt")
_DRUG = "drug:"
_MOST_GAP = 2
"""Characters between the words of one term: a blank, `/` or a hyphen."""

_SAYINGS = """
decrease from = fall from = drop from = decline from
decrease to = fall to = drop to = decline to
increase from = rise from
increase to = rise to
because = בגלל = בשל = עקב = בעקבות
increase = raise = uptitrate = go up = bump up = הועלה = העלאה
decrease = reduce = lower = cut down = cut back = הופחת = הורד
show = demonstrate = reveal
as needed = as required = when needed = when required = if needed = if required = as necessary = prn
הועלה = העלה = העלתה
הופחת = הפחית = הפחיתה
worse = worsened = worsening = deteriorated = deteriorating = deterioration
better = improved = improving = improvement
vomiting = vomited = emesis = throwing up
nosebleed = nose bleed = epistaxis
numb = numbness
weak = weakness
anxious = anxiety
depressed = depression
sad = sadness
sleepy = sleepiness = drowsy = drowsiness
constipated = constipation
tender = tenderness
nauseous = nauseated = nausea
allergic = allergy
jaundiced = jaundice
pregnant = pregnancy
red = redness = erythema = erythematous
swollen = swelling
painful = pain = sore = soreness
hoarse = hoarseness
stiff = stiffness
obese = obesity
itchy = itching
deaf = deafness
forgetful = forgetfulness
irritable = irritability
hypertensive = hypertension
diabetic = diabetes
epileptic = epilepsy
asthmatic = asthma
confused = confusion
isolated = isolation
infected = infection
operation = surgery = ניתוח
operated = surgery
medicine = medication = drug = תרופה = תרופות
doctor = physician
GP = family doctor = family physician = general practitioner
child = kid
mother = mom = mum
father = dad
difficulty = trouble
about = approximately = around = roughly = circa
excised = resected = removed
cleared = resolved
elevated = raised
smoke = smoking = cigarettes
quit = stopped = ceased = gave up = given up
taper = wean
appointment = visit
follow-up = followup = review
walk = ambulate = ambulating
last = most recent = latest
refer = referral
labs = laboratory tests = lab tests
physio = physiotherapy
insomnia = trouble sleeping = difficulty sleeping = sleeplessness
follow up in = follow-up in = return in = review in = ביקורת בעוד = מעקב בעוד
לחץ דם = לחץ הדם
נפטר = נפטרה = מת = מתה
לפי הצורך = בעת הצורך = במידת הצורך
inject = injection
teeth = dental
heart = cardiac
skin = cutaneous
stomach = gastric
low blood sugar = hypoglycemia = hypoglycaemia
high blood sugar = hyperglycemia = hyperglycaemia
hemorrhage = haemorrhage = bleeding = bleed
tumor = tumour
color = colour
counselor = counsellor
gynecologist = gynaecologist
pediatric = paediatric
orthopedic = orthopaedic
esophagus = oesophagus
fiber = fibre
כאב = כאבים
תלונה = מתלונן = מתלוננת
בדיקה = בדיקות
normal = unremarkable = within normal limits
pain = ache
swelling = edema = oedema
tired = tiredness = fatigue
shortness of breath = dyspnea = dyspnoea = breathless = breathlessness = קוצר נשימה
dizzy = dizziness = lightheaded = lightheadedness
itch = itchy = pruritus
febrile = fever
high blood pressure = hypertension = יתר לחץ דם = יתר ל"ד = יל"ד
heart attack = myocardial infarction = MI
high cholesterol = hyperlipidemia = hypercholesterolemia
physical therapy = physiotherapy
x-ray = xray = radiograph
kidney = renal
liver = hepatic
lung = pulmonary
abdomen = abdominal
weight = weigh = weighs = משקל = שוקל = שוקלת
blood pressure = BP = לחץ דם = ל"ד
heart rate = HR
hemoglobin = haemoglobin = Hb = Hgb
HbA1c = A1c = hemoglobin A1c
ejection fraction = EF = LVEF
temperature = temp
ECG = EKG = electrocardiogram
diarrhea = diarrhoea
anemia = anaemia
bedtime = night = nightly
exam = examination
congestive heart failure = CHF
atrial fibrillation = AF = AFib
body mass index = BMI
range of motion = ROM
coronary artery disease = CAD
"""

_DRUG_SPELLINGS = """
ibuprofen = אדוויל = אדויל
"""

_FEWEST_CONSONANTS = 5
"""A shorter Hebrew word may sound like a drug's name without being it."""
_ALIKE = str.maketrans("תכש", "טקס", "אהויע'-\"")

_COMMON = frozenset(
    "all cap pad sad ice map led rash cat hip arm bad mom gas aid pat dot top lap pet fast art act age ad pan"
    " tap bet bid tip or in as am pm is it at an us per pain mass no he who was had can may far id".split()
)
"""Words that are abbreviations in capitals only."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The words `[first, last)` of a text name something; mentions that share a mark name the same."""

    first: int
    last: int
    marks: frozenset[str]

    @property
    def is_drug(self) -> bool:
        return any(mark.startswith(_DRUG) for mark in self.marks)


class Meanings:
    """What is known to mean the same; immutable."""

    def __init__(self, drugs: Iterable[Row], short: Iterable[Row], sayings: Iterable[Row]) -> None:
        self._marks: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._sounds: dict[str, str] = {}
        for row in drugs:
            self._add_drug(row)
        for row in short:
            for meaning in row.terms[1:]:
                if not _spells(row.terms[0], meaning):
                    continue
                mark = f"means:{folded(meaning)}"
                self._marks[_key(row.terms[0])].add(mark)
                self._marks[_key(meaning)].add(mark)
        for row in sayings:
            for term in row.terms:
                self._marks[_key(term)].add(f"says:{row.terms[0]}")
        self._marks.pop((), None)
        self._exactly: dict[tuple[str, ...], str] = {}
        self._arrange()

    def _arrange(self) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key in sorted(self._marks, key=lambda key: (-len(key), key)):
            self._by_first[key[0]].append(key)

    @staticmethod
    @cache
    def built_in() -> Meanings:
        """What ships with the program; read once."""
        short = [row for name in _ABBREVIATIONS for row in read_table(name) if row.abbreviates]
        drugs = (*read_table(DRUGS), *rows(_DRUG_SPELLINGS.splitlines()))
        return Meanings(drugs, short, rows(_SAYINGS.splitlines()))

    def with_own(self, own: Iterable[OwnMeaning]) -> Meanings:
        """These and the practice's abbreviations, where one cannot be taken for anything else.

        That is one with a single meaning, which the program does not know otherwise, in just the letters that
        the practice writes: a check may accept a true expansion, never a false one.
        """
        made = copy(self)
        made._marks = defaultdict(set, {key: set(marks) for key, marks in self._marks.items()})
        made._exactly = {}
        for each in own:
            key, meaning = _key(each.short), _key(each.meanings[0]) if len(each.meanings) == 1 else ()
            if len(key) != 1 or not meaning or key in self._marks or key == meaning or key in made._exactly:
                continue
            made._marks[meaning].add(f"own:{folded(each.meanings[0])}")
            made._marks[key] |= made._marks[meaning]
            made._exactly[key] = each.short
        if not made._exactly:
            return self
        made._arrange()
        return made

    def mentions(self, text: str, every: Sequence[Word]) -> list[Mention]:
        """The known terms among the words `every` of `text`; a shorter one may stand within a longer."""
        return [mention for at in range(len(every)) for mention in self._at(text, every, at)]

    def _at(self, text: str, every: Sequence[Word], at: int) -> list[Mention]:
        word = every[at]
        found = [
            Mention(at, at + len(key), frozenset(self._marks[key]))
            for form in word.forms
            for key in self._by_first.get(form, ())
            if _stands(key, text, every, at) and self._exactly.get(key, word.text) == word.text
        ]
        if found:
            return found
        if has_hebrew(word.text):
            for sound in _sounds(folded(word.text)):
                if name := self._sounds.get(sound):
                    return [Mention(at, at + 1, frozenset({name}))]
        return []

    def _add_drug(self, row: Row) -> None:
        if len(row.terms) < 2:
            return
        mark = _DRUG + folded(row.terms[0])
        for term in row.terms:
            self._marks[_key(term)].add(mark)
            if term.isascii() and " " not in term:
                for spelled in spelled_in_hebrew(folded(term)):
                    if sound := _consonants(spelled):
                        self._sounds.setdefault(sound, mark)


def with_meanings(text: str, every: Sequence[Word], mentions: Iterable[Mention]) -> list[Word]:
    """The words of `text`, those of a mention with its marks among their forms."""
    marks: dict[int, frozenset[str]] = {}
    for mention in mentions:
        for place in range(mention.first, mention.last):
            at_an_end = place in (mention.first, mention.last - 1) and mention.last - mention.first > 1
            if at_an_end and every[place].frame:
                continue
            marks[place] = marks.get(place, frozenset()) | mention.marks
    return [
        Word(word.text, word.start, word.end, word.forms | marks[place]) if place in marks else word
        for place, word in enumerate(every)
    ]


def _sounds(word: str) -> Iterable[str]:
    """How a Hebrew word sounds, with its first letter and without it, which may be a prefix."""
    yield from (sound for each in (word, word[1:]) if (sound := _consonants(each)))


def _consonants(word: str) -> str:
    """The consonants of a folded Hebrew word, those that sound alike as one; "" for too few to tell."""
    found = word.translate(_ALIKE)
    return found if len(found) >= _FEWEST_CONSONANTS else ""


def _spells(short: str, meaning: str) -> bool:
    """Whether an abbreviation is one of just these words: `LDL` is a kind of cholesterol, not its name.

    Its letters stand in them in order, the first at the beginning; `x` at its end (`Hx`) stands for any. What
    is abbreviated in Hebrew may be told in English.
    """
    if has_hebrew(short):
        return True
    letters = [char for char in folded(short) if char.isalnum()]
    if letters[-1:] == ["x"]:
        letters.pop()
    rest = iter(folded(meaning))
    return folded(meaning)[:1] == letters[0] and all(letter in rest for letter in letters)


def _key(term: str) -> tuple[str, ...]:
    return tuple(min(word.forms, key=lambda form: (-len(form), form)) for word in words(term))


def _stands(key: tuple[str, ...], text: str, every: Sequence[Word], at: int) -> bool:
    if at + len(key) > len(every):
        return False
    if len(key) == 1:
        written = every[at].text
        return not ((every[at].frame or written.casefold() in _COMMON) and not written.isupper())
    for step in range(1, len(key)):
        before, word = every[at + step - 1], every[at + step]
        gap = text[before.end : word.start]
        if key[step] not in word.forms or len(gap) > _MOST_GAP or gap.strip(" /-&"):
            return False
    return True
