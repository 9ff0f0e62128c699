"""The editor of the tests of templates, which is the one that is spell-checked."""

from __future__ import annotations

from tests.gui.templates.conftest import editor, texts

__all__ = ["editor", "texts"]
