"""The assistant of the tests of asking, for attempts against it."""

from __future__ import annotations

from tests.assistant.conftest import ada, assistant_over, ben, fake_engine

__all__ = ["ada", "assistant_over", "ben", "fake_engine"]
