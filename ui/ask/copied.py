"""Formats an answer as plain text for the clipboard: question, answer, and sources with quotes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.assistant.dto import Answer, Source
from ui.ask.answer_notices import not_in_record_title, notices
from ui.ask.safe_text import about_whom, names_of, unmarked
from ui.ask.words import tracking_note
from ui.text.days import moment_text
from ui.words.sources import coverage_line, source_place

_ISOLATES = "\u2066\u2067\u2068\u2069"


def plain_text(answer: Answer, *, about: str, practice: bool = False) -> str:
    """The text to copy: client, question, answer, and each source with its quote.

    `practice`: it may concern several clients, so each sentence names its clients.
    """
    heading = QCoreApplication.translate("CopiedAnswer", "Question about {about}: {question}")
    lines = [heading.format(about=about, question=answer.question)]
    if answer.understood is not None:
        understood = QCoreApplication.translate("CopiedAnswer", "Understood as: {question}")
        lines.append(understood.format(question=answer.understood))
    asked = QCoreApplication.translate("CopiedAnswer", "Answered {moment}")
    lines += [asked.format(moment=moment_text(answer.asked_at)), ""]
    if answer.not_in_record and answer.mode != "lookup":
        lines.append(f"{not_in_record_title(answer)}.")
    elif answer.mode == "written":
        written = QCoreApplication.translate("CopiedAnswer", "Written by {model} from the sources below:")
        lines += [written.format(model=answer.model or "?"), _written(answer) if practice else answer.answer]
    elif answer.mode == "lookup":
        lines += [QCoreApplication.translate("CopiedAnswer", "From the record:"), answer.answer]
    elif not answer.taken_back:
        if answer.uncertain:
            lines.append(QCoreApplication.translate("CopiedAnswer", "Perhaps not in the record."))
        lines.append(QCoreApplication.translate("CopiedAnswer", "Quoted from the notes:"))
    lines += [*notices(answer), coverage_line(answer.searched), ""]
    if note := tracking_note(answer):
        lines.append(note)
    lines += _sources(answer)
    # The isolation marks of names and dates are only needed on screen.
    return "\n".join(lines).translate(dict.fromkeys(map(ord, _ISOLATES)))


def _written(answer: Answer) -> str:
    """Each sentence on its own line, after the clients of its sources."""
    names = names_of(answer.sources)
    made = []
    for sentence in answer.sentences:
        whose = about_whom(sentence, names)
        cited = "".join(f"[{number}]" for number in sentence.sources)
        made.append(
            f"{whose}: {unmarked(sentence.text)} {cited}" if whose else f"{unmarked(sentence.text)} {cited}"
        )
    return "\n".join(made)


def _sources(answer: Answer) -> list[str]:
    if answer.not_in_record:
        if not answer.sources:
            return []
        nearest = QCoreApplication.translate("CopiedAnswer", "Closest notes:")
        return [nearest, *map(_line, answer.sources)]
    used = [source for source in answer.sources if source.used and answer.attribution == "tracked"]
    return [_line(source) for source in used or answer.sources]


def _line(source: Source) -> str:
    return f"[{source.number}] {source.client_name}, {source_place(source)}: “{source.quote}”"
