"""Answers and hits as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from typing import assert_never
from uuid import UUID

from app.cli.console import unbroken, wrapped
from core.assistant.dto import NOT_KEPT, TAKEN_BACK, Answer, SoughtKind, Source
from core.clinical_language.months import short_day
from core.retrieval.dto import ClientGroup, Hit, Reading, SearchResult
from core.sources.dto import Coverage

_WIDTH = 100
_NOTICES = {
    "no_model": "No language model is available.",
    "evidence_mode": "The language model in use has not passed its check (see “models list”).",
    "quotes_only": "No sentence was to be written.",
    "reads_as_order": "This reads like an instruction to the assistant, so no model was used.",
    "engine_resting": "The language model failed several times; it is tried again within a minute.",
    "generation_failed": "The language model failed while writing.",
    "not_supported": "Nothing the model wrote was supported by the notes.",
    "insufficient": "The model found no answer in these passages.",
    "question_fills_window": "The question is too long for the model to read notes with it.",
    TAKEN_BACK: "No longer valid: it quoted what has since been retracted, deleted or merged.",
    "stopped": "Stopped before the model had finished.",
    "nothing_found": "Nothing was found.",
    "nothing_near": "No note is about this.",
    "nothing_found_by_words": "No note has any word of the question; searching by meaning was not possible.",
    "not_mentioned": "It is not mentioned in the notes.",
    "awaited": "No result is recorded yet.",
    "other_time": "The notes found are about another time than the one you ask about.",
    "value_not_found": "No note says this.",
    "nothing_answers": "None of the notes found answers this.",
}
_UNSCORED = "Made without the second check of its sentences, as the computer was busy: ask again later."
_UNCERTAIN = "Perhaps not in the record: these are the closest words, and they may not answer."
_SOUGHT: dict[SoughtKind, str] = {
    "value": "value",
    "dose": "dose",
    "size": "size",
    "count": "number",
    "age": "age",
    "duration": "duration",
    "frequency": "frequency",
    "person": "name",
    "place": "place",
    "date": "date",
}
MOST_QUOTES = 3
"""More are too much to read; `--json` has all of them."""
_PROOF_CHARS = 240


def answer_text(answer: Answer) -> str:
    """The answer, then its first quotes, withheld sentences and the search coverage."""
    lines: list[str] = []
    if answer.understood is not None:
        lines.append(f"(Understood: {unbroken(answer.understood)})")
    if answer.uncertain:
        lines.append(_UNCERTAIN)
    lines += _first_lines(answer)
    if not answer.not_in_record and answer.notice in _NOTICES and answer.mode != "lookup":
        lines.append(f"({_NOTICES[answer.notice]})")
    if answer.unscored and not answer.not_in_record:
        lines.append(f"({_UNSCORED})")
    if answer.missing and answer.sought is None:
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
    """The hits with their places; for a listing question under each client."""
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
    told = f", {denied} of them only with a denial" if denied else ""
    return f"{len(groups)} {'client' if len(groups) == 1 else 'clients'}{told}:"


def _hit_lines(hit: Hit, external_id: Callable[[str, UUID], str]) -> list[str]:
    passage = hit.passage
    place = passage.title or passage.field
    where = f"{external_id('client', passage.client_id)} · {day_text(passage.day)} · {place}"
    also = f" · also {', '.join(day_text(other.day) for other in hit.also)}" if hit.also else ""
    remarks = " · denied" if hit.denies else ""
    if not hit.marks and hit.dense is not None:
        remarks += " · found by meaning"
    return [
        f"{hit.rank:2}. {unbroken(where)}{also}{remarks}",
        # At least as far as a hit's indentation.
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
    unread = f"; {unreadable} not searched (scans)" if unreadable > 0 else ""
    mismatched = f"; {searched.mismatched} CHANGED OUTSIDE ANAMNESIS, left out" if searched.mismatched else ""
    return f"Searched {_counted(searched.sessions, 'session')}{clients}{span}{left}{unread}{mismatched}"


def day_text(day: date | None) -> str:
    """An unambiguous date, as `7 Apr 2024`."""
    return short_day(day) if day else "client record"


def _first_lines(answer: Answer) -> list[str]:
    """The answering sentence or words; if none, what is not recorded."""
    if answer.mode == "lookup":
        told = (line for each in answer.answer.split("\n") for line in textwrap.wrap(each, _WIDTH))
        kept = answer.notice != NOT_KEPT
        return [*told, "(From the record)" if kept else "(Looked up and not kept: ask again)"]
    if answer.not_in_record:
        title = "Not in the record." if not answer.searched.unread else "Not in what was searched."
        return [title, *(f"({each})" for each in _absence(answer))]
    if answer.mode == "written":
        return [textwrap.fill(answer.answer, _WIDTH)]
    if answer.notice == TAKEN_BACK:
        return []
    used = _used(answer)
    if not used:
        silent = "No note clearly answers this."
        return [silent if answer.attribution == "tracked" else "(Quoted from the notes)"]
    named = {source.passage.client_id: source.client_name for source in used}
    if len(named) > 1:
        first = {source.passage.client_id for source in used[: answer.leading or len(used)]}
        names = [name for client_id, name in named.items() if client_id in first]
        others = len(named) - len(names)
        more = f"; perhaps of {_counted(others, 'other client')}, too" if others else ""
        return [f"Mentioned in the notes of {unbroken('; '.join(names))}{more}", "(Quoted from the notes)"]
    return [*map(_proof_line, used[:1]), "(Quoted from the notes)"]


def _proof_line(source: Source) -> str:
    words = textwrap.shorten(source.proof_text, _PROOF_CHARS, placeholder=" …")
    return wrapped(f"“{words}” {day_text(source.passage.day)} [{source.number}]", width=_WIDTH)


def _absence(answer: Answer) -> list[str]:
    """What is not recorded, if the question names a kind of value; else why there is no answer."""
    sought = answer.sought
    if sought is not None and answer.notice in ("value_not_found", "not_mentioned"):
        what = _SOUGHT[sought.kind]
        subject = unbroken(sought.subject)
        if not subject:
            return [f"No {what} is recorded."]
        return [
            f"No dose of {subject} is recorded." if what == "dose" else f"No {subject} {what} is recorded."
        ]
    if answer.notice == "not_mentioned" and answer.missing:
        return []
    return [_NOTICES[answer.notice]] if answer.notice in _NOTICES else []


def _source_lines(answer: Answer) -> list[str]:
    """The first quotes in the order of the answer; without an answer the closest notes."""
    if not answer.sources:
        return []
    used = _used(answer)
    if answer.not_in_record or not used:
        return ["\nClosest notes:", *map(_source_line, answer.sources[:MOST_QUOTES])]
    others = len(answer.sources) - len(used)
    counted = _counted(len(used), "quote") + (f" · {_counted(others, 'more passage')}" if others else "")
    first = min(MOST_QUOTES, answer.leading or len(used))
    lines = [f"\n{counted}", *map(_source_line, used[:first])]
    folded = len(used) - first
    return [*lines, f"  ({_counted(folded, 'more quote')} with --json)"] if folded > 0 else lines


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
