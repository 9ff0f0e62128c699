"""Stems English words so that notes and questions match despite spelling and inflection.

Snowball's English stemmer does not know clinical spelling: British and American forms, Latin plurals and
adjectives are normalised here, by spelling rules alone.
"""

from __future__ import annotations

import re
import threading

import Stemmer

_OUR = re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|al|less|ful)?$)")
_ISE = re.compile(r"(?<=[a-z]{3})([iy])s(?=(?:e|ed|es|er|ers|ing|ation|ations)$)")
_DIGRAPH = re.compile(
    r"(?<=[a-z]{2})(?:ae|oe)(?=[a-z]{2})|^(?:ae|oe)(?=[a-z]{3})|(?<=^[a-z])(?:ae|oe)(?=[a-z]{3})"
)
_METRE = re.compile(r"(?<=[a-z]{2})(t|b)re(?=s?$)")
_PLURAL_AE = re.compile(r"(?<=[a-z]{3})ae$")
_LATIN_END = re.compile(r"(?<=[a-z]{4})(?:omata$|ia$|ium$|um$|a$)")
_US_END = re.compile(r"(?<=[a-z]{5})(?:us|i)$")
_GREEK_END = re.compile(r"(?<=[a-z]{2})([oaey]s)i$")
_ITIS_END = re.compile(r"(?<=[a-z]{2})it(?:i|id)$")

_IRREGULAR_FORMS = """
appendix appendices; apex apices; axis axes; begin began begun; bend bent; bite bit bitten; bleed bled
break broke broken; breed bred; bring brought; build built; burn burnt; buy bought; catch caught
cervix cervices; child children; choose chose chosen; come came; cortex cortices; creep crept
criterion criteria; deal dealt; dig dug; drink drank drunk; drive drove driven; eat ate eaten
fall fell fallen; feed fed; feel felt; foot feet; fight fought; find found; fly flew flown
foramen foramina; forget forgot forgotten; freeze froze frozen; get got gotten; give gave given
go went gone; grind ground; grow grew grown; hear heard; hide hid hidden; hold held; index indices
keep kept; kneel knelt; know knew known; larynx larynges; lead led; lend lent; lie lay lain lying
lose lost; make made; man men; matrix matrices; meet met; mouse mice; ovum ova
phalanx phalanges phalangeal; pharynx pharynges pharyngeal; ride rode ridden; ring rang rung; run ran
see saw seen; seek sought; sell sold; send sent; shake shook shaken; shoot shot; shrink shrank shrunk
sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid; speak spoke spoken; spend spent
spin spun; stand stood; steal stole stolen; stick stuck; sting stung; strike struck; swear swore sworn
sweep swept; swell swelled swollen; swim swam swum; swing swung; take took taken; teach taught
tear tore torn; tell told; testis testes; think thought; thorax thoraces; throw threw thrown
tooth teeth; understand understood; viscus viscera visceral; vertex vertices; wake woke woken
wear wore worn; win won; woman women; wind wound; write wrote written; die died dying; tie tying
worsen worse worst; weep wept; drag drug
"""
_NOT_FORMS = frozenset(
    {"wound", "drug", "ground", "found", "lay", "lead", "led", "shot", "bit", "index", "axis", "axes"}
)
"""Forms that are more common in charts as words of their own."""

_IRREGULAR = {
    form: line.split()[0]
    for part in _IRREGULAR_FORMS.strip().splitlines()
    for line in part.split(";")
    for form in line.split()[1:]
    if form not in _NOT_FORMS
}
_stemmers = threading.local()


def stem(word: str) -> str:
    """The stem of `word`, one folded Latin word; mixed letters and digits stay unchanged."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    if len(word) == 3 and word.endswith("s"):
        # More often an abbreviation than a plural: `ACS` is not `AC`.
        return word
    word = _IRREGULAR.get(word, word)
    spelled = _americanised(word)
    stemmed: str = _stemmer().stemWord(spelled)
    stemmed = _GREEK_END.sub(r"\1", _ITIS_END.sub("it", stemmed))
    stemmed = _LATIN_END.sub(lambda end: "om" if end[0] == "omata" else "", stemmed)
    return _US_END.sub("", stemmed)


def _americanised(word: str) -> str:
    word = _PLURAL_AE.sub("a", word)
    if len(word) >= 5:
        word = _DIGRAPH.sub("e", word)
    word = _METRE.sub(r"\1er", word)
    return _ISE.sub(r"\1z", _OUR.sub("or", word))


def _stemmer() -> Stemmer.Stemmer:
    """One per thread, because it keeps a buffer between calls."""
    found = getattr(_stemmers, "english", None)
    if found is None:
        found = _stemmers.english = Stemmer.Stemmer("english", 0)
    return found
