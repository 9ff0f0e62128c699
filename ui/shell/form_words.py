"""Names of forms by kind, because the client is not shown after a lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ui.widgets.form_dialog import FormKind


def form_name(kind: FormKind) -> str:
    """In the language of the window."""
    words: dict[FormKind, str] = {
        "form": QCoreApplication.translate("FormWords", "a form"),
        "client": QCoreApplication.translate("FormWords", "details of a client"),
        "addendum": QCoreApplication.translate("FormWords", "an addendum"),
        "retraction": QCoreApplication.translate("FormWords", "the reason for a retraction"),
        "appointment": QCoreApplication.translate("FormWords", "an appointment"),
        "letter": QCoreApplication.translate("FormWords", "a letter"),
        "texts": QCoreApplication.translate("FormWords", "a template, snippet or letter text"),
        "vocabulary": QCoreApplication.translate("FormWords", "an abbreviation of the practice"),
        "deletion": QCoreApplication.translate("FormWords", "the reason for deleting a chart"),
        "question": QCoreApplication.translate("FormWords", "a question that was not asked"),
        "merging": QCoreApplication.translate("FormWords", "the reason for merging charts"),
        "dismissal": QCoreApplication.translate("FormWords", "the reason for dismissing a contradiction"),
    }
    return words[kind]


def forms_list(kinds: Sequence[FormKind]) -> str:
    """Each kind once, in the order they were open."""
    return ", ".join(form_name(kind) for kind in dict.fromkeys(kinds))
