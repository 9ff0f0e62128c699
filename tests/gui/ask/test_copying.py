"""An answer in the clipboard: recorded first, and cleared again."""

from __future__ import annotations

from tests.fakes.assistant import answer_of
from tests.gui.ask.asked import QUESTION, ask, copied, view_of
from ui.widgets.private_clipboard import PrivateClipboard


def test_a_copied_answer_names_the_client_and_quotes_its_sources(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    text = copied(qtbot, view_of(ask(qtbot, panel)))
    for part in (
        "Adler, Miriam",
        QUESTION,
        "Ibuprofen was stopped on day 4. [2]",
        "[2] Adler, Miriam, 7 Apr 2024 · S Subjective: “Ibuprofen stopped on day 4”",
        "SmolLM2-135M-Instruct",
    ):
        assert part in text
    assert "800 mg" not in text
    assert "Review in May" not in text
    assert "\u2068" not in text


def test_a_copy_of_no_answer_names_the_words_that_are_nowhere_mentioned(qtbot, panel, practice, miriam):
    silent = answer_of(QUESTION, [], [], not_in_record=True, notice="not_mentioned", missing=("lipase",))
    practice.assistant.prepare(silent)
    panel.set_client(miriam)
    assert "Not mentioned: “lipase”" in copied(qtbot, view_of(ask(qtbot, panel)))


def test_the_clipboard_is_cleared_only_of_our_own_text(qtbot, application):
    clipboard = PrivateClipboard()
    clipboard.copy("a note")
    assert clipboard._timer.interval() == 30_000
    application.clipboard().setText("something else")
    clipboard.clear()
    assert application.clipboard().text() == "something else"
    clipboard.copy("a note")
    clipboard._timer.timeout.emit()
    assert application.clipboard().text() == ""
