"""A step says "done" only of what it did."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.cancel import CancelToken
from core.egress.journey import Journey
from core.errors import AnamnesisError
from core.settings import Settings


def asking(tmp_path: Path, answer: Any) -> Journey:
    made = Journey(Settings(data_dir=tmp_path / "data"), tmp_path, tell=lambda _: None, printing=lambda *_: 1)
    made._workspace = SimpleNamespace(  # type: ignore[assignment]
        services=SimpleNamespace(
            clients=SimpleNamespace(list=lambda: ()),
            engine=SimpleNamespace(generator_info=lambda: None),
            assistant=SimpleNamespace(ask=lambda *_, **__: answer),
        )
    )
    return made


def test_an_answer_that_the_model_did_not_write_is_no_whole_journey(tmp_path: Path) -> None:
    written = SimpleNamespace(usage=SimpleNamespace(output_tokens=7), notice=None, sources=(1, 2))
    told = asking(tmp_path, written)._ask(CancelToken())
    assert told == {"sources": 2, "words_of_the_model": 7}
    for notice, code in (("engine_resting", "engine_resting"), (None, "generation_failed")):
        quoted = SimpleNamespace(usage=SimpleNamespace(output_tokens=0), notice=notice, sources=(1,))
        with pytest.raises(AnamnesisError) as caught:
            asking(tmp_path, quoted)._ask(CancelToken())
        assert caught.value.code == code
