"""Keyboard focus in a chart: into a writable note, never into a read-only one."""

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
    """Holds the focus while a note is opened, then passes it to the note."""

    def __init__(self, body: ChartBody) -> None:
        self._body = body
        self._hold = TypingHold(body)

    @property
    def held(self) -> bool:
        """Whether a note is being opened and the user did not move the focus."""
        return self._hold.active

    @property
    def inside(self) -> bool:
        """Whether the focus is in the chart."""
        return self._inside(self._body)

    def hold(self) -> None:
        """A note is being opened: text typed until `hand_on` goes into it, or is dropped."""
        self._hold.begin()

    def forget(self) -> None:
        """Drops text typed for a note that is not opened."""
        self._hold.end()

    def hand_on(self) -> None:
        """The awaited note is displayed: gives it the focus and the typed text.

        Not if the user moved the focus, nor while something is still loading.
        """
        if self.held and not self._body.awaiting:
            typed = self._hold.end()
            self.go_to_note()
            self._body.page.editor.type_in(typed)

    def give_up(self) -> None:
        """The awaited note is not coming."""
        if self.held:
            self._hold.end()
            if not self._body.message.focus_action():
                self.go_to_note()

    def go_to_note(self) -> None:
        """Focuses the first field of a draft; for read-only notes the session list."""
        body = self._body
        if body.in_session and body.page.writing:
            body.page.editor.focus_first()
        elif body.panes.page is not body.empty:
            self.go_to_sessions()
        else:
            body.empty.focus_action()

    def go_to_sessions(self) -> None:
        """Focuses the list, or if that is hidden, the button of the next session."""
        listed = self._body.panes.side.isVisibleTo(self._body)
        target = self._body.list if listed else self._body.page.new_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @contextmanager
    def following(self, page: QWidget | None) -> Iterator[None]:
        """If the focus is on a `page` being replaced or hidden, it moves to the note displayed then."""
        inside = self._inside(page)
        yield
        if inside:
            self.go_to_note()

    def _inside(self, widget: QWidget | None) -> bool:
        focus = cast("QWidget | None", self._body.window().focusWidget())
        return widget is not None and focus is not None and widget.isAncestorOf(focus)
