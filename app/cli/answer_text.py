"""Answers and hits as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from typing import assert_never
from uuid import UUID

from app.cli.console import unbroken, wrapped
from core.assistant.dto import TAKEN_BACK, Answer, Source
from core.retrieval.dto import ClientGroup, Coverage, Hit, Reading, SearchResult

_WIDTH = 100
_NOTICES = {
    "no_model": "No model wrote this: the evidence is shown as it stands in the notes.",
    "evidence_mode": "No model wrote this: the one in use has not passed its check (see “models list”).",
    "reads_as_order": "This may be an order to the assistant: no model read it, the evidence is shown.",
    "engine_resting": "The engine is resting after repeated failures: the evidence is shown as it stands.",
    "generation_failed": "The model could not finish: the evidence is shown as it stands in the notes.",
    "not_supported": "What the model wrote was not supported by its sources: the evidence is shown instead.",
    "insufficient": "The model held its sources to be too little: the evidence is shown as it stands.",
    "question_fills_window": "The question leaves the model no room to read: the evidence is shown.",
    TAKEN_BACK: "Taken back since: it quoted what was retracted, deleted or merged.",
    "stopped": "Stopped before the model had finished.",
    "nothing_found": "Nothing in what was searched comes near the question.",
    "nothing_near": "Nothing in what was searched comes near enough to the question.",
    "nothing_found_by_words": "No note shares a word with the question; meaning could not be searched.",
    "not_mentioned": "What was asked for by its name is not mentioned.",
    "awaited": "The result is still awaited: no note has it.",
    "value_not_found": "No value of the kind that was asked for stands near the question's words.",
}


def answer_text(answer: Answer) -> str:
    """The answer, what was withheld, its sources (used ones first) and what was searched."""
    lines: list[str] = []
    if answer.understood is not None:
        lines.append(f"(Understood: {unbroken(answer.understood)})")
    if answer.answered_for is not None:
        lines.append(f"(Answered for: {unbroken(answer.answered_for)})")
    if answer.not_in_record:
        lines.append("Not in the record." if not answer.searched.unread else "Not in what was searched.")
    elif answer.mode == "written":
        lines.append(textwrap.fill(answer.answer, _WIDTH))
    elif answer.notice != TAKEN_BACK:
        # Its sentences are the quotes below.
        lines.append(f"In the record's own words{_of_whom(answer)}:")
    said_below = answer.notice == "not_mentioned" and answer.missing
    if answer.notice in _NOTICES and not said_below:
        lines.append(f"({_NOTICES[answer.notice]})")
    if answer.missing:
        lines.append(f"(Not mentioned: {', '.join(f'“{unbroken(word)}”' for word in answer.missing)})")
    if answer.withheld:
        withheld = _counted(len(answer.withheld), "sentence")
        lines.append(f"({withheld} withheld: not supported by the words cited)")
    lines += _source_lines(answer)
    lines.append(coverage_text(answer.searched))
    lines.append(f"{answer.timings.total_ms / 1000:.1f} s" + (f", {answer.model}" if answer.model else ""))
    lines.append(f"Go on with --conversation {answer.conversation_id}")
    return "\n".join(lines)


def hits_text(found: SearchResult, external_id: Callable[[str, UUID], str]) -> str:
    """The hits with where each lies; those of a question about clients under each client."""
    lines = [] if found.hits else ["Nothing found."]
    if found.groups:
        lines.append(_clients_line(found.groups))
        for group in found.groups:
            lines.append(f"\n{unbroken(external_id('client', group.client_id))}")
            lines += [line for hit in group.hits for line in _hit_lines(hit, external_id)]
    else:
        lines += [line for hit in found.hits for line in _hit_lines(hit, external_id)]
    if found.understood:
        read = "; ".join(_reading_text(reading) for reading in found.understood)
        lines.append(f"(Understood: {read}. With --literal the words are only words.)")
    if not found.dense_available:
        why = "not every note is indexed yet" if found.searched.unindexed else "meaning could not be searched"
        lines.append(f"(Found by words only: {why}.)")
    if found.searched.unindexed:
        lines.append("(Not everything is indexed yet: “anamnesis index run” finishes it.)")
    lines.append(f"{coverage_text(found.searched)} · {found.elapsed_ms:.0f} ms")
    return "\n".join(lines)


def _clients_line(groups: Sequence[ClientGroup]) -> str:
    """How many clients were found, and of how many of them nothing but a denial."""
    denied = sum(all(hit.denies for hit in group.hits) for group in groups)
    told = f", {denied} of whom only say that it is not so" if denied else ""
    return f"{len(groups)} {'client' if len(groups) == 1 else 'clients'}{told}:"


def _hit_lines(hit: Hit, external_id: Callable[[str, UUID], str]) -> list[str]:
    passage = hit.passage
    place = passage.title or passage.field
    where = f"{external_id('client', passage.client_id)} · {day_text(passage.day)} · {place}"
    also = f" · also {', '.join(day_text(other.day) for other in hit.also)}" if hit.also else ""
    remarks = " · says that it is not so" if hit.denies else ""
    if not hit.marks and hit.dense is not None:
        remarks += " · found by its meaning, shares no word"
    return [
        f"{hit.rank:2}. {unbroken(where)}{also}{remarks}  ({hit.score:.2f})",
        # No closer than this to where a hit begins.
        textwrap.indent(textwrap.fill(" ".join(passage.text.split()), _WIDTH), "    "),
    ]


def _reading_text(reading: Reading) -> str:
    days = " to ".join(day_text(day) for day in (reading.since, reading.until) if day is not None)
    match reading.code:
        case "latest" | "first":
            return f"the {reading.code}"
        case "since" | "until":
            return f"{reading.code} {days}"
        case "between":
            return days
        case "preferred":
            return f"rather {days}"
        case "dates_lifted":
            return f"nothing is dated {days}, so any date" if days else "any date"
        case "listing":
            return "a question about all clients"
        case "negation":
            return "who has it mentioned, whether it is so or not"
    assert_never(reading.code)


def coverage_text(searched: Coverage) -> str:
    """What was searched, in a line."""
    span = f", {day_text(searched.since)} – {day_text(searched.until)}" if searched.since else ""
    clients = f" of {searched.clients} clients" if searched.clients > 1 else ""
    left = f"; {searched.unindexed} not indexed yet (not searched)" if searched.unindexed else ""
    unreadable = searched.unread - searched.unindexed
    unread = f"; {unreadable} unread" if unreadable > 0 else ""
    mismatched = f"; {searched.mismatched} NOT AS WRITTEN, left out" if searched.mismatched else ""
    return f"Searched {_counted(searched.sessions, 'session')}{clients}{span}{left}{unread}{mismatched}"


def day_text(day: date | None) -> str:
    """An unambiguous date, as `7 Apr 2024`."""
    return f"{day.day} {day:%b %Y}" if day else "client record"


def _source_lines(answer: Answer) -> list[str]:
    """The used ones in the order in which the answer comes to them; of no answer the nearest passages."""
    if not answer.sources:
        return []
    if answer.not_in_record:
        return ["\nNearest, which do not answer it:", *map(_source_line, answer.sources[:3])]
    used = _used(answer)
    counted = f"\nSources: {len(used)} used / {len(answer.sources)} found"
    return [counted, *map(_source_line, used or answer.sources[:3])]


def _of_whom(answer: Answer) -> str:
    """The clients who are quoted, where they are several."""
    named = {source.passage.client_id: source.client_name for source in _used(answer)}
    return f", of {len(named)} clients ({unbroken('; '.join(named.values()))})" if len(named) > 1 else ""


def _used(answer: Answer) -> list[Source]:
    order = list(dict.fromkeys(number for sentence in answer.sentences for number in sentence.sources))
    place = {number: at for at, number in enumerate(order)}
    used = [source for source in answer.sources if source.used]
    return sorted(used, key=lambda source: place.get(source.number, len(place)))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _source_line(source: Source) -> str:
    passage = source.passage
    where = f"{source.client_name} · {day_text(passage.day)} · {passage.title or passage.field}"
    return wrapped(f"[{source.number}] {where}: “{source.quote}”", width=_WIDTH, indent="  ")
