"""Quotes of the record on one line, each a link to its place, as in a line of a brief."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.assistant.dto import Source
from core.briefs.dto import BECAME, BESIDE, BriefLine, Joined, one_line
from ui.brief.words import place_text, spoken_line
from ui.text.days import day_text
from ui.text.text_direction import has_right_to_left, isolate, isolate_as, paragraph_direction
from ui.theme import active_theme
from ui.widgets.formatted_label import FormattedLabel, escaped
from ui.widgets.wrapping import wrap

_FIRM = "\u00a0"
"""A space at which no line breaks."""


class QuotesLabel(FormattedLabel):
    """The quotes are links, and so is the place behind them; Tab moves through them.

    `joins`: the mark between each two, as of a `BriefLine`. `spoken`: the whole line for a screen reader.
    `leading`: starts at the edge of the window's language, else at that of its own.
    """

    chosen = Signal(object)
    """The `Source` to show."""

    def __init__(
        self,
        sources: Sequence[Source],
        joins: Sequence[Joined] = (),
        *,
        spoken: str,
        leading: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources = tuple(sources)
        self._joins = tuple(joins)
        self._leading = leading
        self._by_number = {str(source.number): source for source in sources}
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setToolTip(self.tr("Show these words in the record"))
        wrap(self)
        self.setAccessibleName(spoken)
        self.linkActivated.connect(self.open_link)
        self._write()

    def open_link(self, number: str) -> None:
        """Acts like a click on the link with that source's number."""
        source = self._by_number.get(number)
        if source is not None:
            self.chosen.emit(source)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The links contain their colours, and the text its direction.
        told = (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)
        if event.type() in told and hasattr(self, "_by_number"):
            self._write()

    def _write(self) -> None:
        around = self.layoutDirection()
        in_window = around == Qt.LayoutDirection.RightToLeft
        right = in_window if self._leading else _is_right_to_left(self._sources, around)
        # From the old value to the new one, in the reading direction of the line.
        became = BECAME.replace("→", "←") if right else BECAME
        sources, joins = self._sources, ("beside", *self._joins, "beside")
        told = ""
        for number, source in enumerate(sources):
            before, after = joins[number], joins[number + 1]
            if number:
                told += became if before == "became" else BESIDE
            quote = _directed(one_line(source.quote), in_hebrew=right)
            told += _link(source, quote, active_theme().text)
            day = source.passage.day
            if "became" in (before, after) and day is not None:
                told += _behind(source, day_text(day))
            elif number + 1 == len(sources) or place_text(sources[number + 1]) != place_text(source):
                # Behind the last of the quotes that share a place.
                told += _behind(source, place_text(source))
        side = "rtl" if right else "ltr"
        self.setText(f'<p dir="{side}" style="margin:0">{told}</p>')
        alignment = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(alignment | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)


class LineView(QuotesLabel):
    """One line of a brief."""

    def __init__(self, line: BriefLine, parent: QWidget | None = None) -> None:
        super().__init__(line.sources, line.joins, spoken=spoken_line(line), parent=parent)
        self.line = line


def _is_right_to_left(sources: Sequence[Source], around: Qt.LayoutDirection) -> bool:
    """Whether one of its quotes is read from the right: drug names may outnumber its words.

    In a right-to-left window (`around`), every quote with a Hebrew word.
    """
    right = Qt.LayoutDirection.RightToLeft
    return any(
        paragraph_direction(one.quote) == right or (around == right and has_right_to_left(one.quote))
        for one in sources
    )


def _directed(quote: str, *, in_hebrew: bool) -> str:
    """A quote in its reading direction: a Hebrew line from the right, whatever name it begins with."""
    mixed = in_hebrew and has_right_to_left(quote)
    return isolate_as(quote, Qt.LayoutDirection.RightToLeft if mixed else paragraph_direction(quote))


def _behind(source: Source, place: str) -> str:
    """The place of the text; never separated from it by a line break, nor broken itself."""
    return f"\u00a0 {_link(source, isolate(place.replace(' ', _FIRM)), active_theme().accent)}"


def _link(source: Source, words: str, colour: str) -> str:
    """All record text is escaped: nothing in it can be a tag, a link or an image."""
    told = escaped(words)
    return f'<a href="{source.number}" style="color:{colour};text-decoration:none">{told}</a>'
