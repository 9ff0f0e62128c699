"""Sizes, in logical pixels: spacing in fours, one radius, the type scale."""

from __future__ import annotations

SPACE_1 = 4
SPACE_2 = 8
SPACE_3 = 12
SPACE_4 = 16
SPACE_6 = 24
SPACE_8 = 32

RADIUS_PX = 6
FOCUS_RING_PX = 2
CONTROL_HEIGHT_PX = 32

CAPTION_PX = 12
INTERFACE_PX = 13
NOTE_PX = 15
TITLE_PX = 18
PAGE_PX = 24
NOTE_LINE_HEIGHT = 1.5
"""Line height of a note's paragraphs, as a multiple of the type size."""
NOTE_WIDTH_CHARACTERS = 80
"""Longer lines of a note are tiring to read."""

ICON_PX = 16
ICON_LARGE_PX = 20
