"""The fictional demo practice: sample charts and a day of visits, none about a real person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clock import utc_now
from core.ids import ClientId
from core.interchange.chart_importer import ChartImporter, ImportResult
from core.schedule.local_time import day_bounds, local_day, to_moment

if TYPE_CHECKING:
    from core.services import Services

_CHARTS = "demo_practice.jsonl"
_VISITS = (
    ("demo-fernwhistle", time(9, 0), 30, "visit", "Right knee, three months after the injection"),
    ("demo-quillfeather", time(9, 45), 30, "visit", "Heart failure review, blood results"),
    ("demo-lanternby", time(10, 30), 50, "follow_up", ""),
    ("demo-oatfield", time(11, 30), 20, "phone", "HbA1c result"),
    ("demo-geshem", time(14, 0), 30, "visit", "ביקורת גאוט"),
    ("demo-saltmarsh", time(15, 0), 30, "visit", ""),
)
"""External id of the client, local time, minutes, kind, note."""
FIRST_CLIENT = _VISITS[0][0]


@dataclass(frozen=True, slots=True)
class DemoPractice:
    """The import's result, and the chart to open first; None if it does not exist any more."""

    imported: ImportResult
    first_client: ClientId | None


def prepare_demo(
    services: Services,
    *,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
    now: datetime | None = None,
    only: Collection[str] | None = None,
) -> DemoPractice:
    """Imports the demo charts, and books visits today if the day is empty. Progress counts charts.

    `only`: the external ids of the clients to import; None: all.
    """
    imported = load_demo(services.importer, cancel=cancel, on_progress=on_progress, only=only)
    clients = {each.details.external_id: each.client_id for each in services.clients.list()}
    _book_visits(services, clients, local_day(now or utc_now()))
    return DemoPractice(imported, clients.get(FIRST_CLIENT))


def load_demo(
    importer: ChartImporter,
    *,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
    only: Collection[str] | None = None,
) -> ImportResult:
    """Imports the demo charts, or those of `only` these external ids; existing ones stay unchanged."""
    with resources.as_file(resources.files("core") / _CHARTS) as path:
        preview = importer.preview([Path(path)])
    if only is not None:
        kept = [place for place, line in enumerate(preview.lines) if line.details.external_id in only]
        preview = replace(
            preview,
            lines=tuple(preview.lines[place] for place in kept),
            matches=tuple(preview.matches[place] for place in kept),
        )
    return importer.run(preview, cancel=cancel, on_progress=on_progress)


def _book_visits(services: Services, clients: dict[str | None, ClientId], day: date) -> None:
    if services.schedule.between(*day_bounds(day)):
        return
    for external_id, at, minutes, kind, note in _VISITS:
        client_id = clients.get(external_id)
        if client_id is not None:
            services.schedule.book(
                client_id, starts_at=to_moment(day, at), minutes=minutes, kind=kind, note=note
            )
