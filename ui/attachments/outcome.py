"""The message after the last of several files was added or refused."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from ui.attachments.adding import Adding
from ui.attachments.words import AttachmentWords
from ui.text.text_direction import isolate
from ui.widgets.message_bar import MessageTone

_NAMED_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class OutcomeMessage:
    """The content of a `MessageBar`."""

    title: str
    text: str = ""
    remedy: str = ""
    tone: MessageTone = "muted"


class Outcome(QObject):
    """A QObject, since the catalogues collect plural strings from `self.tr` only."""

    def __init__(self, words: AttachmentWords) -> None:
        super().__init__(words)
        self._words = words

    def here(self, adding: Adding) -> OutcomeMessage | None:
        """Beside the files themselves: only what they do not show."""
        if adding.refused:
            return self._refused(adding)
        renamed = next((each for each in adding.stored if each.renamed_from is not None), None)
        if renamed is not None:
            told = self.tr("What is in {old} does not fit its name, so it is kept as {new}.")
            names = told.format(old=isolate(renamed.renamed_from or ""), new=isolate(renamed.name))
            return OutcomeMessage(self.tr("Added under another name"), names, tone="caution")
        unread = next((each for each in adding.stored if self._words.searchable(each)), None)
        if unread is not None:
            title = self.tr("Added {name}").format(name=isolate(unread.name))
            return OutcomeMessage(title, self._words.searchable(unread))
        return None

    def elsewhere(self, adding: Adding) -> OutcomeMessage | None:
        """When the files are not on screen: whose chart it was, and how many were added."""
        name = isolate(adding.client_name)
        if adding.refused:
            told = self._refused(adding)
            return OutcomeMessage(f"{name}: {told.title}", told.text, told.remedy, told.tone)
        if not adding.stored:
            return None
        counted = self.tr("%n file(s) added", "", len(adding.stored))
        told_here = self.here(adding)
        return OutcomeMessage(f"{name}: {counted}", told_here.text if told_here is not None else "")

    def _refused(self, adding: Adding) -> OutcomeMessage:
        """One file with its reason; several, one line each."""
        refused = adding.refused
        line = self.tr("{name}: {problem}")
        remedies = "\n".join(dict.fromkeys(text.remedy for _name, text in refused if text.remedy))
        if len(refused) == 1:
            name, text = refused[0]
            title = line.format(name=isolate(name), problem=text.title)
            return OutcomeMessage(title, text.message, remedies, "danger")
        lines = [line.format(name=isolate(name), problem=text.title) for name, text in refused]
        left = len(lines) - _NAMED_AT_MOST
        if left > 0:
            lines[_NAMED_AT_MOST:] = [self.tr("and %n more", "", left)]
        title = self.tr("%n file(s) were not added", "", len(refused))
        return OutcomeMessage(title, "\n".join(lines), remedies, "danger")
