"""The parts of printed sessions, in the language of the window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication

from core.ids import UserId
from core.sessions.dto import SOAP_FIELDS, Addendum, Session
from ui.printing.sheet import Heading, Part, Words
from ui.text.days import day_text, moment_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme.roles import Tone
from ui.words.sessions import duration_text, kind_name, note_field_name, state_name
from ui.words.signatures import addendum_verdict_words, note_verdict_words, verdict_tone


def session_parts(session: Session, *, authors: Mapping[UserId, str], level: int = 2) -> Iterator[Part]:
    """One session with its addenda: its title, its state, who saved it, its text."""
    about = [day_text(session.date), isolate(kind_name(session.kind))]
    if session.duration_min:
        about.append(isolate(duration_text(session.duration_min)))
    retracted = session.state == "retracted"
    yield Heading(one_line(about), level=level, tone="muted" if retracted else "text")
    yield from _standing(session)
    yield Words(_saved(session, authors), tone="muted", small=True, keep_with_next=True)
    yield from _signature(session, authors)
    empty = True
    for name in SOAP_FIELDS:
        text = session.text.field(name).strip("\n")
        if text.strip():
            empty = False
            yield Heading(note_field_name(name), level=3)
            yield Words(text, tone="muted" if retracted else "text")
    if empty:
        yield Words(QCoreApplication.translate("PrintedSession", "Nothing was written."), tone="muted")
    for addendum in session.addenda:
        yield from _addendum_parts(addendum, authors)


def author_name(author: UserId | None, authors: Mapping[UserId, str]) -> str:
    """The author's name; a former member has none here."""
    unknown = QCoreApplication.translate("PrintedSession", "somebody who is not a member now")
    return isolate(authors.get(author, unknown)) if author is not None else unknown


def _standing(session: Session) -> Iterator[Part]:
    tones: dict[str, Tone] = {"draft": "caution", "signed": "good", "retracted": "danger"}
    tone = tones.get(session.state, "muted")
    if session.state == "draft":
        words = QCoreApplication.translate("PrintedSession", "Draft: not signed, it may still change.")
    elif session.state == "retracted":
        words = QCoreApplication.translate(
            "PrintedSession", "Retracted: this session is no longer valid. Reason: {reason}"
        ).format(reason=isolate(session.reason))
    else:
        words = state_name(session)
    yield Words(words, tone=tone, strong=True, small=True, keep_with_next=True)


def _saved(session: Session, authors: Mapping[UserId, str]) -> str:
    words = QCoreApplication.translate("PrintedSession", "Version {version}, saved {moment} by {author}")
    return words.format(
        version=session.version,
        moment=moment_text(session.saved_at),
        author=author_name(session.author, authors),
    )


def _signature(session: Session, authors: Mapping[UserId, str]) -> Iterator[Part]:
    if session.verdict is None:
        return
    signer = session.author if session.signature is None else session.signature.by
    words = note_verdict_words(session.verdict, author_name(signer, authors))
    yield Words(words, tone=verdict_tone(session.verdict), small=True, keep_with_next=True)


def _addendum_parts(addendum: Addendum, authors: Mapping[UserId, str]) -> Iterator[Part]:
    if addendum.imported_author is None:
        words = QCoreApplication.translate("PrintedSession", "Addendum of {moment} by {author}")
        author = author_name(addendum.author, authors)
    elif addendum.imported_author:
        words = QCoreApplication.translate(
            "PrintedSession", "Imported addendum of {moment}, by {author} as the file says"
        )
        author = isolate(addendum.imported_author)
    else:
        words = QCoreApplication.translate("PrintedSession", "Imported addendum of {moment}")
        author = ""
    heading = words.format(moment=moment_text(addendum.at), author=author)
    if addendum.verdict is not None:
        heading = one_line([heading, addendum_verdict_words(addendum.verdict)])
    yield Heading(heading, level=3)
    reason = QCoreApplication.translate("PrintedSession", "Reason: {reason}")
    yield Words(reason.format(reason=isolate(addendum.reason)), tone="muted", small=True, keep_with_next=True)
    yield Words(addendum.text.strip("\n"))
