"""What is said about an answer as a whole: its title, and the sentences that qualify it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from core.assistant.dto import Answer
from ui.ask.words import given_before, notice_text
from ui.widgets.text_direction import isolate


class NoticeText(QObject):
    """A QObject, since the catalogues collect counted strings from `self.tr` only."""

    def unread(self, answer: Answer) -> str:
        """That the answer may stand in what could not be searched, and whether that will pass."""
        searched = answer.searched
        told = self.tr(
            "%n note(s) or file(s) could not be searched yet; the answer may be there.", "", searched.unread
        )
        if searched.unindexed < searched.unread:
            return told
        again = self.tr("Ask again in a moment.")
        return f"{told} {again}"

    def left_out(self, answer: Answer) -> str:
        """What the model never saw."""
        count = answer.usage.truncated_passages
        return self.tr("%n passage(s) did not fit into what the model can read.", "", count)


def title_of(answer: Answer, *, practice: bool) -> str:
    """Who wrote it, or that nobody could. `practice`: the question went to the whole practice."""
    if answer.taken_back:
        return QCoreApplication.translate("AnswerView", "Taken back since")
    if answer.not_in_record:
        return not_in_record_title(answer)
    if answer.mode == "evidence":
        return QCoreApplication.translate(
            "AnswerView", "Not written by a model: these are the record's own words"
        )
    told = (
        QCoreApplication.translate("AnswerView", "Written by {model} from the practice's charts")
        if practice
        else QCoreApplication.translate("AnswerView", "Written by {model} from this chart")
    )
    return told.format(model=isolate(answer.model or "?"))


def not_in_record_title(answer: Answer) -> str:
    """Of what could not be searched nothing is known: there it may stand."""
    if answer.searched.unread:
        return QCoreApplication.translate("AnswerView", "Not in what was searched")
    return QCoreApplication.translate("AnswerView", "Not in the record")


def notices(answer: Answer) -> list[str]:
    """Each sentence that says how the answer came about and what it lacks; on screen and in a copy."""
    parts = []
    if answer.not_in_record:
        parts.append(
            QCoreApplication.translate("AnswerView", "Nothing that was searched answers this question.")
        )
        if answer.searched.unread:
            parts.append(NoticeText().unread(answer))
    parts.append(notice_text(answer))
    if answer.missing:
        words = ", ".join(isolate(f"“{word}”") for word in answer.missing)
        told = QCoreApplication.translate("AnswerView", "Not mentioned: {words}")
        parts.append(told.format(words=words))
    parts.append(given_before(answer))
    if answer.usage.truncated_passages:
        parts.append(NoticeText().left_out(answer))
    return [part for part in parts if part]
