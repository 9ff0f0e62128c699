"""Sentences about charts and sessions: their states, and what those states forbid."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "client_list_too_long": (
        QT_TR_NOOP("Too many entries"),
        QT_TR_NOOP("The list “{field}” takes {limit} entries at most."),
        QT_TR_NOOP("Put several into one entry, or write them into the notes."),
    ),
    "client_is_active": (
        QT_TR_NOOP("This chart is in use"),
        QT_TR_NOOP("It is neither archived nor deleted, so nothing was changed."),
        "",
    ),
    "client_is_archived": (
        QT_TR_NOOP("This chart is archived"),
        QT_TR_NOOP("Nothing was changed."),
        QT_TR_NOOP("Bring it back from the archive first."),
    ),
    "client_is_deleted": (
        QT_TR_NOOP("This chart is deleted"),
        QT_TR_NOOP("Nothing is written into a deleted chart."),
        QT_TR_NOOP("Restore the chart first."),
    ),
    "client_is_merged": (
        QT_TR_NOOP("This chart was merged into another"),
        QT_TR_NOOP("Nothing can be written here."),
        QT_TR_NOOP("Go on in the chart that it was merged into."),
    ),
    "client_is_being_erased": (
        QT_TR_NOOP("This chart is being erased"),
        QT_TR_NOOP("An owner began to erase it for good, so it can no longer be brought back."),
        "",
    ),
    "merge_with_itself": (
        QT_TR_NOOP("Choose two charts"),
        QT_TR_NOOP("A chart cannot be merged with itself."),
        "",
    ),
    "purge_not_due": (
        QT_TR_NOOP("This chart can still be restored"),
        QT_TR_NOOP("A deleted chart is destroyed 30 days after it was deleted, not before."),
        QT_TR_NOOP("To destroy it at once, erase the client."),
    ),
    "contradiction_gone": (
        QT_TR_NOOP("The notes do not disagree any more"),
        QT_TR_NOOP("One of the two was changed meanwhile."),
        "",
    ),
    "reason_missing": (
        QT_TR_NOOP("A reason is needed"),
        QT_TR_NOOP("Nothing was changed, as the chart has to say why."),
        QT_TR_NOOP("Write a reason in a few words."),
    ),
    "reason_too_long": (
        QT_TR_NOOP("The reason is too long"),
        QT_TR_NOOP("It has {length} characters and may have {limit}."),
        QT_TR_NOOP("Shorten it."),
    ),
    "session_not_signed": (
        QT_TR_NOOP("This session is not signed yet"),
        QT_TR_NOOP("Only a signed session is added to or retracted."),
        QT_TR_NOOP("Change or delete the draft itself."),
    ),
    "session_is_retracted": (
        QT_TR_NOOP("This session was retracted"),
        QT_TR_NOOP("It stays in the chart as it is and can no longer be changed."),
        "",
    ),
    "session_is_deleted": (
        QT_TR_NOOP("This draft was deleted"),
        QT_TR_NOOP("Nothing was changed."),
        QT_TR_NOOP("Restore the draft first."),
    ),
    "session_not_deleted": (
        QT_TR_NOOP("This session is not deleted"),
        QT_TR_NOOP("There is nothing to be restored."),
        "",
    ),
    "addendum_empty": (
        QT_TR_NOOP("The addendum is empty"),
        QT_TR_NOOP("Nothing was added."),
        QT_TR_NOOP("Write something first."),
    ),
    "addendum_too_long": (
        QT_TR_NOOP("The addendum is too long"),
        QT_TR_NOOP("It has {length} characters and may have {limit}."),
        QT_TR_NOOP("Shorten it, or write two."),
    ),
    "too_many_addenda": (
        QT_TR_NOOP("Too many addenda"),
        QT_TR_NOOP("A session takes {limit} addenda."),
        QT_TR_NOOP("Write a new session."),
    ),
    "session_kind_unknown": (
        QT_TR_NOOP("Unknown kind of session"),
        QT_TR_NOOP("Nothing was saved."),
        QT_TR_NOOP("Choose one of the kinds offered."),
    ),
    "duration_out_of_range": (
        QT_TR_NOOP("This duration cannot be right"),
        QT_TR_NOOP("A session lasts {limit} minutes at most."),
        QT_TR_NOOP("Enter the duration in minutes."),
    ),
}
