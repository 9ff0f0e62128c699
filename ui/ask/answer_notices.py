"""What is said about an answer as a whole: its title, and the sentences that qualify it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from core.assistant.dto import Answer
from ui.ask.words import given_before, given_for, notice_text, sentences_citing
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

    def mismatched(self) -> str:
        """That the charts hold what nobody may rely on."""
        return self.tr(
            "Something in the charts that were searched is not as it was written: it was left out, and the"
            " answer may lack it."
        )

    def quoted(self, names: Sequence[str]) -> str:
        """Of whom the passages are."""
        told = self.tr("%n client(s): {names}", "quoted", len(names))
        return told.format(names="; ".join(isolate(name) for name in names))

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


def _is_said_otherwise(answer: Answer) -> bool:
    """Of what is not mentioned the words follow; what could not be searched cannot have been found."""
    if answer.notice == "not_mentioned":
        return bool(answer.missing)
    return answer.notice == "nothing_found_by_words" and bool(answer.searched.unread)


def quoted_clients(answer: Answer) -> str:
    """Of whom an answer about the practice quotes something, in the order of the answer; empty for nobody.

    Several may have one name, so it is their charts that are counted.
    """
    if answer.not_in_record or answer.taken_back:
        return ""
    used = [source for source in answer.sources if source.used]
    used.sort(key=lambda source: (sentences_citing(answer, source.number) or (len(answer.sentences) + 1,))[0])
    named = {source.passage.client_id: source.client_name for source in used}
    return NoticeText().quoted(list(named.values())) if named else ""


def not_in_record_title(answer: Answer) -> str:
    """Of what could not be searched nothing is known: there it may stand."""
    if answer.searched.unread:
        return QCoreApplication.translate("AnswerView", "Not in what was searched")
    return QCoreApplication.translate("AnswerView", "Not in the record")


def notices(answer: Answer) -> list[str]:
    """Each sentence that says how the answer came about and what it lacks; on screen and in a copy."""
    parts = []
    if answer.searched.mismatched:
        parts.append(NoticeText().mismatched())
    if answer.not_in_record:
        parts.append(
            QCoreApplication.translate("AnswerView", "Nothing that was searched answers this question.")
        )
        if answer.searched.unread:
            parts.append(NoticeText().unread(answer))
    if not _is_said_otherwise(answer):
        parts.append(notice_text(answer))
    if answer.missing:
        words = ", ".join(isolate(f"“{word}”") for word in answer.missing)
        told = QCoreApplication.translate("AnswerView", "Not mentioned: {words}")
        parts.append(told.format(words=words))
    parts.append(given_before(answer))
    if answer.usage.truncated_passages:
        parts.append(NoticeText().left_out(answer))
    parts.append(given_for(answer))
    return [part for part in parts if part]
