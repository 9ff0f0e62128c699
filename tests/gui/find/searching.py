"""What the tests of the search page have in common: a question, and what is on the page after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from core.retrieval.dto import Reading, SearchResult
from tests.gui.find.conftest import Searched
from ui.find.find_page import FindPage
from ui.find.groups import FoundOf
from ui.find.hits_model import ROW_ROLE

Ask = Callable[[str], None]
QUESTION = "which patients take metformin"
opens_a_popup = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""Said of every pop-up by the platform plugin without a screen."""


def rows_of(page: FindPage) -> list[str]:
    """Headings by last name, passages by their words."""
    rows = (page.list.rows.index(row).data(ROW_ROLE) for row in range(page.list.rows.rowCount()))
    return [
        row.client.details.last_name if isinstance(row, FoundOf) else row.hit.passage.text for row in rows
    ]


def shown_words(page: FindPage) -> str:
    """Every word of the page that is not hidden."""
    parts = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    parts += [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
    parts.append(page.line.edit.text())
    words = "\n".join(parts + rows_of(page))
    return "".join(each for each in words if each not in "\u2068\u2069\u200e")


def understood_as(practice: Searched, *readings: Reading) -> SearchResult:
    practice.finder.result = replace(practice.finder.result, understood=readings)
    return practice.finder.result
