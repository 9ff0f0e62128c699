"""Sentences on how an answer was made, its basis and its gaps."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from core.assistant.dto import TAKEN_BACK, UNREADABLE_ANSWER, Answer, AnswerKind, Source
from ui.error_sentences.durations import Durations
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.words.sources import source_place

_SHARED = re.compile("‘([^’]+)’")
_SHARED_LIMIT = 6


def notice_text(answer: Answer) -> str:
    """Why no model wrote, or why it did not finish; a general sentence for an unknown code."""
    code = answer.notice
    if code is None:
        return ""
    if code in ("evidence_mode", "quotes_only"):
        # The title says so already, and it was the user's choice.
        return ""
    if answer.mode == "lookup":
        return QCoreApplication.translate(
            "AnswerNotice", "Looked up in the record and not kept: ask again for what it says now."
        )
    known = _cut_short(code) if answer.mode == "written" else _why_no_model(code)
    return known or QCoreApplication.translate("AnswerNotice", "The language model could not be used.")


def _cut_short(code: str) -> str:
    """Why a written answer is incomplete."""
    sentences = {
        "stopped": QCoreApplication.translate(
            "AnswerNotice", "You stopped it early; what is shown was checked."
        ),
        "generation_failed": QCoreApplication.translate(
            "AnswerNotice", "The language model failed before it finished; what is shown was checked."
        ),
    }
    other = QCoreApplication.translate(
        "AnswerNotice", "The language model did not finish; what is shown was checked."
    )
    return sentences.get(code, other)


def _why_no_model(code: str) -> str:
    """Why only quotes are shown; empty for an unknown code."""
    sentences = {
        "no_model": QCoreApplication.translate("AnswerNotice", "No language model is available."),
        "reads_as_order": QCoreApplication.translate(
            "AnswerNotice", "This reads like an instruction to the assistant, so no model was used."
        ),
        "engine_resting": QCoreApplication.translate(
            "AnswerNotice", "The language model failed several times; it is tried again within a minute."
        ),
        "generation_failed": QCoreApplication.translate(
            "AnswerNotice", "The language model failed while writing; what it had written is not shown."
        ),
        "stopped": QCoreApplication.translate(
            "AnswerNotice", "You stopped it; what the model had written is not shown."
        ),
        "not_supported": QCoreApplication.translate(
            "AnswerNotice", "Nothing the model wrote was supported by the notes, so they are quoted instead."
        ),
        "insufficient": QCoreApplication.translate(
            "AnswerNotice", "The model found no answer in these passages."
        ),
        "question_fills_window": QCoreApplication.translate(
            "AnswerNotice", "The question is too long for the model to read notes with it."
        ),
        "nothing_found": QCoreApplication.translate("AnswerNotice", "Nothing was found."),
        "nothing_found_by_words": QCoreApplication.translate(
            "AnswerNotice", "No note has any word of the question; searching by meaning was not possible."
        ),
        "nothing_near": QCoreApplication.translate("AnswerNotice", "No note is about this."),
        TAKEN_BACK: QCoreApplication.translate(
            "AnswerNotice",
            "It quoted a note, file or chart that has since been retracted, deleted or merged.",
        ),
        UNREADABLE_ANSWER: QCoreApplication.translate(
            "AnswerNotice",
            "It was damaged or changed outside Anamnesis. The other answers are there. Restore a backup that"
            " holds it.",
        ),
        "value_not_found": QCoreApplication.translate("AnswerNotice", "No note says this."),
        "not_mentioned": QCoreApplication.translate("AnswerNotice", "It is not mentioned in the notes."),
        "nothing_answers": QCoreApplication.translate(
            "AnswerNotice", "None of the notes found answers this."
        ),
        "awaited": QCoreApplication.translate("AnswerNotice", "No result is recorded yet."),
        "other_time": QCoreApplication.translate(
            "AnswerNotice", "The notes found are about another time than the one you ask about."
        ),
    }
    return sentences.get(code, "")


def uncertain_text() -> str:
    """That an answer may be none."""
    return QCoreApplication.translate(
        "AnswerNotice",
        "These are the closest words in the notes; they may not answer the question.",
    )


def unscored_text() -> str:
    """That an answer lacks the scores of the cross-encoder, whose name no user knows."""
    return QCoreApplication.translate(
        "AnswerNotice",
        "This answer was made without the second check of its sentences, as the computer was busy."
        " Read its sources closely, or ask again later.",
    )


def source_day(source: Source) -> str:
    """The day of a source; without a day its place."""
    return day_text(source.passage.day) if source.passage.day is not None else source_place(source)


def source_lines(source: Source) -> tuple[str, ...]:
    """The same for a narrow card: a file's name, which may be long, has a line of its own."""
    passage = source.passage
    if passage.source_kind != "attachment" or not passage.title:
        # It may wrap between day and field, not within either.
        return (" · ".join(part.replace(" ", "\u00a0") for part in source_place(source).split(" · ")),)
    attachment = QCoreApplication.translate("SourcePlace", "Attachment")
    day = day_text(passage.day) if passage.day is not None else ""
    return isolate(passage.title), " · ".join(part for part in (day, attachment) if part)


def tracking_note(answer: Answer) -> str:
    """What is unknown about the sources; empty if they were tracked."""
    if answer.attribution == "before_tracking":
        return QCoreApplication.translate(
            "SourceUse",
            "From before sources were tracked: every passage found is shown, whether it was used or not.",
        )
    if answer.attribution == "unavailable":
        return QCoreApplication.translate(
            "SourceUse", "Attribution unavailable: it is not known which of these the answer is based on."
        )
    return ""


def sentences_citing(answer: Answer, number: int) -> tuple[int, ...]:
    """Which of the shown sentences cite a source, counted from 1."""
    return tuple(at for at, each in enumerate(answer.sentences, start=1) if number in each.sources)


def usage_text(source: Source, answer: Answer) -> str:
    """Why a source counts as used, with the shared words; empty without any."""
    if not source.used:
        return QCoreApplication.translate("SourceUse", "Not used in the answer")
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
        return told
    matches = QCoreApplication.translate("SourceUse", "Matches: {words}")
    return " · ".join(part for part in (told, matches.format(words=isolate(", ".join(shared)))) if part)


def _stands_in(word: str, quote: str) -> bool:
    """Whether the quote contains the word; a Hebrew one also after its prefixes."""
    found = rf"(?<!\w)[והבלכמש]{{0,3}}{re.escape(word.casefold())}(?!\w)"
    return re.search(found, quote.casefold()) is not None


def trust_text(source: Source, mode: AnswerKind) -> str:
    """Whether a sentence of the answer was checked against the quote.

    A mere quote gets no tick: being exact does not mean that it answers.
    """
    if not source.used:
        return ""
    if not source.verified:
        return QCoreApplication.translate("SourceUse", "Not checked")
    return "" if mode == "evidence" else QCoreApplication.translate("SourceUse", "✓ Checked word for word")


def given_before(answer: Answer) -> str:
    """That the same answer was given before, and how long ago if known."""
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
