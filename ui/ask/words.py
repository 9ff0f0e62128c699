"""The sentences that say how an answer came about, what it rests on and what it left out."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from core.assistant.dto import TAKEN_BACK, Answer, Source
from core.retrieval.dto import Coverage
from ui.error_sentences.durations import Durations
from ui.sessions.words import field_letter, field_name
from ui.widgets.days import day_text
from ui.widgets.text_direction import isolate

_SHARED = re.compile("‘([^’]+)’")
_SHARED_LIMIT = 6


class CoverageText(QObject):
    """A QObject, since the catalogues collect counted strings from `self.tr` only."""

    def line(self, searched: Coverage) -> str:
        """`Searched 14 sessions, 3 Jan 2023 – 7 Apr 2024; 0 unread`: not indexed yet, or scans."""
        line = self._looked_at(searched)
        if not searched.mismatched:
            return line
        return f"{line}; {self.mismatched(searched)}"

    def mismatched(self, searched: Coverage) -> str:
        """`2 not as written, left out`: older versions that were put back, rows that are gone."""
        return self.tr("%n not as written, left out", "", searched.mismatched)

    def _looked_at(self, searched: Coverage) -> str:
        counted = self.tr("Searched %n session(s)", "", searched.sessions)
        unread = self.tr("%n unread", "", searched.unread)
        if searched.since is None or searched.until is None:
            return self.tr("{searched}; {unread}").format(searched=counted, unread=unread)
        since, until = day_text(searched.since), day_text(searched.until)
        whole = self.tr("{searched}, {since} – {until}; {unread}")
        return whole.format(searched=counted, since=since, until=until, unread=unread)


def coverage_line(searched: Coverage) -> str:
    """What was searched, from when to when, and what could not be."""
    return CoverageText().line(searched)


def notice_text(answer: Answer) -> str:
    """Why no model wrote, or why it did not come to its end; a plain sentence for a code not known here."""
    code = answer.notice
    if code is None:
        return ""
    if code == "evidence_mode":
        # The title says so already.
        return ""
    known = _cut_short(code) if answer.mode == "written" else _why_no_model(code)
    return known or QCoreApplication.translate("AnswerNotice", "The language model could not be used.")


def _cut_short(code: str) -> str:
    """Why a written answer ends where it ends."""
    sentences = {
        "stopped": QCoreApplication.translate(
            "AnswerNotice", "You stopped it before its end; what is shown was checked."
        ),
        "generation_failed": QCoreApplication.translate(
            "AnswerNotice", "The language model failed before its end; what is shown was checked."
        ),
    }
    other = QCoreApplication.translate(
        "AnswerNotice", "The language model did not come to its end; what is shown was checked."
    )
    return sentences.get(code, other)


def _why_no_model(code: str) -> str:
    """Why the passages stand by themselves; empty for a code not known here."""
    sentences = {
        "no_model": QCoreApplication.translate("AnswerNotice", "No language model is ready."),
        "reads_as_order": QCoreApplication.translate(
            "AnswerNotice", "This may be read as an order to the assistant, so no model read it."
        ),
        "engine_resting": QCoreApplication.translate(
            "AnswerNotice", "The engine failed several times and is resting; it tries again within a minute."
        ),
        "generation_failed": QCoreApplication.translate(
            "AnswerNotice", "The language model failed while writing; what it had written was dropped."
        ),
        "stopped": QCoreApplication.translate(
            "AnswerNotice", "You stopped it; nothing that had been written is shown."
        ),
        "not_supported": QCoreApplication.translate(
            "AnswerNotice", "Nothing that the model wrote was supported by the words it cited."
        ),
        "insufficient": QCoreApplication.translate(
            "AnswerNotice", "The model found no answer in these passages."
        ),
        "question_fills_window": QCoreApplication.translate(
            "AnswerNotice", "The question is so long that the model had no room for the passages."
        ),
        "nothing_found": QCoreApplication.translate("AnswerNotice", "Nothing was found."),
        "nothing_found_by_words": QCoreApplication.translate(
            "AnswerNotice", "No note shares a word with the question; meaning could not be searched."
        ),
        "nothing_near": QCoreApplication.translate(
            "AnswerNotice", "What was found has nothing to do with the question."
        ),
        TAKEN_BACK: QCoreApplication.translate(
            "AnswerNotice",
            "It quoted a note or file that was retracted or deleted, or a chart that was deleted or merged.",
        ),
        "value_not_found": QCoreApplication.translate(
            "AnswerNotice", "The value asked for is not noted where its subject is."
        ),
        "not_mentioned": QCoreApplication.translate(
            "AnswerNotice", "What was asked for by its name is not mentioned."
        ),
        "awaited": QCoreApplication.translate(
            "AnswerNotice", "The result was asked for, and none is noted yet."
        ),
    }
    return sentences.get(code, "")


def source_place(source: Source) -> str:
    """Where a source stands: `7 Apr 2024 · S Subjective`, or the client's record and its field."""
    passage = source.passage
    if passage.source_kind == "client":
        record = QCoreApplication.translate("SourcePlace", "Client record")
        return f"{record} · {field_name(passage.field)}"
    if passage.source_kind == "attachment":
        attachment = QCoreApplication.translate("SourcePlace", "Attachment")
        day = day_text(passage.day) if passage.day is not None else ""
        return " · ".join(part for part in (day, attachment, isolate(passage.title)) if part)
    field = f"{field_letter(passage.field)} {field_name(passage.field)}".strip()
    return f"{day_text(passage.day)} · {field}" if passage.day is not None else field


