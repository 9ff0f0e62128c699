"""`anamnesis metrics` reads the files of a directory without a passphrase, and starts nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cli.main import run
from core.clock import utc_now
from core.metrics.metrics import Metrics


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    metrics = Metrics(tmp_path / "metrics", clock=lambda: utc_now().astimezone(UTC))
    for _ in range(100):
        metrics.observe("save", 0.02)
    metrics.observe("ask", 9.0)
    metrics.observe("answer_odds", 0.1)
    metrics.count("cache_hits")
    metrics.count("unscored_answers")
    metrics.save()
    return tmp_path


def test_json_has_the_days_and_the_whole(data_dir: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["--data-dir", str(data_dir), "--json", "metrics"]) == 0
    document = json.loads(capsys.readouterr().out)
    (day,) = document["days"]
    assert datetime.fromisoformat(day["day"])
    assert day["durations"]["save"]["count"] == 100
    assert document["whole"]["durations"]["ask"]["over_budget"] == 1
    assert document["whole"]["shares"]["cache"] == 1.0
    assert document["whole"]["shares"]["unscored"] == 0.5


def test_prometheus_text(data_dir: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["--data-dir", str(data_dir), "metrics", "--prometheus"]) == 0
    out = capsys.readouterr().out
    assert 'anamnesis_operation_duration_seconds_count{operation="save"} 100\n' in out
    assert "anamnesis_cache_hits_total 1\n" in out


def test_text_says_which_budget_is_missed(data_dir: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["--data-dir", str(data_dir), "metrics"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert lines["ask"].endswith("8000 ms MISSED")
    assert lines["save"].endswith("150 ms")


def test_nothing_counted_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["--data-dir", str(tmp_path / "none"), "metrics"]) == 0
    assert "Nothing was counted yet." in capsys.readouterr().out
    assert not (tmp_path / "none").exists()
