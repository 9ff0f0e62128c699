"""An answer as plain text for the clipboard: question, answer, and each source with its words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.assistant.dto import Answer
from ui.ask.words import coverage_line, source_place, tracking_note

_ISOLATES = "\u2066\u2067\u2068\u2069"


def plain_text(answer: Answer, *, about: str) -> str:
    """The answer to be copied: whom it is about, the question, the answer, and each source with its words."""
    heading = QCoreApplication.translate("CopiedAnswer", "Question about {about}: {question}")
    lines = [heading.format(about=about, question=answer.question)]
    if answer.understood is not None:
        understood = QCoreApplication.translate("CopiedAnswer", "Understood as: {question}")
        lines.append(understood.format(question=answer.understood))
    lines.append("")
    if answer.not_in_record:
        lines.append(QCoreApplication.translate("CopiedAnswer", "Not in the record."))
    elif answer.mode == "written":
        written = QCoreApplication.translate("CopiedAnswer", "Written by {model} from the sources below:")
        lines += [written.format(model=answer.model or "?"), answer.answer]
    else:
        lines.append(QCoreApplication.translate("CopiedAnswer", "No model wrote; these passages were found:"))
    lines += [coverage_line(answer.searched), ""]
    if note := tracking_note(answer):
        lines.append(note)
    used = [source for source in answer.sources if source.used and answer.attribution == "tracked"]
    for source in used or answer.sources:
        lines.append(f"[{source.number}] {source.client_name}, {source_place(source)}: “{source.quote}”")
    # The marks that isolate names and dates on screen mean nothing elsewhere.
    return "\n".join(lines).translate(dict.fromkeys(map(ord, _ISOLATES)))
