"""Tries to answer a question by lookup before anything is searched, without a model or similarity."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from sqlalchemy.orm import Session as DatabaseSession

from core.clients.dto import Client
from core.clients.repository import ClientRepository
from core.contradictions.dto import QuotedContradiction
from core.database.chart_reads import mismatches
from core.database.snapshot import hold_snapshot
from core.errors import TamperedRecord, VaultFormatError
from core.facts.dto import FactsOfVersion
from core.facts.quoting import FactReader
from core.ids import ClientId, UserId
from core.letters.dto import Letter
from core.lookup import conditions, holders, medicines, practice, record, stated, values, visits
from core.lookup.chart import LookupChart, read_lookup_chart
from core.lookup.contradicted import disputed, disputed_of_clients
from core.lookup.dto import Line, LookedUp, Lookup
from core.lookup.naming import read_by_names
from core.lookup.narrowing import limiting, narrowed
from core.lookup.parsing import QuestionParser
from core.lookup.reading import NoVectors, QuestionReader, VectorOf
from core.lookup.stated import Unquotable
from core.lookup.wording import line
from core.schedule.dto import Agenda, Appointment
from core.schedule.local_time import day_bounds
from core.service_context import ServiceContext
from core.sources.dto import Coverage, SearchScope

_log = logging.getLogger(__name__)
_OfChart = Callable[[Lookup, LookupChart], list[Line]]
_FROM_CHART: dict[str, _OfChart] = {
    "visit_when": visits.visit_when,
    "visit_since": visits.visit_when,
    "visit_count": visits.visit_count,
    "visit_list": visits.visit_list,
    "visit_gap": visits.visit_gap,
    "visit_after": visits.visit_after,
    "visit_part": visits.visit_part,
    "visit_diagnosis": visits.visit_part,
    "birth": record.born,
    "age": record.born,
    "phone": record.contact,
    "email": record.contact,
    "address": record.contact,
    "emergency": record.contact,
    "contact": record.contact,
    "sex": record.sex,
    "consent": record.consent,
    "alerts": record.alerts,
    "attachments": record.attachments,
}
_OF_SCHEDULE = frozenset({"next_appointment", "last_appointment", "letters", "visit_author"})
_OF_RECORD = frozenset(
    {"birth", "age", "phone", "email", "address", "emergency", "contact", "sex", "consent", "alerts"}
)


_OfFacts = Callable[[Lookup, stated.ClientFacts], list[Line] | None]
_FROM_FACTS: dict[str, _OfFacts] = {
    "medication": medicines.medication,
    "drug_taken": medicines.drug_taken,
    "class_taken": medicines.class_taken,
    "drug_started": medicines.drug_started,
    "drug_stopped": medicines.drug_stopped,
    "drug_span": medicines.drug_span,
    "problems": conditions.problems,
    "reaction": conditions.reaction,
}
_OfFactsAndChart = Callable[[Lookup, stated.ClientFacts, LookupChart], list[Line] | None]
_FROM_FACTS_AND_CHART: dict[str, _OfFactsAndChart] = {
    "drug_dose": medicines.drug_dose,
    "measure": values.measure,
    "allergies": conditions.allergies,
    "problem_held": conditions.problem_held,
    "smoking": conditions.daily_life,
    "alcohol": conditions.daily_life,
    "job": conditions.daily_life,
    "living": conditions.daily_life,
    "test_result": conditions.test_result,
}


class FactSource(Protocol):
    """Provides the facts of the practice; see `core.facts.service`."""

    def of_client(self, client_id: ClientId) -> list[FactsOfVersion]:
        """The facts of a client's sources, the newest day last."""

    def everyone(self) -> list[FactsOfVersion]:
        """The facts of all clients."""

    def coverage(self, scope: SearchScope) -> Coverage:
        """The sources behind the facts of a scope."""


