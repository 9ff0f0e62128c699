"""The confined process: what it reads, what it refuses, and that nothing it does reaches the program."""

from __future__ import annotations

import io
import json
import sys
import threading

import pytest
from PIL import Image

from core.attachments.reader import ConfinedReader
from core.cancel import CancelToken
from core.errors import Cancelled, EnvironmentProblem, InputRefused
from tests.attachments import material
from tests.fixtures.figures import figure

FORMS = {"JPEG": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff", "WEBP": "image/webp"}


def behaving(program: str, *, timeout_s: float = 20.0) -> ConfinedReader:
    """A reader whose process runs `program` instead."""
    return ConfinedReader(command=(sys.executable, "-c", program), timeout_s=timeout_s)


FIRST = (
    "import sys\nfrom core.child_processes.frames import *\n"
    "sys.stdout.buffer.write(encode_frame(Frame({'landlock': 0, 'system_calls': False})))\n"
)
"""The message that comes before the answer."""


CONFINED = """
import os, sys
from core.attachments.confined.limits import forbid_opening, limit_resources
from core.child_processes.isolation import forbid_new_file_contents, isolate
from core.child_processes.frames import Frame, encode_frame, read_frame
isolate(parent_pid=int(sys.argv[1]))
limit_resources(cpu_s=5)
forbid_new_file_contents()
held = forbid_opening()
sys.stdout.buffer.write(encode_frame(Frame(held)))
def attempt():
{attempt}
try:
    attempt()
except BaseException as error:
    outcome = type(error).__name__
else:
    outcome = "allowed"
code = {{"allowed": 7, "MemoryError": 1, "OSError": 2, "PermissionError": 3}}.get(outcome, 9)
frame = Frame({{"refused": "attachment_page_missing", "params": {{"page": code}}}})
sys.stdout.buffer.write(encode_frame(frame))
sys.stdout.buffer.flush()
"""


def outcome_of(attempt: str) -> int:
    """What became of some lines in a process confined as the real one is; 7: they were allowed."""
    indented = "\n".join(f"    {line}" for line in attempt.splitlines())
    with pytest.raises(InputRefused) as refused:
        behaving(CONFINED.format(attempt=indented)).draw(b"x", "image/png", page=0, width_px=9)
    assert refused.value.code == "attachment_page_missing", refused.value
    page = refused.value.params["page"]
    assert isinstance(page, int)
    return page


def test_the_words_of_a_pdf_page_by_page(reader):
    found = reader.inspect(material.pdf(["Potassium 4.1 mmol/L", "Second page"]), "application/pdf")
    assert found.page_texts == ("Potassium 4.1 mmol/L", "Second page")
    assert (found.pages, found.unread_pages, found.text_cut) == (2, 0, False)
    assert found.thumbnail is not None
    assert max(found.thumbnail.width_px, found.thumbnail.height_px) <= 176


def test_a_pdf_is_kept_byte_for_byte(reader):
    data = material.pdf(["words"], info="author stays")
    assert reader.inspect(data, "application/pdf").stored == data


def test_pages_without_words_are_counted(reader):
    found = reader.inspect(material.pdf(["words", None, None]), "application/pdf")
    assert (found.pages, found.unread_pages) == (3, 2)


def test_a_page_is_drawn_with_checked_sizes(reader):
    page = reader.draw(material.pdf(["Drawn"]), "application/pdf", page=0, width_px=300)
    assert page.width_px == 300
    assert len(page.rgba) == page.width_px * page.height_px * 4
    image = Image.frombytes("RGBA", (page.width_px, page.height_px), page.rgba).convert("L")
    shades = image.tobytes()
    assert min(shades) < 100 < max(shades)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_metadata_is_gone_and_the_picture_stands_upright(reader, form):
    data = material.picture(form, exif=True, note=material.CANARY)
    assert material.CANARY.encode() in data, "the control has to hold what is looked for"
    found = reader.inspect(data, FORMS[form])
    assert material.CANARY.encode() not in found.stored
    with Image.open(io.BytesIO(found.stored)) as image:
        assert image.size == (300, 400), "turned by a quarter, as its orientation said"
        assert not {tag for tag in image.getexif() if tag in (0x010F, 0x0112, 0x8825)}
        assert not {
            name for name in image.info if name in ("exif", "xmp", "comment", "icc_profile", "Comment")
        }
        rows = image.convert("RGB").tobytes()
    upper, lower = rows[3 * (20 * 300 + 150) :][:3], rows[3 * (380 * 300 + 150) :][:3]
    assert upper[0] > 200 > 60 > upper[2], "red was left and is above now"
    assert lower[2] > 200 > 60 > lower[0]
    assert found.unread_pages == found.pages == 1


def test_what_follows_the_end_of_a_picture_is_gone(reader):
    data = material.picture("JPEG") + material.CANARY.encode()
    assert material.CANARY.encode() not in reader.inspect(data, "image/jpeg").stored


def test_the_first_of_several_pictures_in_a_jpeg_is_kept(reader):
    out = io.BytesIO()
    first = Image.new("RGB", (60, 40), (200, 10, 10))
    first.save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), (1, 2, 3))])
    found = reader.inspect(out.getvalue(), "image/jpeg")
    assert found.pages == 1
    with Image.open(io.BytesIO(found.stored)) as image:
        assert image.format == "JPEG"
        assert getattr(image, "n_frames", 1) == 1


