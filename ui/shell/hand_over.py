"""Handing a shared practice over: asking for it before it can be opened, and being asked for it.

Both sides look at small files every two seconds, which costs less than watching them reliably would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AnamnesisError
from core.practice_server import holder_of
from core.shared_practice.hand_over import HandOver
from ui.shell.window_state import Phase, WindowState
from ui.text.text_direction import isolate
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from core.settings import Settings
    from ui.shell.first_run import FirstRun
    from ui.shell.opening_page import OpeningPage

_LOOK_MS = 2_000


class HandOverBar(MessageBar):
    """Says who asks for the practice; dismissing it declines."""

    def __init__(self) -> None:
        super().__init__()
        self._dismiss.setText(self.tr("Not now"))

    def show_request(self, account: str) -> None:
        self.show_message(
            self.tr("{account} asks for the practice").format(account=isolate(account)),
            self.tr("Handing it over saves what you typed, locks, and closes Anamnesis here."),
            tone="caution",
            action=self.tr("Hand over"),
        )


class HandOverAsk(QObject):
    """For the window that another account keeps from opening: asks, waits, and reports when it is free."""

    free = Signal()

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._files = HandOver(settings)
        self._page: OpeningPage | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def attach(self, page: OpeningPage) -> None:
        """Uses `page` from now on."""
        self._page = page
        page.hand_over_requested.connect(self.ask)
        page.waiting_ended.connect(self.stop)

    def ask(self) -> None:
        """Asks the account that has the practice open, and waits for it."""
        self._renew()
        self._timer.start()
        if self._page is not None:
            self._page.show_asked()

    def stop(self) -> None:
        """Withdraws the request."""
        if self._timer.isActive():
            self._timer.stop()
            self._files.withdraw()

    def look(self) -> None:
        """Whether it is free now, or was declined."""
        if holder_of(self._settings) is None:
            self.stop()
            self.free.emit()
        elif not self._files.asking:
            self._timer.stop()
            if self._page is not None:
                self._page.show_declined()
        else:
            self._renew()

    def _renew(self) -> None:
        try:
            self._files.ask()
        except (AnamnesisError, OSError):
            # A full disk, say: it is tried again, and the practice may become free without it.
            return


class HandOverWatch(QObject):
    """For the window that has the practice open: shows who asks for it.

    A locked window hands it over at once, so that nobody has to find the person who left it; so does one
    that has not made a practice yet, which has nothing to lose and no place to show a request.
    """

    close_wanted = Signal(bool)
    """Whether without slow steps: nobody is at the computer to wait for them."""

    def __init__(self, settings: Settings, state: WindowState, first_run: FirstRun, parent: QObject) -> None:
        super().__init__(parent)
        self._files = HandOver(settings)
        self._state = state
        self._first_run = first_run
        self._bars: tuple[HandOverBar, ...] = ()
        self._shown: str | None = None
        self._handed_to: str | None = None
        """For whom this lock already asked the window to close."""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        if settings.shared:
            self._timer.start()

    def attach(self, *bars: HandOverBar) -> None:
        """Uses these bars from now on; each page has one."""
        self._bars, self._shown = bars, None
        for bar in bars:
            bar.action_requested.connect(lambda: self.close_wanted.emit(False))
            bar.dismissed.connect(self._decline)

    def look(self) -> None:
        """Compares what is shown with who asks now."""
        if self._state.phase not in (Phase.OPEN, Phase.LOCKED, Phase.WIZARD):
            return
        asked_by = self._files.asked_by
        if asked_by != self._shown:
            self._shown = asked_by
            for bar in self._bars:
                if asked_by is None:
                    bar.clear()
                else:
                    bar.show_request(asked_by)
        # Also for a request from before the lock: its account still waits.
        handed_to = asked_by if self._unattended else None
        if handed_to == self._handed_to:
            return
        self._handed_to = handed_to
        if handed_to is not None:
            self.close_wanted.emit(True)

    @property
    def _unattended(self) -> bool:
        """Whether the window hands over without being told."""
        if self._state.phase is Phase.WIZARD:
            # Once it has made the practice, the idle lock comes as in an open one.
            return not (self._first_run.has_practice or self._first_run.creates)
        return self._state.phase is Phase.LOCKED

    def _decline(self) -> None:
        self._shown = None
        for bar in self._bars:
            bar.clear()
        self._files.decline()
