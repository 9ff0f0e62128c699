"""The shipped dictionaries: what they know, what they notice, what they offer."""

from __future__ import annotations

import json
import random
from importlib.resources import files

import pytest

from core.errors import EnvironmentProblem
from core.sessions.dto import SOAP_FIELDS
from core.spelling import dictionary
from core.spelling.dictionary import load_dictionaries
from core.spelling.speller import SUGGESTIONS, Speller
from core.spelling.words import words_in
from core.templates.dto import TEXT_KINDS
from core.templates.starter_set import starter_set
from tests.fixtures.figures import figure


@pytest.fixture(scope="module")
def loaded():
    return load_dictionaries()


@pytest.fixture
def speller(loaded) -> Speller:
    return Speller(loaded)


@pytest.mark.parametrize(
    "text",
    [
        "The patient complains of worsening dyspnea; lungs with rhonchi, no lymphadenopathy.",
        "Oedema, anaemia, haemoglobin, paediatric centre, tumour, hospitalised, labour.",
        "Metoprolol, metformin 500 mg, Atorvastatin, escitalopram.",
        "He doesn't take his wife's medicine.",
        'החולה מתלוננת על כאבים בכתף, ללא חום. ל"ד תקין. ולכשתחזור נבדוק שוב.',
        "לדברי המטופל הכאב בלילה משתפר. הומלץ על פיזיותרפיה ומעקב.",
    ],
)
def test_ordinary_notes_are_right(speller, text):
    assert [word.text for word in speller.misspelt(text)] == []


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("recieved", "received"),
        ("Pateint", "Patient"),
        ("metroprolol", "metoprolol"),
        ("hypertenson", "hypertension"),
        ("pharyngitits", "pharyngitis"),
        ("כאבימ", "כאבים"),
        ("תרופוט", "תרופות"),
        ("סוכרתת", "סוכרת"),
    ],
)
def test_slips_are_noticed_and_the_right_word_is_offered(speller, wrong, meant):
    assert not speller.is_right(wrong)
    offered = speller.suggestions(wrong)
    assert meant in offered
    assert len(offered) <= SUGGESTIONS


def test_the_practices_words_are_right_until_they_are_forgotten(speller):
    assert not speller.is_right("Lisfrancx")
    speller.set_practice_words(["lisfrancx", "זבולונוביץצ"])
    assert speller.is_right("Lisfrancx")
    assert speller.is_right("Lisfrancx's")
    assert speller.is_right("זבולונוביץצ")
    speller.forget()
    assert not speller.is_right("Lisfrancx")
    assert not Speller(load_dictionaries()).is_right("Lisfrancx")


def test_other_scripts_are_left_alone(speller):
    assert speller.is_right("Привт")
    assert speller.suggestions("Привт") == ()


def test_few_words_of_the_demo_practice_are_underlined(speller):
    """An underline under every tenth word would be switched off within a day."""
    total = wrong = 0
    for line in (files("core") / "demo_practice.jsonl").read_text("utf-8").splitlines():
        for session in json.loads(line)["sessions"]:
            for field in SOAP_FIELDS:
                text = session.get(field) or ""
                total += sum(1 for _ in words_in(text))
                wrong += len(speller.misspelt(text))
    figure(
        f"spelling: {wrong} of {total} words of the demo practice underlined ({100 * wrong / total:.2f} %)"
    )
    assert total > 500
    assert wrong / total < 0.02


def test_the_starter_set_is_spelt_right(speller):
    wrong = [
        word.text
        for kind in TEXT_KINDS
        for each in starter_set(kind)
        for part in (each.text, *(each.soap.field(name) for name in SOAP_FIELDS))
        for word in speller.misspelt(part)
        if "_" not in word.text
    ]
    assert wrong == []


@pytest.mark.parametrize(("language", "least"), [("en", 0.85), ("he", 0.6)])
def test_most_one_letter_slips_are_noticed(loaded, language, least):
    """A check that underlines nothing would pass every test above."""
    source = "he_common.txt" if language == "he" else "clinical.dic"
    words = (files("core.spelling") / "dictionaries" / source).read_text("utf-8").split()[1:]
    chooser = random.Random(7)
    chosen = [word for word in words[:8000] if len(word) >= 5 and word.isalpha()]
    noticed = tried = 0
    for word in chooser.sample(chosen, 600):
        at = chooser.randrange(1, len(word) - 2)
        slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if slip != word:
            tried += 1
            noticed += not loaded[language].spell(slip)
    figure(f"spelling: {noticed} of {tried} swapped letters noticed ({language})")
    assert noticed / tried > least


def test_a_missing_dictionary_is_told(monkeypatch):
    monkeypatch.setattr(dictionary, "_FOLDER", "nowhere")
    load_dictionaries.cache_clear()
    with pytest.raises(EnvironmentProblem, match="dictionary_missing"):
        load_dictionaries()