def test_a_tiff_keeps_all_its_pages(reader):
    out = io.BytesIO()
    pages = [Image.new("L", (100, 140), shade) for shade in (0, 120, 250)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    found = reader.inspect(out.getvalue(), "image/tiff")
    assert found.pages == found.unread_pages == 3
    drawn = reader.draw(found.stored, "image/tiff", page=1, width_px=100)
    assert abs(drawn.rgba[0] - 120) <= 1


def test_a_picture_of_16_bits_keeps_them(reader):
    out = io.BytesIO()
    Image.new("I;16", (30, 20), 40_000).save(out, "PNG")
    found = reader.inspect(out.getvalue(), "image/png")
    with Image.open(io.BytesIO(found.stored)) as image:
        assert image.mode == "I;16"
        assert image.getpixel((5, 5)) == 40_000
    assert reader.draw(found.stored, "image/png", page=0, width_px=30).rgba[0] == 156


@pytest.mark.parametrize(
    ("data", "media_type", "code"),
    [
        (material.pdf(["x"], encrypt=True), "application/pdf", "attachment_encrypted"),
        (b"%PDF-1.7\nnothing of a document", "application/pdf", "attachment_corrupt"),
        (material.picture("PNG")[:200], "image/png", "attachment_corrupt"),
        (material.picture("JPEG")[:300], "image/jpeg", "attachment_corrupt"),
        (material.moving_picture(), "image/png", "attachment_animated"),
        (material.png_bomb(), "image/png", "attachment_picture_too_large"),
        (b"\x81\x8d\x8f \xd9\xfb", "text/plain", "attachment_text_unreadable"),
        (b"\x01\x02", "text/plain", "attachment_empty"),
    ],
)
def test_refusals_have_a_code_of_their_own(reader, refusal, data, media_type, code):
    assert refusal(lambda: reader.inspect(data, media_type)) == code


def test_a_page_that_is_not_there(reader, refusal):
    data = material.pdf(["one"])
    assert (
        refusal(lambda: reader.draw(data, "application/pdf", page=1, width_px=9)) == "attachment_page_missing"
    )


def test_bombs_cost_one_message_each(reader, refusal):
    """A comment of a gigabyte, a page of 30 million strokes, a picture of 3.6 billion pixels."""
    codes = {
        refusal(lambda: reader.inspect(material.text_chunk_bomb(), "image/png")),
        refusal(lambda: reader.inspect(material.png_bomb(), "image/png")),
    }
    assert codes <= {"attachment_corrupt", "attachment_picture_too_large", "attachment_too_complex"}
    quick = ConfinedReader(timeout_s=3.0)
    strokes = refusal(lambda: quick.inspect(material.pdf_stream_bomb(), "application/pdf"))
    assert strokes in {"attachment_too_complex", "attachment_reader_failed", "attachment_corrupt"}
    figure(f"attachments: 3 decompression bombs refused ({', '.join(sorted(codes | {strokes}))})")


def test_a_process_that_hangs_is_ended(refusal):
    hanging = behaving("import time\nwhile True: time.sleep(1)", timeout_s=0.5)
    assert refusal(lambda: hanging.inspect(b"x", "text/plain")) == "attachment_too_complex"


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "raise SystemExit(0)",
        "import ctypes; ctypes.string_at(0)",
        "import sys; sys.stdout.buffer.write(b'not a frame at all, but long enough')",
        "import sys; sys.stdout.buffer.write(b'ANE1' + b'\\xff' * 8)",
    ],
)
def test_a_process_that_dies_or_talks_nonsense_costs_one_refusal(refusal, program):
    assert refusal(lambda: behaving(program).inspect(b"x", "text/plain")) == "attachment_reader_failed"


