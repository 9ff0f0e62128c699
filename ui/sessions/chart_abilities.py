"""What is possible in a chart at this moment."""

from __future__ import annotations

from ui.clients.client_actions import ClientActions
from ui.sessions.chart_body import ChartBody


class ChartAbilities:
    """Each answers for the client and the session that are on screen now."""

    def __init__(self, body: ChartBody, clients: ClientActions) -> None:
        self._body = body
        self._clients = clients

    def read(self) -> bool:
        """A chart is open."""
        return self._body.client is not None

    def write(self) -> bool:
        """A chart is open in which something may be written."""
        return self._clients.is_writable

    def look(self) -> bool:
        """A session is on screen."""
        return self._body.in_session

    def save(self) -> bool:
        """A draft is open for writing."""
        return self._body.in_session and self._body.page.writing

    def sign(self) -> bool:
        """A draft is open that holds words."""
        return self.save() and self._body.page.sign_button.isEnabled()

    def attach(self) -> bool:
        """Files can be added to what is on screen."""
        return self.write() and self._body.open_strip is not None

    def compare(self) -> bool:
        """A session is on screen that has one before it."""
        return self.look() and self._body.page.panes.previous.session is not None

    def copy(self) -> bool:
        """A draft is open that has a session before it."""
        return self.save() and self.compare()

    def add(self) -> bool:
        """A signed session is on screen, in its current version."""
        session = self._body.page.session
        signed = session is not None and session.state == "signed"
        return signed and self._body.in_session and self._body.page.shows_current
