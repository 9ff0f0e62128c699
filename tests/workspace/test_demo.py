"""The demo practice as somebody finds it: charts, visits today, and a chart to open first."""

from __future__ import annotations

from datetime import timedelta

from core.demo import FIRST_CLIENT, prepare_demo
from core.demo_questions import question_to_try
from core.schedule.local_time import day_bounds, local_day
from tests.workspace.practice import Practice


def test_there_are_visits_today_and_a_chart_to_open(practice: Practice):
    services = practice.services
    made = prepare_demo(services, now=practice.now)
    assert made.imported.clients == 12
    assert made.first_client is not None
    assert services.clients.get(made.first_client).details.external_id == FIRST_CLIENT
    assert question_to_try(FIRST_CLIENT) == "Why was ibuprofen stopped?"
    today = day_bounds(local_day(practice.now))
    visits = services.schedule.between(*today)
    assert len(visits) == 6
    assert visits[0].client.client_id == made.first_client
    assert not any(each.conflicts for each in visits)


def test_only_some_of_the_clients_are_imported_with_their_visits(practice: Practice):
    services = practice.services
    made = prepare_demo(services, now=practice.now, only=(FIRST_CLIENT, "demo-anan", "nobody"))
    assert {each.details.external_id for each in services.clients.list()} == {FIRST_CLIENT, "demo-anan"}
    assert made.imported.clients == 2
    visits = services.schedule.between(*day_bounds(local_day(practice.now)))
    assert [each.client.details.external_id for each in visits] == [FIRST_CLIENT]


def test_prepared_again_it_stays_as_it_is_until_another_day(practice: Practice):
    services = practice.services
    for _ in range(2):
        prepare_demo(services, now=practice.now)
    assert len(services.clients.list()) == 12
    assert len(services.schedule.between(*day_bounds(local_day(practice.now)))) == 6
    tomorrow = practice.now + timedelta(days=1)
    prepare_demo(services, now=tomorrow)
    assert len(services.schedule.between(*day_bounds(local_day(tomorrow)))) == 6
