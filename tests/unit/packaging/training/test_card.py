"""The card says what was measured, and what the adapter must not be used for."""

from __future__ import annotations

from dataclasses import asdict

from training.card import card_text
from training.learning import Plan, Progress


def test_the_card_holds_the_plan_the_curve_the_figures_and_the_answers() -> None:
    point = {"rows": 1000, "auc": 0.7123, "recognised": [[5, 60], [20, 60]], "best_source": [30, 55]}
    progress = Progress(seen=1200, seconds=1800.0, curve=[point])
    found = {
        "auc": 0.75,
        "recognised": ["3 of 9", "6 of 9"],
        "best_source": "7 of 8",
        "proof_found": "8 of 9",
        "rules": "4 of 9 at 1 of 9 refused",
    }
    evaluation = {"figures": {"en": found}, "answers": ["current dose?\n  should be: 1: 5 mg."]}
    told = card_text(asdict(Plan(seed=17, rows=4500)), asdict(progress), evaluation, sha256="ab" * 32)
    assert "ab" * 32 in told
    assert "Seed 17, 1200 rows seen of a budget of 4500" in told
    assert "30 minutes" in told
    assert "| 1000 | 0.712 | 5 of 60 | 20 of 60 | 30 of 55 |" in told
    assert "| en | 0.750 | 3 of 9 | 6 of 9 | 7 of 8 | 4 of 9 at 1 of 9 refused |" in told
    assert "    current dose?\n      should be: 1: 5 mg." in told
    assert "Must not be used" in told
