"""A bundle of models that the desktop opens, or that is dropped: shown after the unlock, to be agreed to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.settings import Settings
from tests.fakes.bundle import PUBLISHER, TRUSTED, small_bundle
from tests.gui.dragging import dragged, drop
from tests.gui.shell.conftest import Driven
from ui.models.bundle_dialog import BundleDialog
from ui.shell.single_instance import _opened_by, _request_to_open


@pytest.fixture
def bundle(driven: Driven, tmp_path: Path) -> Path:
    driven.workspace.settings = replace(
        driven.workspace.settings, models_dir=tmp_path / "models", model_bundle_keys=TRUSTED
    )
    assert isinstance(driven.workspace.settings, Settings)
    return small_bundle(tmp_path)


def _dialogs(driven: Driven) -> list[BundleDialog]:
    return [each for each in driven.window.findChildren(BundleDialog) if each.isVisible()]


def test_it_waits_for_the_unlock_and_is_shown_once(driven: Driven, bundle: Path) -> None:
    driven.window.open_bundle(bundle)
    assert _dialogs(driven) == []
    driven.to_practice()
    driven.wait(lambda: bool(_dialogs(driven)))
    (dialog,) = _dialogs(driven)
    driven.wait(lambda: dialog.preview is not None)
    assert PUBLISHER in dialog.signer.text()
    assert not (bundle.parent / "models").exists()
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert _dialogs(driven) == []
    driven.unlock()
    driven.wait(lambda: driven.window.current_page is driven.window.page)
    assert _dialogs(driven) == []


def test_it_is_shown_at_once_over_an_open_practice(driven: Driven, bundle: Path) -> None:
    driven.to_practice()
    driven.window.open_bundle(bundle)
    driven.wait(lambda: bool(_dialogs(driven)))


def test_nothing_opened_shows_nothing(driven: Driven) -> None:
    driven.window.open_bundle(None)
    driven.to_practice()
    assert _dialogs(driven) == []


def test_a_bundle_that_is_dropped_on_the_window_is_shown(driven: Driven, bundle: Path) -> None:
    driven.to_practice()
    for path, taken in ((bundle.with_suffix(".pdf"), False), (bundle, True)):
        assert drop(driven.window, dragged(path)) is taken
    driven.wait(lambda: bool(_dialogs(driven)))


@pytest.mark.parametrize(
    "name", ["a.anamnesis-models", "line\nfeed.anamnesis-models", "חבילה.anamnesis-models"]
)
def test_a_path_goes_to_the_running_window_as_it_is(name: str) -> None:
    assert _opened_by(_request_to_open(Path("/srv") / name)) == Path("/srv") / name


@pytest.mark.parametrize(
    "request_", [b"", b"raise\n", b"open \n", b"open !\n", b"open L3Nydg==", b"open " + b"A" * 20_000 + b"\n"]
)
def test_what_is_no_request_to_open_opens_nothing(request_: bytes) -> None:
    assert _opened_by(request_) is None