def source_lines(source: Source) -> tuple[str, ...]:
    """The same for a narrow card: a file's name, which may be long, has a line of its own."""
    passage = source.passage
    if passage.source_kind != "attachment" or not passage.title:
        # It may break between day and field, not within either.
        return (" · ".join(part.replace(" ", "\u00a0") for part in source_place(source).split(" · ")),)
    attachment = QCoreApplication.translate("SourcePlace", "Attachment")
    day = day_text(passage.day) if passage.day is not None else ""
    return isolate(passage.title), " · ".join(part for part in (day, attachment) if part)


def tracking_note(answer: Answer) -> str:
    """What is not known of the sources; empty where they were tracked."""
    if answer.attribution == "before_tracking":
        return QCoreApplication.translate(
            "SourceUse",
            "Kept from before sources were tracked: all that were found are shown, whether used or not.",
        )
    if answer.attribution == "unavailable":
        return QCoreApplication.translate(
            "SourceUse", "Attribution unavailable: which of these the answer rests on is not known."
        )
    return ""


def sentences_citing(answer: Answer, number: int) -> tuple[int, ...]:
    """Which of the shown sentences cite a source, counted from 1."""
    return tuple(at for at, each in enumerate(answer.sentences, start=1) if number in each.sources)


def usage_text(source: Source, answer: Answer) -> str:
    """Why a source counts as used, with the words it shares, or that it was not used."""
    if not source.used:
        return QCoreApplication.translate("SourceUse", "Found, not used")
    cited_by = ", ".join(str(at) for at in sentences_citing(answer, source.number))
    if answer.mode == "evidence":
        told = ""
    elif cited_by:
        told = QCoreApplication.translate("SourceUse", "Used by sentence {numbers}").format(numbers=cited_by)
    else:
        told = QCoreApplication.translate("SourceUse", "Used")
    # The core gives the reason in English, with the shared words in single quotation marks.
    reasons = dict.fromkeys(_SHARED.findall(source.usage_reason))
    shared = [word for word in reasons if _stands_in(word, source.quote)][:_SHARED_LIMIT]
    if not shared:
        return told or QCoreApplication.translate("SourceUse", "Quoted")
    matches = QCoreApplication.translate("SourceUse", "Matches: {words}")
    return " · ".join(part for part in (told, matches.format(words=isolate(", ".join(shared)))) if part)


def _stands_in(word: str, quote: str) -> bool:
    """Whether the quote itself holds the word; a Hebrew one also behind the letters written onto it."""
    found = rf"(?<!\w)[והבלכמש]{{0,3}}{re.escape(word.casefold())}(?!\w)"
    return re.search(found, quote.casefold()) is not None


def trust_text(source: Source) -> str:
    """Whether the quote was checked, and how near in meaning the passage is to the question (0 to 1)."""
    checked = (
        QCoreApplication.translate("SourceUse", "✓ Checked word for word")
        if source.verified
        else QCoreApplication.translate("SourceUse", "Not checked")
    )
    parts = [checked] if source.used else []
    if source.dense is not None:
        near = QCoreApplication.translate("SourceUse", "similarity {value}")
        parts.append(near.format(value=isolate(QLocale().toString(max(source.dense, 0.0), "f", 2))))
    elif source.lexical is not None:
        parts.append(QCoreApplication.translate("SourceUse", "found by its words"))
    return " · ".join(parts)


def given_before(answer: Answer) -> str:
    """That the same answer was given before, and how long before where that is known."""
    if not answer.cached:
        return ""
    if answer.first_asked_at is None:
        return QCoreApplication.translate(
            "AnswerNotice", "Given before to the same question; the record has not changed since."
        )
    before = Durations().text(max((answer.asked_at - answer.first_asked_at).total_seconds(), 1.0))
    told = QCoreApplication.translate(
        "AnswerNotice", "Same answer as {time} earlier; nothing had changed since."
    )
    return told.format(time=before)


def given_for(answer: Answer) -> str:
    """The question in other words that an answer of before was given to."""
    if answer.answered_for is None:
        return ""
    told = QCoreApplication.translate("AnswerNotice", "Answered for: {question}")
    return told.format(question=isolate(answer.answered_for))
