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
        return self._body.page.session is not None

    def save(self) -> bool:
        """A draft is open for writing."""
        return self._body.page.writing

    def sign(self) -> bool:
        """A draft is open that holds words."""
        return self._body.page.writing and self._body.page.sign_button.isEnabled()

    def add(self) -> bool:
        """A signed session is on screen, in its current version."""
        session = self._body.page.session
        return session is not None and session.state == "signed" and self._body.page.shows_current
