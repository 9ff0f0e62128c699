"""Every check is in one group, and the command line has a remedy for each."""

from __future__ import annotations

import itertools

from app.cli import doctor
from core.health.finding import CHECKS, GROUPS


def test_every_check_is_in_exactly_one_group():
    assert sorted(itertools.chain(*GROUPS.values())) == sorted(CHECKS)


def test_the_command_line_has_a_remedy_for_every_check():
    assert set(doctor._REMEDIES) == set(CHECKS)
    assert all(doctor._REMEDIES.values())
