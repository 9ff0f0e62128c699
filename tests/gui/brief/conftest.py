"""A practice of two charts, each with the brief that the real extraction makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

from core.briefs.chart import ChartRead
from core.briefs.dto import Brief
from core.clients.dto import Client
from core.sessions.dto import Session, SoapText
from tests.fakes.briefs import TODAY, FakeBriefs, brief_of
from tests.fakes.clients import ARIEL, MIRIAM
from tests.fakes.practice import FakePractice, furnished
from tests.fakes.workspace import FakeWorkspace
from ui.jobs import Jobs

BEFORE = SoapText(
    objective="BP 150/90. Weight 82 kg.", plan="Lisinopril 10 mg once daily. Return in 3 months."
)
LAST = SoapText(
    subjective="Sleeps better.",
    objective="BP 130/80. Weight 79 kg.",
    assessment="Hypertension, improved.\nEarly osteoarthritis of the right knee.",
    plan="Increase Lisinopril to 20 mg once daily. Order an MRI of the right knee. "
    "Referral placed to physical therapy. Follow up in 6 weeks.",
)
HEBREW = SoapText(
    objective='ל"ד 132/80. HbA1c 7.1%.',
    assessment="נוירופתיה סוכרתית פריפרית.",
    plan='התחלת Pregabalin 75 מ"ג לפני השינה. הפניה לפודיאטר. ביקורת עם בדיקות דם בעוד 3 חודשים.',
)
HEBREW_BEFORE = SoapText(objective='ל"ד 138/84. HbA1c 7.6%.', plan="ביקורת בעוד 3 חודשים.")


@dataclass(frozen=True, slots=True)
class Briefed:
    """The practice behind the cards of one test."""

    whole: FakePractice
    briefs: FakeBriefs
    miriam: Client
    ariel: Client

    def brief_for(self, client: Client, *sessions: Session) -> Brief:
        """Made of these sessions, newest first, and put where it will be asked for."""
        made = brief_of(ChartRead(client, TODAY, sessions))
        self.briefs.put(made)
        return made


@pytest.fixture
def practice(workspace: FakeWorkspace, jobs: Jobs) -> Iterator[Briefed]:
    with furnished(workspace) as filled:
        briefs = FakeBriefs()
        workspace.prepared = replace(workspace.prepared, briefs=briefs)
        made = Briefed(filled, briefs, filled.add_client(MIRIAM), filled.add_client(ARIEL))
        for client, before, last in (
            (made.miriam, BEFORE, LAST),
            (made.ariel, HEBREW_BEFORE, HEBREW),
        ):
            old = filled.sessions.add(client.client_id, before, day=date(2024, 5, 6), signed=True)
            new = filled.sessions.add(client.client_id, last, day=date(2024, 8, 5), signed=True)
            made.brief_for(client, new, old)
        yield made
        briefs.release_all()
