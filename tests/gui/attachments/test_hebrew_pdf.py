"""A PDF drawn by Qt in Hebrew, read by the real confined process: the words as they were written."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPdfWriter, QTextOption

from core.attachments.reader import ConfinedReader
from tests.fixtures.figures import figure

LINES = [
    "המטופלת דיווחה על כאב ראש חזק כבר שלושה ימים",
    "נמדד HbA1c 6.5% ביום 12/03/2024",
    "המטופלת נטלה ibuprofen 400 mg שלוש פעמים",
    "המטופלת נטלה 400 mg ibuprofen שלוש",
    "לחץ דם 120/80 דופק 72",
    "בדיקה (CT) של B12: 4.1-5.2 תקין",
    "טלפון 03-1234567, מייל a.b@c.com",
    'משקל 72.5 ק"ג, BMI 24.1',
    "אלרגיה: Penicillin (rash)",
    "Ramipril 5 mg - פעם ביום",
]


def drawn(lines: list[str]) -> bytes:
    """A page with the lines as paragraphs from right to left."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.setFont(QFont("DejaVu Sans", 14))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    for number, line in enumerate(lines):
        painter.drawText(QRectF(200, 500 + 600 * number, 9000, 600), line, option)
    painter.end()
    buffer.close()
    return bytes(data.data())


def test_hebrew_lines_come_back_as_they_were_written():
    found = ConfinedReader().inspect(drawn(LINES), "application/pdf")
    read = found.page_texts[0].split("\n")
    right = sum(given == back for given, back in zip(LINES, read, strict=True))
    figure(f"attachments: {right} of {len(LINES)} mixed Hebrew lines of a PDF in the order they were written")
    assert read == LINES
