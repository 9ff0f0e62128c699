"""The grammar of the model's output: sentences that end in source numbers, or the word for "not enough".

A qualified model may add a short reason for each source.

As GBNF in llama.cpp it makes an uncited sentence or an invented source number impossible, bounds the answer,
and excludes markup, links in brackets and control characters.
"""

from __future__ import annotations

from collections.abc import Iterable

INSUFFICIENT = "INSUFFICIENT"
SENTENCES_LIMIT = 3
WORDS_LIMIT = 32
CITATIONS_LIMIT = 3
_INSUFFICIENT = f'("{INSUFFICIENT}" | "{INSUFFICIENT.capitalize()}") "."?'
"""Larger models write the word as a sentence."""
REASON = "Because"
REASON_WORDS_LIMIT = 8

_WORD_CHARS_LIMIT = 28
_UNSEEN = r"\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_NEVER = rf" \[\]<>{{}}|`\\{_UNSEEN}"
WORD_RULES = (
    rf"first ::= ([A-Za-z\u00c0-\u024f\u05d0-\u05ea] | digit) char{{0,{_WORD_CHARS_LIMIT - 1}}}",
    rf'word ::= "."? digit char{{0,{_WORD_CHARS_LIMIT - 1}}} | other char{{0,{_WORD_CHARS_LIMIT - 1}}}'
    rf' | [<>] "="? (digit char{{0,{_WORD_CHARS_LIMIT - 1}}})?',
    "char ::= other | digit",
    rf"other ::= [^.!?0-9{_NEVER}]",
    'digit ::= [0-9] ("." [0-9]){0,2}',
)
"""The first word of a sentence and any other word.

A full stop follows a digit or begins a number. Elsewhere it could only end the sentence: a model that wants
to stop there must cite, and cannot go on in decimals.
"""


def answer_grammar(numbers: Iterable[int], *, reasons: bool = False) -> str:
    """GBNF for an answer citing only `numbers` (at least one). The start symbol is `root`.

    A sentence is `words. [1][3]`, also of a single word: many models answer with the value alone. A full stop
    occurs only at its end or inside a number, so that no second sentence can precede the citation; where a
    model would stop, it must cite.
    """
    offered = " | ".join(f'"[{number}]"' for number in sorted(set(numbers)))
    if not offered:
        raise ValueError("an answer needs at least one source to cite")
    more_cites = " cite?" * (CITATIONS_LIMIT - 1)
    whys = f' (" {REASON} " why){{0,{CITATIONS_LIMIT}}}' if reasons else ""
    why = [
        f'why ::= cite ": " reason (" " reason){{0,{REASON_WORDS_LIMIT - 1}}} "."',
        f"reason ::= char{{1,{_WORD_CHARS_LIMIT}}}",
    ]
    return "\n".join(
        [
            f'root ::= {_INSUFFICIENT} | sentence (" " sentence){{0,{SENTENCES_LIMIT - 1}}}{whys}',
            f'sentence ::= first (" " word){{0,{WORDS_LIMIT - 1}}} [.!?] " " cite{more_cites}',
            *WORD_RULES,
            f"cite ::= {offered}",
            *(why if reasons else []),
            "",
        ]
    )
