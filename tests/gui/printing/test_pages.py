"""What is on paper: whose it is on every page, what was retracted, both languages, nothing cut in two."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from core.cancel import CancelToken
from core.clients.dto import Client
from core.errors import Cancelled
from core.ids import ClientId, SessionId, UserId, new_id
from core.interchange.chart_exporter import ExportedChart
from core.letters.dto import Letter
from core.sessions.dto import Addendum, Session, SoapText
from tests.fakes.clients import ARIEL, MIRIAM
from tests.fixtures.figures import figure
from ui.printing.pages import Pages
from ui.printing.sheet import Heading, Sheet, Words
from ui.printing.sheets import chart_sheet, letter_sheet, session_sheet
from ui.printing.typesetting import page_slices, typeset

NOA = UserId(new_id())
AUTHORS = {NOA: "Dr Noa Levi"}
SAVED = datetime(2024, 4, 7, 9, 0, tzinfo=UTC)


def session(client: Client, **changes: object) -> Session:
    made = Session(
        session_id=SessionId(new_id()),
        client_id=client.client_id,
        date=date(2024, 4, 7),
        state="signed",
        version=3,
        text=SoapText("Shoulder pain.", "ROM 95°", "Impingement.", "Rest."),
        saved_at=SAVED,
        kind="follow_up",
        duration_min=30,
        author=NOA,
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def chart(client: Client, *sessions: Session) -> ExportedChart:
    return ExportedChart(client, sessions, "Practice at the Harbour", AUTHORS, {"attachment": 2, "letter": 0})


def page_texts(pages: Pages) -> list[str]:
    document = pypdfium2.PdfDocument(pages.pdf())
    texts = [re.sub(r"[\u2066-\u2069]", "", page.get_textpage().get_text_range()) for page in document]
    document.close()
    return texts


@pytest.fixture
def miriam() -> Client:
    return Client(ClientId(new_id()), 1, MIRIAM)


@pytest.fixture
def ariel() -> Client:
    return Client(ClientId(new_id()), 1, ARIEL)


def test_every_page_names_the_client_and_its_number(miriam: Client) -> None:
    long = SoapText(
        subjective="\n".join(
            f"Line {number} of a long note, in which every line says more than a few words."
            for number in range(200)
        )
    )
    texts = page_texts(Pages(chart_sheet(chart(miriam, session(miriam, text=long), session(miriam)))))
    assert len(texts) > 3
    for number, text in enumerate(texts, start=1):
        assert "Adler, Miriam" in text
        assert "17 Jan 1981" in text
        assert f"Page {number} of {len(texts)}" in text
    # Every line of the note is there once: none lost or doubled where a page ends.
    whole = "\n".join(texts)
    assert [int(each) for each in re.findall(r"Line (\d+) of a long note", whole)] == list(range(200))
    figure(f"PDF of a long chart: {len(texts)} pages, 200 of 200 lines once each")


def test_state_addenda_and_what_is_left_out_are_said(miriam: Client) -> None:
    addendum = Addendum(new_id(), SAVED, NOA, "Lab came later", "CRP 12 mg/L.")
    foreign = Addendum(new_id(), SAVED, None, "Told by phone", "Rest.", imported_author="Dr Cohen")
    sessions = (
        session(miriam, addenda=(addendum, foreign)),
        session(miriam, state="retracted", reason="Other client", date=date(2024, 5, 1)),
        session(miriam, state="draft", author=None, date=date(2024, 6, 1)),
    )
    whole = " ".join("\n".join(page_texts(Pages(chart_sheet(chart(miriam, *sessions))))).split())
    for words in (
        "Allergies: Penicillin",
        "Alerts: Needle phobia",
        "Retracted: this session is no longer valid. Reason: Other client",
        "Draft: not signed",
        "Addendum of 7 Apr 2024",
        "Reason: Lab came later",
        "Imported addendum of 7 Apr 2024",
        "Dr Cohen as the file says",
        "CRP 12 mg/L.",
        "Version 3, saved 7 Apr 2024",
        "attachments: 2",
    ):
        assert words in whole
    assert "letters" not in whole
    newest = whole.index("1 Jun 2024")
    assert newest < whole.index("1 May 2024") < whole.index("CRP")
    oldest_first = "\n".join(page_texts(Pages(chart_sheet(chart(miriam, *sessions), order="oldest_first"))))
    assert oldest_first.index("CRP") < oldest_first.index("1 Jun 2024")


def test_fonts_are_in_the_file_and_the_title_says_nothing(miriam: Client, ariel: Client) -> None:
    for client in (miriam, ariel):
        data = Pages(session_sheet(session(client), client, practice_name="P", authors=AUTHORS)).pdf()
        fonts = len(re.findall(rb"/Type /Font\b", data))
        assert fonts > 0
        assert len(re.findall(rb"/FontFile2", data)) >= 1
        document = pypdfium2.PdfDocument(data)
        assert "Adler" not in str(document.get_metadata_dict())
        document.close()


def ink_columns(pages: Pages, top: float, bottom: float) -> tuple[int, int]:
    """The first and last column with ink between two heights (parts of the page)."""
    image = QImage(round(pages.width_pt), round(pages.height_pt), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    pages.paint(painter, 0, dots_a_point=1)
    painter.end()
    rows = range(round(top * image.height()), round(bottom * image.height()))
    inked = [
        column
        for column in range(image.width())
        if any(image.pixelColor(column, row).lightness() < 128 for row in rows)
    ]
    return inked[0], inked[-1]


def test_hebrew_begins_at_the_right_and_english_at_the_left(ariel: Client) -> None:
    letter = Letter(new_id(), ariel.client_id, date(2024, 4, 7), "t", "שלום לך")
    hebrew = Pages(letter_sheet(letter, ariel, practice_name=""))
    english = Pages(letter_sheet(dataclasses.replace(letter, text="Hello to you"), ariel, practice_name=""))
    first, last = ink_columns(hebrew, 0.094, 0.118)
    assert first > hebrew.width_pt / 2
    assert abs(last - (hebrew.width_pt - 54)) < 4
    first, last = ink_columns(english, 0.094, 0.118)
    assert abs(first - 54) < 4
    assert last < english.width_pt / 2


def test_the_mirrored_window_mirrors_the_running_lines(ariel: Client, qapp: QApplication) -> None:
    letter = Letter(new_id(), ariel.client_id, date(2024, 4, 7), "t", "x")
    sheet = Sheet("Letter", "Name", "", "", "", (Words(letter.text),))
    straight = ink_columns(Pages(sheet), 0.065, 0.082)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        mirrored = ink_columns(Pages(sheet), 0.065, 0.082)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert straight[1] < 200
    assert mirrored[0] > 400


@pytest.mark.parametrize("lines", range(1, 60, 3))
def test_no_heading_stands_alone_at_the_end_of_a_page(lines: int) -> None:
    parts = (Words("\n".join(["x"] * lines)), Heading("Heading"), Words("y\nz"))
    document = typeset(Sheet("t", "n", "", "", "", parts), width=1000)
    pages = page_slices(document, height=1200)
    heading = document.begin()
    while heading.text() != "Heading":
        heading = heading.next()
    layout = document.documentLayout()
    top, below = (layout.blockBoundingRect(each).center().y() for each in (heading, heading.next()))

    def page_of(y: float) -> int:
        return next(number for number, page in enumerate(pages) if page.top <= y <= page.bottom)

    assert page_of(top) == page_of(below)
    assert all(page.bottom - page.top <= 1200 for page in pages)


def test_a_table_that_is_longer_than_a_page_goes_on(miriam: Client) -> None:
    details = dataclasses.replace(
        MIRIAM,
        address="\n".join(
            f"Street {number}, behind the old harbour, in a quarter with a rather long name"
            for number in range(120)
        ),
    )
    texts = page_texts(Pages(chart_sheet(chart(dataclasses.replace(miriam, details=details)))))
    found = re.findall(r"Street (\d+)", "\n".join(texts))
    assert [int(each) for each in found] == list(range(120))


def test_a_paragraph_that_is_longer_than_a_page_goes_on(miriam: Client) -> None:
    long = SoapText(plan=" ".join(f"word{number}" for number in range(3000)))
    texts = page_texts(Pages(chart_sheet(chart(miriam, session(miriam, text=long)))))
    found = re.findall(r"word(\d+)", "\n".join(texts))
    assert [int(each) for each in found] == list(range(3000))
    assert len(texts) > 3


def test_laying_out_can_be_stopped(miriam: Client) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        Pages(chart_sheet(chart(miriam, session(miriam))), cancel=cancel)
