"""What a note denies, has ended or only considers in ways that finding words need not know, but a check must.

The cues that all reading of notes shares are in `core.modality`; these are added where a sentence is checked.
A cue too many withholds a sentence, one too few shows a false one, so these are read strictly.
"""

from __future__ import annotations

import re

from core.modality import Modalities, Modality, modalities

_FORWARD = {
    Modality.NEGATED: re.compile(
        r"\b(?:avoid(?:s|ed|ing)?|against|forget(?:s|ting)? to|forgot to|fail(?:s|ed)? to|instead of"
        r"|rather than|in place of)\b|(?<![א-ת])(?:(?:להימנע|נמנע|נמנעת)(?= מ)|במקום|נגד|נשלל[הו]?)",
        re.IGNORECASE,
    ),
    Modality.STOPPED: re.compile(
        r"\b(?:used to|former(?:ly)?|ran out of|off of|came off)\b(?! (?:seen|noted|described))"
        r"|\bex-(?=\w)|(?<![א-ת])(?:בעבר|לשעבר|(?:נהג|נהגה)(?= ל))(?![א-ת])",
        re.IGNORECASE,
    ),
    Modality.CONSIDERED: re.compile(
        r"\b(?:screen(?:s|ed|ing)?|test(?:s|ed|ing)?|evaluat(?:e|ed|ion)|assess(?:ed)?|work-?up"
        r"|watch|monitor(?:ed|ing)?|at risk|risk|concern(?:s|ed)?|worried|suspicio(?:n|us)|query)"
        r" (?:for|of|about)\b"
        r"|\b(?:(?<!as )(?<!if )(?<!when )(?<!where )possibl[ey]|probabl[ey]|suspect(?:s|ed)?|presumed"
        r"|questionable|(?:want|hope|wish|plan|intend)(?:s|ed|ned)? to|(?:fear|fears|afraid|dread) of"
        r"|to exclude"
        r"|(?:(?<=^)|(?<=[.;:\n] ))to (?:start|begin|commence|try|add|get|have|see|stop|continue)"
        r"|due for|missed|postpon(?:e|es|ed|ing)|cancel(?:s|led|ed|ling|ing)?"
        r"|(?<!un)likely)\b|(?<![א-ת])(?:(?:חשד|חשש|סיכון)(?= ל)|לשלול|בירור)",
        re.IGNORECASE,
    ),
}
_BACKWARD = {
    Modality.NEGATED: re.compile(
        r"(?<=:)\s*(?:none|no|nil|neg|denied|denies|אין|לא|שולל(?:ת)?)(?=\s*(?:[.,;)]|$))"
        r"|\(\s*[-–]\s*\)|(?<=[^\W\d])\s[-–](?=\s*(?:[,.;]|$))"
        r"|\b(?:is|are|was|were) contraindicated\b"
        r"|(?<=[a-z])(?:-free\b|\sfree(?=\s(?:for|since|now|today|at)\b|\s*[.,;]|\s*$))",
        re.IGNORECASE,
    ),
    Modality.STOPPED: re.compile(
        r"\bno longer (?:taken|taking|used|using|needed|required|present|prescribed|in use)\b"
        r"|(?<!was )(?<!were )(?<!not )\b(?:stopped|discontinued)(?= (?:last|this|yesterday|by"
        r"|himself|herself|two|three|a |one|\d))",
        re.IGNORECASE,
    ),
    Modality.CONSIDERED: re.compile(
        r"\b(?:cannot|could not|can not|can't) be (?:excluded|ruled out)\b"
        r"|\b(?:is|are|was|were) (?:possible|suspected|presumed|queried|likely|postponed|cancell?ed|missed)\b"
        r"|\bto be (?:started|begun|given|done|taken|scheduled|arranged)\b",
        re.IGNORECASE,
    ),
}
_CLAUSE_END = re.compile(
    r"[.;!?](?=\s|$)|\n|,\s|\b(?:but|however|although|while|after|before|until)\b"
    r"|(?<![א-ת])(?:אבל|אך)(?![א-ת])"
)


def strict_modalities(text: str) -> Modalities:
    """Everything that `core.modality` marks in `text`, and these."""
    shared = modalities(text)
    spans, cues = list(shared.spans), list(shared.cues)
    for kind, pattern in _FORWARD.items():
        for cue in pattern.finditer(text):
            end = _CLAUSE_END.search(text, cue.end())
            spans.append((kind, cue.end(), end.start() if end else len(text)))
            cues.append((kind, *cue.span()))
    for kind, pattern in _BACKWARD.items():
        for cue in pattern.finditer(text):
            starts = [end.end() for end in _CLAUSE_END.finditer(text, 0, cue.start())]
            spans.append((kind, max(starts, default=0), cue.start()))
            cues.append((kind, *cue.span()))
    return Modalities(tuple(spans), tuple(cues))
