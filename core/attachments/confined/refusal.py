"""How a parser in the confined process refuses a file."""

from __future__ import annotations


class Refused(Exception):
    """`code` has a sentence in the window; `params` are numbers only, never a word of the file."""

    def __init__(self, code: str, **params: int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
