"""One line of a brief: what it is about, the record's words, and links to where they stand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.assistant.dto import Source
from core.briefs.dto import BECAME, BESIDE, BriefLine, one_line
from ui.brief.words import place_text, spoken_line
from ui.theme import active_theme
from ui.widgets.days import day_text
from ui.widgets.formatted_label import FormattedLabel, escaped
from ui.widgets.text_direction import has_right_to_left, isolate, isolate_as, paragraph_direction
from ui.widgets.wrapping import wrap

_FIRM = "\u00a0"
"""A space at which no line breaks."""


class LineView(FormattedLabel):
    """The words of the record are links, and so is the place behind them; Tab goes through them."""

    chosen = Signal(object)
    """The `Source` whose words to show."""

    def __init__(self, line: BriefLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self._by_number = {str(source.number): source for source in line.sources}
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setToolTip(self.tr("Show these words in the record"))
        wrap(self)
        self.setAccessibleName(spoken_line(line))
        self.linkActivated.connect(self.open_link)
        self._write()

    def open_link(self, number: str) -> None:
        """As if the link with the number of that source was clicked."""
        source = self._by_number.get(number)
        if source is not None:
            self.chosen.emit(source)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The links carry their colours in the text, and the text its direction.
        told = (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)
        if event.type() in told and hasattr(self, "line"):
            self._write()

    def _write(self) -> None:
        right = _is_right_to_left(self.line, self.layoutDirection())
        # From what was to what is, in the direction the line is read.
        became = BECAME.replace("→", "←") if right else BECAME
        sources, joins = self.line.sources, ("beside", *self.line.joins, "beside")
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


def _is_right_to_left(line: BriefLine, around: Qt.LayoutDirection) -> bool:
    """Whether one of its quotes is read from the right: names of drugs may outweigh its words.

    In a window that is (`around`), every quote that has a word of Hebrew.
    """
    right = Qt.LayoutDirection.RightToLeft
    return any(
        paragraph_direction(one.quote) == right or (around == right and has_right_to_left(one.quote))
        for one in line.sources
    )


def _directed(quote: str, *, in_hebrew: bool) -> str:
    """A quote in the direction it is read: in a Hebrew line from the right, whatever name it begins with."""
    mixed = in_hebrew and has_right_to_left(quote)
    return isolate_as(quote, Qt.LayoutDirection.RightToLeft if mixed else paragraph_direction(quote))


def _behind(source: Source, place: str) -> str:
    """Where words stand; never broken off from them, and never in the middle."""
    return f"\u00a0 {_link(source, isolate(place.replace(' ', _FIRM)), active_theme().accent)}"


def _link(source: Source, words: str, colour: str) -> str:
    """Everything of the record is escaped: nothing in it can be a tag, a link or an image."""
    told = escaped(words)
    return f'<a href="{source.number}" style="color:{colour};text-decoration:none">{told}</a>'
