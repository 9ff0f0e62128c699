"""Formats model-written text as rich text: escaped, then bold, lists, tables and citation links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from core.assistant.dto import Sentence, Source
from ui.ask.markdown_blocks import Block, blocks
from ui.text.days import day_text
from ui.text.text_direction import isolate, paragraph_direction
from ui.theme import Theme
from ui.widgets.formatted_label import escaped

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_MARK = re.compile(r"[^\S\n]*\[\s*\d{1,4}(?:\s*,\s*\d{1,4})*\s*\]")
_LINK = "source:"
_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"
_LISTS = {"bullets": "ul", "numbers": "ol"}


def safe_html(text: str) -> str:
    """`text` escaped, except that `**bold**` becomes bold."""
    return _BOLD.sub(r"<b>\1</b>", escaped(text)).replace("\n", "<br>")


def answer_html(
    sentences: Iterable[Sentence],
    known: Sequence[int],
    theme: Theme,
    *,
    apart: bool = False,
    names: Mapping[int, str] | None = None,
    days: Mapping[int, str] | None = None,
) -> str:
    """The shown sentences with a link for each of their sources; `known` are the numbers that have a card.

    Sentences run on in one paragraph, as long as they read in the same direction; `apart`: each begins a
    line, as in a list of clients. `names`: whose source each number is; a sentence then begins with them.
    `days`: the day of each source, beside its number: a sentence of a model may tell of an earlier state.
    """
    page = _Page(apart=apart)
    for sentence in sentences:
        # Citation marks are added again as links, whether or not the sentence still contains them.
        parts = blocks(unmarked(sentence.text))
        named = _named_in(sentence, names or {})
        whose = about_whom(sentence, names or {})
        for place, block in enumerate(parts):
            cited = _chips(sentence, known, theme, days or {}) if place == len(parts) - 1 else ""
            direction = _reads_towards(block.rows[0][0], named)
            flows = block.kind == "text"
            page.turn_to(direction, anew=place > 0 or not flows)
            if whose and not place:
                page.running.append(f"<b>{escaped(isolate(whose))}:</b>")
            if flows:
                said = safe_html(_set_apart(block.rows[0][0], named))
                page.running.append(said + turned_towards(cited, direction))
            else:
                # Before a list or a table the name is on its own line.
                page.end_paragraph()
                page.made.append(_block_html(block, cited))
    page.end_paragraph()
    return "".join(page.made)


@dataclass(slots=True)
class _Page:
    """The output so far, and the current paragraph."""

    apart: bool
    made: list[str] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    towards: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight

    def turn_to(self, direction: Qt.LayoutDirection, *, anew: bool) -> None:
        """The following text has `direction`; `anew`: in a new paragraph."""
        if self.apart or anew or direction != self.towards:
            self.end_paragraph()
        self.towards = direction

    def end_paragraph(self) -> None:
        if self.running:
            self.made.append(_paragraph(self.towards, self.running))
            self.running = []


def unmarked(text: str) -> str:
    """A sentence without the citations it carries."""
    return _MARK.sub("", text).strip()


def names_of(sources: Iterable[Source]) -> dict[int, str]:
    """The client of each source, by its number."""
    return {source.number: source.client_name for source in sources}


def about_whom(sentence: Sentence, names: Mapping[int, str]) -> str:
    """The clients of the sources that a sentence cites; empty if the sentence names them."""
    found = dict.fromkeys(names[number] for number in sentence.sources if names.get(number))
    text = sentence.text.casefold()
    return "; ".join(name for name in found if name.casefold() not in text)


def _named_in(sentence: Sentence, names: Mapping[int, str]) -> list[str]:
    """The clients of its sources that a sentence names, longest first, as one may contain another."""
    found = {names[number] for number in sentence.sources if names.get(number)}
    return sorted((name for name in found if name in sentence.text), key=len, reverse=True)


def _reads_towards(text: str, named: Iterable[str]) -> Qt.LayoutDirection:
    """The direction of the text: a Hebrew name does not turn an English sentence that begins with it."""
    rest = text
    for name in named:
        rest = rest.replace(name, "")
    return paragraph_direction(rest if any(map(str.isalpha, rest)) else text)


def _set_apart(text: str, named: Sequence[str]) -> str:
    """Isolates each name, so that adjacent numbers keep their place."""
    if not named:
        return text
    return re.sub("|".join(map(re.escape, named)), lambda found: isolate(found.group()), text)


def days_of(sources: Iterable[Source]) -> dict[int, str]:
    """The day of each source that has one, by its number, as shown to the user."""
    return {source.number: day_text(source.passage.day) for source in sources if source.passage.day}


def chip(number: int, theme: Theme, day: str = "") -> str:
    """A citation as a link, with its day if there is one; `number_of` reads it back."""
    style = f"color:{theme.accent}; font-weight:600; text-decoration:none"
    beside = f'&nbsp;<span style="color:{theme.muted}">{escaped(day)}</span>' if day else ""
    return f'<a href="{_LINK}{number}" style="{style}">[{number}]</a>{beside}'


def number_of(link: str) -> int | None:
    """The source number of a citation's link; None for any other link."""
    digits = link.removeprefix(_LINK)
    return int(digits) if link.startswith(_LINK) and digits.isascii() and digits.isdigit() else None


