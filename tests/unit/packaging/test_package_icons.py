"""The committed icons hold what Windows and macOS look for."""

from __future__ import annotations

import struct

import pytest

from package_icons import ICNS, ICNS_TYPES, ICO, ICO_SIZES, icns, icns_sizes, ico, ico_sizes

_PNG = b"\x89PNG\r\n\x1a\n"


def edges(picture: bytes) -> tuple[int, int]:
    """Width and height as a PNG's header says them (PNG specification, 11.2.2)."""
    assert picture.startswith(_PNG)
    width, height = struct.unpack_from(">II", picture, 16)
    return width, height


def test_the_committed_icons_have_every_size_and_say_the_truth_about_it() -> None:
    for found, sizes in (
        (ico_sizes(ICO.read_bytes()), set(ICO_SIZES)),
        (icns_sizes(ICNS.read_bytes()), set(ICNS_TYPES.values())),
    ):
        assert set(found) == sizes
        assert {edge: edges(picture) for edge, picture in found.items()} == {
            edge: (edge, edge) for edge in sizes
        }


@pytest.mark.parametrize(("made", "read"), [(ico, ico_sizes), (icns, icns_sizes)])
def test_what_is_written_is_read_back(made, read) -> None:
    pictures = {edge: _PNG + bytes([edge % 251]) * edge for edge in {*ICO_SIZES, *ICNS_TYPES.values()}}
    wanted = set(ICO_SIZES) if made is ico else set(ICNS_TYPES.values())
    given = {edge: pictures[edge] for edge in wanted}
    assert read(made(given)) == given
