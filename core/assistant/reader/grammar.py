"""The grammar of a trained reader's text, as GBNF: `none`, or source numbers and one or two sentences."""

from __future__ import annotations

from core.assistant.reader.prompt import NONE
from core.assistant.writing.grammar import WORD_RULES, WORDS_LIMIT

SENTENCES_LIMIT = 2
NUMBERS_LIMIT = 4
"""An answer from more quotes would not fit into one or two sentences."""


def reader_grammar(quotes: int, *, may_refuse: bool = True) -> str:
    """GBNF for the answer to a prompt with this number of quotes (at least one). The start symbol is `root`.

    Without `may_refuse`, `none` is excluded, because a reading has already decided that a quote answers.
    """
    if quotes < 1:
        raise ValueError("an answer needs at least one quote")
    refusal = f'"{NONE}" | ' if may_refuse else ""
    numbers = " | ".join(f'"{number}"' for number in range(1, quotes + 1))
    return "\n".join(
        [
            f'root ::= {refusal}number more{{0,{NUMBERS_LIMIT - 1}}} ":" said{{1,{SENTENCES_LIMIT}}}',
            'more ::= " " number',
            f'said ::= " " first (" " word){{1,{WORDS_LIMIT - 1}}} [.!?]',
            f"number ::= {numbers}",
            *WORD_RULES,
            "",
        ]
    )