class LookupService:
    """Answers questions from the record's structure; usable from several threads.

    `contradictions` returns the undismissed contradictions of a client's chart.

    `name_of` returns a member's name, `appointments` those of a client, the earliest first, `letters` those
    of a client, the newest first, `agenda` the practice's between two times. `mentioned`: whether any note of
    the practice contains a word for something, `mentions` a sentence of each client whose notes do.
    `vector_of` embeds questions whose words fit no frame.
    """

    def __init__(
        self,
        context: ServiceContext,
        *,
        name_of: Callable[[UserId], str | None],
        appointments: Callable[[ClientId], Sequence[Appointment]],
        letters: Callable[[ClientId], Sequence[Letter]],
        contradictions: Callable[[ClientId], Sequence[QuotedContradiction]],
        agenda: Callable[[datetime, datetime], Agenda],
        facts: FactSource,
        mentioned: Callable[[str], bool],
        mentions: holders.MentionsOf,
        vector_of: VectorOf | None = None,
    ) -> None:
        self._database, self._sealer, self._clock = context.database, context.sealer, context.clock
        self._name_of = name_of
        self._appointments = appointments
        self._letters = letters
        self._contradictions = contradictions
        self._agenda = agenda
        self._facts = facts
        self._mentioned = mentioned
        self._mentions = mentions
        self._reader = QuestionReader(vector_of or NoVectors())

    def answer(self, question: str, scope: SearchScope) -> LookedUp | None:
        """The answer from the structure; None for a question that must be searched for.

        Also None if a source is damaged, or was changed meanwhile: search reports what remains. Raises
        `NotFound`, `InputRefused`, `VaultLocked`, `DatabaseProblem`.
        """
        if scope.fields or scope.authors:
            return None
        try:
            return self._answer(question, scope)
        except (Unquotable, TamperedRecord, VaultFormatError):
            _log.warning("a lookup was left to search: what it rests on could not be read")
            return None

    def _answer(self, question: str, scope: SearchScope) -> LookedUp | None:
        if scope.client_id is None:
            if scope.since or scope.until:
                return None
            asked = self._asked(question, practice=True)
            return None if asked is None else self._of_practice(asked)
        with self._database.begin() as session:
            details = ClientRepository(session, self._sealer).get(scope.client_id).details
        asked = self._asked(question, practice=False, names=(details.first_name, details.last_name))
        return None if asked is None else self._of_client(asked, scope.client_id, scope)

    def _asked(self, question: str, *, practice: bool, names: Sequence[str] = ()) -> Lookup | None:
        """What is asked for by its words, or else by its meaning, or over the practice by what it names."""
        today = self._today()
        asked = QuestionParser(today).parse(question, practice=practice, names=names)
        asked = asked or self._reader.read(question, today=today, practice=practice, names=names)
        return asked or (read_by_names(question, today=today) if practice else None)

    def narrow(self, question: str, scope: SearchScope) -> tuple[str, SearchScope]:
        """The question and the scope to search, limited to a visit if the question names one.

        Raises as `answer`.
        """
        limited = limiting(question) if scope.client_id is not None else None
        if limited is None or scope.client_id is None or scope.since or scope.until:
            return question, scope
        rest, slots = limited
        try:
            with self._database.begin() as session:
                hold_snapshot(session)
                chart = read_lookup_chart(
                    session, self._sealer, scope.client_id, today=self._today(), allowed=lambda day: True
                )
        except (TamperedRecord, VaultFormatError):
            return question, scope
        within = narrowed(question, slots, chart, scope)
        return (question, scope) if within is None else (rest, within)

    def _of_client(self, asked: Lookup, client_id: ClientId, scope: SearchScope) -> LookedUp | None:
        with self._database.begin() as session:
            hold_snapshot(session)
            chart = read_lookup_chart(
                session, self._sealer, client_id, today=self._today(), allowed=lambda day: _inside(day, scope)
            )
        if asked.frame in ("next_appointment", "visit_after"):
            asked = visits.of_appointments(asked, self._appointments(client_id), self._today())
        asked = visits.of_recorded_year(asked, chart)
        lines = self._lines(asked, chart, scope) if chart.record or asked.frame not in _OF_RECORD else None
        if not lines:
            return None
        if "thing.setting" in asked.slots:
            lines.append(line("visits.all", asked.language))
        if asked.frame not in _FROM_CHART:
            lines += disputed(asked, lines, self._contradictions(client_id), scope)
        searched, partly = chart.searched, bool(chart.mismatched or chart.unreadable)
        if asked.frame not in _FROM_CHART and asked.frame not in _OF_SCHEDULE:
            searched = self._facts.coverage(scope)
            # The client's record has no day, so a search limited to days omits it.
            partly = bool(partly or searched.unread or searched.mismatched or scope.since or scope.until)
        if partly and (asked.frame == "allergies" or any(told.nothing for told in lines)):
            # An unread source may contain it: search reports that there is more.
            return None
        name = chart.client.details.display_name
        return LookedUp(asked.frame, tuple(lines), searched, names=((client_id, name),))

    def _lines(self, asked: Lookup, chart: LookupChart, scope: SearchScope) -> list[Line] | None:
        client_id = chart.client.client_id
        if asked.frame in _FROM_FACTS:
            told = stated.gathered(self._allowed(client_id, scope), self._quotes())
            return _FROM_FACTS[asked.frame](asked, told)
        if asked.frame in _FROM_FACTS_AND_CHART:
            told = stated.gathered(self._allowed(client_id, scope), self._quotes())
            return _FROM_FACTS_AND_CHART[asked.frame](asked, told, chart)
        if asked.frame in _FROM_CHART:
            return _FROM_CHART[asked.frame](asked, chart)
        if asked.frame == "visit_author":
            return visits.visit_author(asked, chart, self._name_of)
        if asked.frame == "letters":
            return record.letters(asked, self._letters(client_id))
        if asked.frame in ("next_appointment", "last_appointment"):
            past = asked.frame == "last_appointment" and asked.value("order") != "next"
            tell = record.last_appointment if past else record.next_appointment
            told_of = tell(asked, self._appointments(client_id), self._clock())
            if past and told_of[0].nothing:
                # Without a schedule in use, the visit is meant.
                return visits.visit_when(asked, chart) if asked.value("order") == "last" else None
            if not past and asked.days is None and told_of[0].nothing:
                told_of += record.planned_return(
                    asked, stated.gathered(self._allowed(client_id, scope), self._quotes())
                )
            return told_of
        return None

    def _of_practice(self, asked: Lookup) -> LookedUp | None:
        if asked.frame in holders.HELD or asked.frame == "measured":
            return self._of_holders(asked)
        if asked.frame == "agenda":
            day, count = practice.days_asked(asked, self._today())
            until = day_bounds(date.fromordinal(day.toordinal() + count - 1))[1]
            lines = practice.agenda(asked, self._agenda(day_bounds(day)[0], until).bookings, day)
            return LookedUp(asked.frame, tuple(lines), Coverage())
        with self._database.begin() as session:
            clients, left_out = self._clients(session)
            lines, searched = self._counted(asked, session, clients)
        searched = dataclasses.replace(searched, mismatched=left_out)
        return LookedUp(asked.frame, tuple(lines), searched) if lines else None

    def _counted(
        self, asked: Lookup, session: DatabaseSession, clients: Sequence[Client]
    ) -> tuple[list[Line], Coverage]:
        """The answer, and the visits behind it where it is about visits."""
        since = None if asked.days is None else asked.days.since
        workspace_id = self._sealer.workspace_id
        if asked.frame == "client_count":
            return practice.client_count(asked, clients), Coverage()
        if asked.frame == "unsigned":
            return practice.unsigned(asked, practice.drafts_of(session, workspace_id), clients), Coverage()
        if asked.frame == "overdue" and since is not None:
            seen = practice.last_visits(session, workspace_id, today=self._today())
            return practice.overdue(asked, seen, clients, since), Coverage()
        if asked.frame == "seen" and since is not None:
            until = min(self._today(), asked.days.until or date.max) if asked.days else since
            found = practice.visits_within(session, workspace_id, since, until)
            days = [day for of_client in found.values() for day in of_client]
            first, last = min(days, default=None), max(days, default=None)
            return practice.seen(asked, found, clients), Coverage(len(days), since=first, until=last)
        return [], Coverage()

    def _of_holders(self, asked: Lookup) -> LookedUp | None:
        with self._database.begin() as session:
            clients, left_out = self._clients(session)
        sources = holders.by_client(self._facts.everyone())
        if asked.frame == "measured":
            lines: list[Line] | None = holders.measured(
                asked, sources, clients, self._quotes(), self._mentioned
            )
        else:
            lines = holders.holders(asked, sources, clients, self._quotes(), self._mentions)
        searched = self._facts.coverage(SearchScope())
        if not lines or ((searched.unread or left_out) and any(told.nothing for told in lines)):
            return None
        if asked.passed_over:
            lines.insert(1, line("holders.passed_over", asked.language, words=asked.passed_over))
        names = self._names({quote.client_id for told in lines for quote in told.quotes})
        lines += disputed_of_clients(asked, lines, self._contradictions, dict(names))
        return LookedUp(
            asked.frame, tuple(lines), dataclasses.replace(searched, mismatched=left_out), names=names
        )

    def _names(self, client_ids: Iterable[ClientId]) -> tuple[tuple[ClientId, str], ...]:
        with self._database.begin() as session:
            clients = ClientRepository(session, self._sealer)
            return tuple((one, clients.get(one).details.display_name) for one in client_ids)

    def _allowed(self, client_id: ClientId, scope: SearchScope) -> list[FactsOfVersion]:
        """The facts of a client from sources within the days the user chose."""
        narrowed = scope.since is not None or scope.until is not None
        return [
            one
            for one in self._facts.of_client(client_id)
            if not narrowed or any(fact.day is not None and _inside(fact.day, scope) for fact in one.facts)
        ]

    def _quotes(self) -> FactReader:
        return FactReader(self._database, self._sealer)

    def _clients(self, session: DatabaseSession) -> tuple[list[Client], int]:
        """The clients by name, and the number omitted because their charts do not open or do not match their
        manifest.
        """
        found = ClientRepository(session, self._sealer).list_readable(("active", "archived"))
        changed = mismatches(session, [each.client_id for each in found])
        kept = [each for each in found if each.client_id not in changed]
        kept.sort(key=lambda each: each.details.display_name.casefold())
        return kept, len(changed) + len(found.damaged)

    def _today(self) -> date:
        return self._clock().astimezone().date()


def _inside(day: date, scope: SearchScope) -> bool:
    return (scope.since is None or day >= scope.since) and (scope.until is None or day <= scope.until)
