"""Files of charts for the tests of exchange: made, imported, and what the log says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.audit.event_store import chained_events
from core.audit.opening import to_entry
from core.database.access import Database
from core.interchange.chart_importer import ChartImporter
from core.interchange.dto import ImportResult
from core.security.sealing import Sealer


def lines_of(count: int, *, sessions: int = 2) -> list[dict[str, Any]]:
    """So many clients with so many sessions each, as lines of a file say it."""
    return [
        {
            "client": {"id": f"c{number}", "first_name": "Ada", "last_name": f"Byron {number}"},
            "sessions": [
                {"id": f"c{number}-{visit}", "date": "2024-01-14", "subjective": f"Knee pain {visit}."}
                for visit in range(sessions)
            ],
        }
        for number in range(count)
    ]


def write(path: Path, lines: list[dict[str, Any]]) -> list[Path]:
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return [path]


def run(importer: ChartImporter, paths: list[Path]) -> ImportResult:
    return importer.run(importer.preview(paths))


def recorded(database: Database, sealer: Sealer) -> list[tuple[str, str, dict[str, Any]]]:
    """Action, outcome and details of every event, in order."""
    with database.begin() as session:
        entries = [
            to_entry(sealer, each.columns, each.sealed_details, each.position)
            for each in chained_events(session, sealer.workspace_id)
        ]
    return [(each.action, each.outcome, dict(each.details)) for each in entries]
