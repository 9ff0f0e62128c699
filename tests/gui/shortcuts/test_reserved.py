"""Which keys a command may not take."""

from __future__ import annotations

import pytest

from ui.shortcuts.reserved import is_reserved


@pytest.mark.parametrize(
    "keys",
    [
        *("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+A", "Ctrl+Ins"),
        *("Tab", "Return", "Enter", "Esc", "Space", "Backspace", "Del", "Home", "Left", "PgDown"),
        *("A", "Shift+A", "7", "+", "א", "Shift+Left", "Ctrl+Left", "Ctrl+Backspace", "Ctrl+Home"),
        *("Alt+F", "Ctrl+Alt+Q", "Alt+F4"),
    ],
)
def test_keys_that_write_edit_or_move_are_kept(keys: str):
    assert is_reserved(keys)


@pytest.mark.parametrize(
    "keys",
    [
        "Ctrl+K",
        "Ctrl+Shift+N",
        "Ctrl+Return",
        "F5",
        "Shift+F5",
        "Alt+Down",
        "Ctrl+1",
        "Ctrl++",
        "Ctrl+Alt+F7",
    ],
)
def test_other_keys_are_free(keys: str):
    assert not is_reserved(keys)
