"""A file is what its bytes say, and is called accordingly."""

from __future__ import annotations

import pytest

from core.attachments.confined.texts import decode
from core.attachments.content import media_type_of, name_for
from core.errors import InputRefused


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.4\n", "application/pdf"),
        (b"\xef\xbb\xbf some preamble %PDF-1.4\n", "application/pdf"),
        (b"\xff\xd8\xff\xe1\x00", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"II*\x00\x08", "image/tiff"),
        (b"MM\x00*\x00", "image/tiff"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("שלום".encode(), "text/plain"),
        ("שלום".encode("utf-16"), "text/plain"),
        (b"plain\tand\r\nsimple\x0c", "text/plain"),
        (b"<html><script>alert(1)</script>", "text/plain"),
    ],
)
def test_kinds_that_are_taken(data, media_type):
    assert media_type_of(data) == media_type


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "attachment_empty"),
        (b" \r\n\t ", "attachment_empty"),
        (b"\x00" * 50, "attachment_empty"),
        (b"GIF89a\x01\x00", "attachment_type_unknown"),
        (b"PK\x03\x04\x00", "attachment_type_unknown"),
        (b"text with a \x00 in it", "attachment_type_unknown"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "attachment_type_unknown"),
        (b"RIFF\x10\x00\x00\x00WAVE", "attachment_type_unknown"),
    ],
)
def test_kinds_that_are_not(data, code):
    with pytest.raises(InputRefused) as refused:
        media_type_of(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("given", "media_type", "name"),
    [
        ("scan.pdf", "application/pdf", "scan.pdf"),
        ("SCAN.PDF", "application/pdf", "SCAN.PDF"),
        ("photo.jpg", "application/pdf", "photo.pdf"),
        ("photo.jpeg", "image/jpeg", "photo.jpeg"),
        ("page.html", "text/plain", "page.html.txt"),
        ("readme", "text/plain", "readme.txt"),
        ("", "image/png", "attachment.png"),
        (".pdf", "application/pdf", "pdf.pdf"),
        ("C:\\Users\\x\\scan.pdf", "application/pdf", "scan.pdf"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("in\u202eexe.fdp.pdf", "application/pdf", "inexe.fdp.pdf"),
        ("two\nlines\t.txt", "text/plain", "two lines.txt"),
        ("מכתב הפניה.pdf", "application/pdf", "מכתב הפניה.pdf"),
    ],
)
def test_names(given, media_type, name):
    assert name_for(given, media_type) == name


@pytest.mark.parametrize(
    ("text", "codec", "said"),
    [
        ("לכבוד ד״ר לוי, המטופל נבדק היום", "cp1255", "Windows-1255"),
        ("שלום", "cp1255", "Windows-1255"),
        ("Müller, Größe 1,80 m, Ärztin", "cp1252", "Windows-1252"),
        ("déjà vu", "cp1252", "Windows-1252"),
        ("37 °C – naïve", "cp1252", "Windows-1252"),
    ],
)
def test_old_encodings_are_guessed_from_how_the_letters_stand(text, codec, said):
    assert decode(text.encode(codec)) == (text, said, True)
