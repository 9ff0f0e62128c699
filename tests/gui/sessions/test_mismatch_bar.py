"""A chart that is not as it was written says so above everything else, as long as it is open."""

from __future__ import annotations

from core.audit.findings import IntegrityFinding
from ui.words.findings import finding_text


def test_the_chart_says_what_does_not_match(qtbot, view, workspace, miriam, ariel):
    finding = IntegrityFinding("stale_row", miriam.client_id, "session")
    workspace.services.integrity.in_charts[miriam.client_id] = (finding, finding)
    view.show_client(miriam.client_id)
    qtbot.waitUntil(lambda: view.client is not None)
    bar = view.body.mismatch
    assert bar.isVisibleTo(view)
    assert f"{finding_text(finding)} (2×)" in bar.accessibleName()
    view.show_client(ariel.client_id)
    qtbot.waitUntil(lambda: view.client is not None and view.client.client_id == ariel.client_id)
    assert bar.isHidden()
    assert bar.accessibleName() == ""


def test_it_is_gone_with_the_chart(qtbot, view, workspace, miriam):
    workspace.services.integrity.in_charts[miriam.client_id] = (IntegrityFinding("missing_row"),)
    view.show_client(miriam.client_id)
    qtbot.waitUntil(lambda: view.client is not None)
    view.clear()
    assert view.body.mismatch.isHidden()


def test_a_page_that_is_read_later_looks_again(qtbot, view, workspace, miriam):
    view.show_client(miriam.client_id)
    qtbot.waitUntil(lambda: view.client is not None)
    assert view.body.mismatch.isHidden()
    workspace.services.integrity.in_charts[miriam.client_id] = (IntegrityFinding("missing_row"),)
    view.show_timeline()
    qtbot.waitUntil(lambda: view.body.mismatch.isVisibleTo(view))
