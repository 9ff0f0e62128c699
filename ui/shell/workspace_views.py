"""Creates the real views for the window."""

from __future__ import annotations

from ui.ask.ask_panel import AskPanel
from ui.clients.list_view import ClientListView
from ui.find.find_page import FindPage
from ui.health.health_page import HealthPage
from ui.jobs import Jobs
from ui.schedule.schedule_page import SchedulePage
from ui.sessions.chart_view import ChartView
from ui.shell.views import Views


def workspace_views(jobs: Jobs) -> Views:
    """The day, client list, chart, ask panel, search and health, sharing the lanes."""
    return Views(
        clients=ClientListView(jobs),
        chart=ChartView(jobs),
        ask=AskPanel(jobs),
        today=SchedulePage(jobs),
        find=FindPage(jobs),
        health=HealthPage(jobs),
    )