@pytest.mark.parametrize(
    "header",
    [
        '{"refused": "patient has a rash"}',
        '{"refused": ["attachment_empty"], "params": 3}',
        '{"width_px": 100000, "height_px": 100000}',
        '{"width_px": -1, "height_px": -1}',
        '{"width_px": 2, "height_px": 2}',
        '{"width_px": "many"}',
        "{}",
    ],
)
def test_answers_are_not_believed(refusal, header):
    program = (
        f"{FIRST}import json\nsys.stdout.buffer.write(encode_frame(Frame(json.loads({header!r}), b'123')))"
    )
    drawn = refusal(lambda: behaving(program).draw(b"x", "image/png", page=0, width_px=5))
    assert drawn == "attachment_reader_failed"


def test_a_refusal_carries_numbers_only(refusal):
    program = FIRST + (
        "sys.stdout.buffer.write(encode_frame(Frame("
        "{'refused': 'attachment_too_many_pages', 'params': {'pages': 5, 'limit': 'words of the file'}})))"
    )
    with pytest.raises(InputRefused) as refused:
        behaving(program).inspect(b"x", "text/plain")
    assert refused.value.params == {"pages": 5}


def test_a_program_that_cannot_be_started_is_said(refusal, tmp_path):
    absent = ConfinedReader(command=(str(tmp_path / "nothing here"),))
    with pytest.raises(EnvironmentProblem) as problem:
        absent.inspect(b"x", "text/plain")
    assert problem.value.code == "attachment_reader_unavailable"


def test_it_can_be_cancelled_while_it_works():
    cancel = CancelToken()
    threading.Timer(0.2, cancel.cancel).start()
    hanging = behaving("import time\nwhile True: time.sleep(1)", timeout_s=60)
    with pytest.raises(Cancelled):
        hanging.inspect(b"x" * 9_000_000, "text/plain", cancel=cancel)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("attachment-")]


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of Unix")
@pytest.mark.parametrize(
    ("attempt", "why"),
    [
        ("held = bytearray(2_000_000_000)", "memory"),
        ("open('/etc/hostname')", "reading a file"),
        ("open(LEAK, 'wb').write(b'x')", "writing a file"),
        ("import socket; socket.socket()", "a socket"),
        ("import os; os.pipe()", "a pipe"),
        ("import subprocess; subprocess.run(['/bin/true'])", "a process"),
        ("import ctypes; fd = ctypes.CDLL(None).open(b'/etc/hostname', 0)\nif fd < 0: raise OSError", "libc"),
    ],
)
def test_the_process_has_no_means(tmp_path, attempt, why):
    leak = tmp_path / "leak"
    assert outcome_of(attempt.replace("LEAK", repr(str(leak)))) in (1, 2, 3), why
    assert not leak.exists()


def test_the_control_of_the_confinement():
    assert outcome_of("pass") == 7


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of Unix")
def test_processor_time_is_bounded(refusal):
    program = CONFINED.format(attempt="    while True: pass").replace("cpu_s=5", "cpu_s=1")
    spinning = behaving(program, timeout_s=120)
    assert refusal(lambda: spinning.inspect(b"x", "text/plain")) == "attachment_reader_failed"