def _chips(sentence: Sentence, known: Sequence[int], theme: Theme, days: Mapping[int, str]) -> str:
    cited = [number for number in sorted(set(sentence.sources)) if number in known]
    return (" " if days else "").join(chip(number, theme, days.get(number, "")) for number in cited)


def turned_towards(cited: str, direction: Qt.LayoutDirection, *, gap: str = "&nbsp;") -> str:
    """Keeps text after a sentence at its end in `direction`.

    Otherwise a citation after a Latin drug name is placed on that name's side of a Hebrew sentence.
    """
    mark = _RIGHT_MARK if direction == Qt.LayoutDirection.RightToLeft else _LEFT_MARK
    return f"{mark}{gap}{cited}{mark}" if cited else ""


def _block_html(block: Block, cited: str) -> str:
    """A list or a table, with the citations at its end."""
    whole = " ".join(cell for row in block.rows for cell in row)
    direction = paragraph_direction(whole)
    side = side_of(direction)
    tail = turned_towards(cited, direction)
    if block.kind == "table":
        rows = [_row(row, "th" if at == 0 else "td", side) for at, row in enumerate(block.rows)]
        look = 'border="1" cellspacing="0" cellpadding="4" style="margin:4px 0"'
        grid = f'<table dir="{side}" {look}>{"".join(rows)}</table>'
        return f'{grid}<p dir="{side}" style="margin:2px 0 4px 0">{tail}</p>' if tail else grid
    last = len(block.rows) - 1
    items = "".join(
        f"<li>{safe_html(row[0])}{tail if at == last else ''}</li>" for at, row in enumerate(block.rows)
    )
    name = _LISTS[block.kind]
    start = f' start="{block.first}"' if block.kind == "numbers" else ""
    return f'<{name} dir="{side}"{start} style="margin:0 0 6px 0; -qt-list-indent:0">{items}</{name}>'


def _row(cells: Sequence[str], name: str, side: str) -> str:
    return f"<tr>{''.join(f'<{name} dir={side!r}>{safe_html(cell)}</{name}>' for cell in cells)}</tr>"


def _paragraph(direction: Qt.LayoutDirection, parts: Sequence[str]) -> str:
    return f'<p dir="{side_of(direction)}" style="margin:0 0 4px 0; line-height:140%">{" ".join(parts)}</p>'


def side_of(direction: Qt.LayoutDirection) -> str:
    """The `dir` of a paragraph."""
    return "rtl" if direction == Qt.LayoutDirection.RightToLeft else "ltr"
