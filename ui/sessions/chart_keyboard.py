"""Where the keyboard goes in a chart: into a note that can be written in, never into one only read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.sessions.typing_hold import TypingHold

if TYPE_CHECKING:
    from ui.sessions.chart_body import ChartBody


class ChartKeyboard:
    """Holds the keyboard while a note is opened, and hands it on to the note."""

    def __init__(self, body: ChartBody) -> None:
        self._body = body
        self._hold = TypingHold(body)

    @property
    def held(self) -> bool:
        """Whether a note is being opened and the person did not go elsewhere meanwhile."""
        return self._hold.active

    @property
    def inside(self) -> bool:
        """Whether the person is at work in the chart, and not beside it."""
        return self._inside(self._body)

    def hold(self) -> None:
        """A note is being opened: what is typed until `hand_on` goes into it, or nowhere."""
        self._hold.begin()

    def forget(self) -> None:
        """What was typed for a note that does not come."""
        self._hold.end()

    def hand_on(self) -> None:
        """What was waited for is on screen: the keyboard goes there, with what was typed for it.

        Not where the person went elsewhere meanwhile, nor while something is still on its way.
        """
        if self.held and not self._body.awaiting:
            typed = self._hold.end()
            self.go_to_note()
            self._body.page.editor.type_in(typed)

    def give_up(self) -> None:
        """What was waited for does not come."""
        if self.held:
            self._hold.end()
            if not self._body.message.focus_action():
                self.go_to_note()

    def go_to_note(self) -> None:
        """Into the first field of a draft; what is only read leaves the keyboard with the sessions."""
        body = self._body
        if body.in_session and body.page.writing:
            body.page.editor.focus_first()
        elif body.panes.page is not body.empty:
            self.go_to_sessions()
        else:
            body.empty.focus_action()

    def go_to_sessions(self) -> None:
        """To the list, or where that has no room, to the button of the next session."""
        listed = self._body.panes.side.isVisibleTo(self._body)
        target = self._body.list if listed else self._body.page.new_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @contextmanager
    def following(self, page: QWidget | None) -> Iterator[None]:
        """What has the keyboard on `page` is replaced or hidden: it goes to the note that is there then."""
        inside = self._inside(page)
        yield
        if inside:
            self.go_to_note()

    def _inside(self, widget: QWidget | None) -> bool:
        focus = cast("QWidget | None", self._body.window().focusWidget())
        return widget is not None and focus is not None and widget.isAncestorOf(focus)