def test_what_was_filled_into_a_form_is_read_and_drawn(reader):
    """The words of a filled field are no part of the page; they are made one, in memory only."""
    data = material.filled_form("Potassium 4.1 low")
    found = reader.inspect(data, "application/pdf")
    assert "Potassium 4.1 low" in found.page_texts[0]
    assert found.stored == data
    empty = reader.draw(material.filled_form(""), "application/pdf", page=0, width_px=300)
    filled = reader.draw(data, "application/pdf", page=0, width_px=300)
    assert empty.rgba != filled.rgba


def lying(header: str, payload: str = "b''") -> ConfinedReader:
    """A reader whose process answers with `header` and `payload`, two expressions."""
    return behaving(f"{FIRST}import json\nsys.stdout.buffer.write(encode_frame(Frame({header}, {payload})))")


@pytest.mark.parametrize(
    "params",
    ["{'code': 1}", "{'words of the file': 1}", "{'title': 1, 'page': 'words'}", "{'limit': True}"],
)
def test_a_refusal_says_numbers_of_known_things_only(params):
    with pytest.raises(InputRefused) as refused:
        lying(f"{{'refused': 'attachment_corrupt', 'params': {params}}}").inspect(b"x", "text/plain")
    assert refused.value.params == {}


INSPECTED = (
    "{'cleaned': CLEANED, 'pages': 1, 'unread_pages': 0, 'encoding': None, 'encoding_guessed': False, "
    "'text_cut': False, 'thumbnail': None, 'lengths': LENGTHS}"
)


def inspected(media_type: str, kept: bytes, *, cleaned: bool) -> bytes:
    """What would be stored if the process said that `kept` should be."""
    header = INSPECTED.replace("CLEANED", str(cleaned)).replace("LENGTHS", str([len(kept), 5, 0]))
    given = b"%PDF-1.7 signed" if media_type == "application/pdf" else b"given"
    return lying(header, repr(kept + b'["x"]')).inspect(given, media_type).stored  # type: ignore[arg-type]


@pytest.mark.parametrize("media_type", ["application/pdf", "text/plain"])
def test_only_pictures_are_replaced(refusal, media_type):
    refused = refusal(lambda: inspected(media_type, b"%PDF-1.7 other", cleaned=True))
    assert refused == "attachment_reader_failed"
    assert inspected(media_type, b"", cleaned=False) in (b"%PDF-1.7 signed", b"given")


@pytest.mark.parametrize("kept", [b"", b"MZ a program", b"%PDF-1.7", b"\xff\xd8\xff a JPEG"])
def test_a_picture_is_replaced_by_a_picture_of_its_kind(refusal, kept):
    assert refusal(lambda: inspected("image/png", kept, cleaned=True)) == "attachment_reader_failed"
    assert refusal(lambda: inspected("image/png", kept, cleaned=False)) == "attachment_reader_failed"
    real = material.picture("PNG")
    assert inspected("image/png", real, cleaned=True) == real


def test_a_swollen_answer_is_refused_before_it_is_taken_apart(refusal, monkeypatch):
    taken_apart: list[int] = []
    real = json.loads

    def counted(text: bytes) -> object:
        taken_apart.append(len(text))
        return real(text)

    monkeypatch.setattr(json, "loads", counted)
    header = INSPECTED.replace("CLEANED", "False").replace("LENGTHS", "[0, 60_000_002, 0]")
    numbers = lying(header, "b'[' + b'1.5,' * 14_999_999 + b'1.25]'")
    assert refusal(lambda: numbers.inspect(b"x", "text/plain")) == "attachment_reader_failed"
    long = lying("{'refused': 'attachment_corrupt', 'params': {str(n): n for n in range(9_000)}}")
    assert refusal(lambda: long.inspect(b"x", "text/plain")) == "attachment_reader_failed"
    assert max(taken_apart, default=0) < 5_000


def test_a_text_of_the_largest_letters_is_taken(reader):
    found = reader.inspect(("\U0001f9b4" * 2_000_000).encode()[:9_000_000], "text/plain")
    assert len(found.page_texts[0]) == 1_000_000
    assert found.text_cut
