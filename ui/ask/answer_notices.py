"""Statements on an answer as a whole: its title, and qualifying sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from core.assistant.dto import UNREADABLE_ANSWER, Answer
from ui.ask.absence import absence_text
from ui.ask.words import given_before, notice_text, sentences_citing, uncertain_text, unscored_text
from ui.text.text_direction import isolate


class NoticeText(QObject):
    """A QObject, since the catalogues collect counted strings from `self.tr` only."""

    def unread(self, answer: Answer) -> str:
        """That the answer may be in unsearched sources, and whether that is temporary."""
        searched = answer.searched
        told = self.tr(
            "%n note(s) or file(s) could not be searched yet; the answer may be there.", "", searched.unread
        )
        if searched.unindexed < searched.unread:
            return told
        again = self.tr("Ask again in a moment.")
        return f"{told} {again}"

    def mismatched(self) -> str:
        """That the charts contain entries which do not match their manifests."""
        return self.tr(
            "Part of the charts searched was changed outside this program: it was left out, so the answer"
            " may be incomplete."
        )

    def quoted(self, names: Sequence[str], others: int) -> str:
        """The clients of the passages, and how many more are quoted less surely."""
        told = self.tr("Mentioned in the notes of {names}")
        if others:
            told = self.tr(
                "Mentioned in the notes of {names}; perhaps of %n other client(s), too", "", others
            )
        return told.format(names="; ".join(isolate(name) for name in names))

    def left_out(self, answer: Answer) -> str:
        """The passages the model was not given."""
        count = answer.usage.truncated_passages
        return self.tr("%n passage(s) did not fit into what the model can read.", "", count)


def title_of(answer: Answer, *, practice: bool) -> str:
    """Whether a model, or the record, provides the answer. `practice`: the question was about the whole
    practice.
    """
    if answer.notice == UNREADABLE_ANSWER:
        return QCoreApplication.translate("AnswerView", "This answer cannot be read")
    if answer.taken_back:
        return QCoreApplication.translate("AnswerView", "No longer valid")
    if answer.mode == "lookup":
        return QCoreApplication.translate("AnswerView", "From the record")
    if answer.not_in_record:
        return not_in_record_title(answer)
    if answer.mode == "evidence":
        if answer.attribution == "tracked" and not any(source.used for source in answer.sources):
            return QCoreApplication.translate("AnswerView", "No note clearly answers this")
        if answer.uncertain:
            return QCoreApplication.translate("AnswerView", "Perhaps not in the record")
        return QCoreApplication.translate("AnswerView", "Quoted from the notes")
    told = (
        QCoreApplication.translate("AnswerView", "Written by {model} from the practice's charts")
        if practice
        else QCoreApplication.translate("AnswerView", "Written by {model} from this chart")
    )
    return told.format(model=isolate(answer.model or "?"))


def quoted_clients(answer: Answer) -> str:
    """The clients quoted in an answer about the practice, in order; empty if not applicable.

    Identified by chart, because several may have one name. A looked-up answer names them itself.
    """
    if answer.not_in_record or answer.taken_back or answer.mode == "lookup":
        return ""
    used = [source for source in answer.sources if source.used]
    used.sort(key=lambda source: (sentences_citing(answer, source.number) or (len(answer.sentences) + 1,))[0])
    named = {source.passage.client_id: source.client_name for source in used}
    first = {source.passage.client_id for source in used[: answer.leading or len(used)]}
    names = [name for client_id, name in named.items() if client_id in first]
    return NoticeText().quoted(names, len(named) - len(names)) if named else ""


def not_in_record_title(answer: Answer) -> str:
    """If something could not be searched, it may still be there."""
    if answer.searched.unread:
        return QCoreApplication.translate("AnswerView", "Not in what was searched")
    return QCoreApplication.translate("AnswerView", "Not in the record")


def notices(answer: Answer) -> list[str]:
    """The sentences on how the answer was made and what it lacks; on screen and in a copy."""
    parts = []
    if answer.searched.mismatched:
        parts.append(NoticeText().mismatched())
    if answer.not_in_record and answer.mode != "lookup":
        # A looked-up answer states itself what is not recorded.
        parts.append(absence_text(answer))
        if answer.searched.unread:
            parts.append(NoticeText().unread(answer))
    else:
        if answer.uncertain:
            parts.append(uncertain_text())
        parts.append(notice_text(answer))
        if answer.unscored:
            # Scores add to the reasons for "not in the record" only, so that would be the same with them.
            parts.append(unscored_text())
    if answer.missing and answer.sought is None:
        words = ", ".join(isolate(f"“{word}”") for word in answer.missing)
        told = QCoreApplication.translate("AnswerView", "Not mentioned: {words}")
        parts.append(told.format(words=words))
    parts.append(given_before(answer))
    if answer.usage.truncated_passages:
        parts.append(NoticeText().left_out(answer))
    return [part for part in parts if part]
