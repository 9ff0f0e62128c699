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
REASON = "Because"
REASON_WORDS_LIMIT = 8

_WORD_CHARS_LIMIT = 28
_UNSEEN = r"\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_NEVER = rf" \[\]<>{{}}|`\\{_UNSEEN}"
WORD_RULES = (
    rf"first ::= [A-Za-z0-9\u00c0-\u024f\u05d0-\u05ea] char{{0,{_WORD_CHARS_LIMIT - 1}}}",
    rf'word ::= char{{1,{_WORD_CHARS_LIMIT}}} | [<>] "="? ([0-9] char{{0,{_WORD_CHARS_LIMIT - 1}}})?',
    rf'char ::= [^.!?{_NEVER}] | "." [0-9]',
)
"""The first word of a sentence and any other word."""


def answer_grammar(numbers: Iterable[int], *, reasons: bool = False) -> str:
    """GBNF for an answer citing only `numbers` (at least one). The start symbol is `root`.

    A sentence is `words. [1][3]`. A full stop occurs only at its end or inside a number, so that no second
    sentence can precede the citation; where a model would stop, it must cite.
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
            f'root ::= "{INSUFFICIENT}" | sentence (" " sentence){{0,{SENTENCES_LIMIT - 1}}}{whys}',
            f'sentence ::= first (" " word){{1,{WORDS_LIMIT - 1}}} [.!?] " " cite{more_cites}',
            *WORD_RULES,
            f"cite ::= {offered}",
            *(why if reasons else []),
            "",
        ]
    )
