"""Sentences about templates, snippets, letters and the practice's words."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "text_name_missing": (
        QT_TR_NOOP("A name is missing"),
        QT_TR_NOOP("This text needs a name to be found by."),
        QT_TR_NOOP("Enter one and save again."),
    ),
    "text_name_too_long": (
        QT_TR_NOOP("The name is too long"),
        QT_TR_NOOP("The name has {length} characters; {limit} is the most."),
        QT_TR_NOOP("Shorten it and save again."),
    ),
    "snippet_name_unfit": (
        QT_TR_NOOP("This name cannot be typed as a snippet"),
        QT_TR_NOOP("A snippet's name is one word and begins with a letter."),
        QT_TR_NOOP("Use letters, digits and hyphens, then save again."),
    ),
    "text_name_taken": (
        QT_TR_NOOP("This name is taken"),
        QT_TR_NOOP("Another text of the same kind has this name; capital letters make no difference."),
        QT_TR_NOOP("Choose another name and save again."),
    ),
    "text_empty": (
        QT_TR_NOOP("There is no text"),
        QT_TR_NOOP("There is a name, but nothing that would be put into a note or a letter."),
        QT_TR_NOOP("Write something and save again."),
    ),
    "text_too_long": (
        QT_TR_NOOP("The text is too long"),
        QT_TR_NOOP("It has {length} characters; {limit} is the most."),
        QT_TR_NOOP("Shorten it and save again."),
    ),
    "letter_fields_unknown": (
        QT_TR_NOOP("This letter names fields that do not exist"),
        QT_TR_NOOP("{count} of the words in braces would stay in the letter as they are."),
        QT_TR_NOOP("Insert fields from the list, or take the braces away."),
    ),
    "too_many_texts": (
        QT_TR_NOOP("There are too many of these"),
        QT_TR_NOOP("A practice may keep {limit} texts of one kind."),
        QT_TR_NOOP("Delete some that are no longer used."),
    ),
    "text_not_builtin": (
        QT_TR_NOOP("This text did not come with the program"),
        QT_TR_NOOP("There is no original to go back to."),
        "",
    ),
    "record_edit_conflict": (
        QT_TR_NOOP("Changed elsewhere meanwhile"),
        QT_TR_NOOP("Someone else saved or removed this while you were editing."),
        QT_TR_NOOP("Copy what you wrote, open it again and put it in."),
    ),
    "record_not_found": (
        QT_TR_NOOP("It is no longer there"),
        QT_TR_NOOP("Someone else removed this meanwhile."),
        "",
    ),
    "word_unfit": (
        QT_TR_NOOP("This word cannot be added"),
        QT_TR_NOOP("It has to be one word in Latin or Hebrew letters, of {limit} characters at most."),
        "",
    ),
    "too_many_words": (
        QT_TR_NOOP("There are too many words"),
        QT_TR_NOOP("A practice may add {limit} words to the dictionary."),
        QT_TR_NOOP("Remove some that are no longer used."),
    ),
    "dictionary_missing": (
        QT_TR_NOOP("Spelling is not checked"),
        QT_TR_NOOP("The dictionaries that come with the program could not be read."),
        QT_TR_NOOP("Install the program again. Everything else works."),
    ),
}
