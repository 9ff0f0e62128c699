"""The actions possible in a chart now."""

from __future__ import annotations

from ui.clients.client_actions import ClientActions
from ui.sessions.chart_body import ChartBody


class ChartAbilities:
    """Answers for the displayed client and session."""

    def __init__(self, body: ChartBody, clients: ClientActions) -> None:
        self._body = body
        self._clients = clients

    def read(self) -> bool:
        """A chart is open."""
        return self._body.client is not None

    def write(self) -> bool:
        """A writable chart is open."""
        return self._clients.is_writable

    def look(self) -> bool:
        """A session is displayed."""
        return self._body.in_session

    def save(self) -> bool:
        """A draft is open for writing."""
        return self._body.in_session and self._body.page.writing

    def sign(self) -> bool:
        """A draft with text is open."""
        return self.save() and self._body.page.sign_button.isEnabled()

    def attach(self) -> bool:
        """Files can be added."""
        return self.write() and self._body.open_strip is not None

    def compare(self) -> bool:
        """A session with an earlier one is displayed."""
        return self.look() and self._body.page.panes.previous.session is not None

    def copy(self) -> bool:
        """A draft with an earlier session is open."""
        return self.save() and self.compare()

    def add(self) -> bool:
        """A signed session is displayed in its current version."""
        session = self._body.page.session
        signed = session is not None and session.state == "signed"
        return signed and self._body.in_session and self._body.page.shows_current
