"""Left, right and both, and the verb that looks like a side."""

from __future__ import annotations

import pytest

from core.assistant.verification.reading.sides import sides


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Left knee pain.", ["left"]),
        ("Pain on the left in the morning.", ["left"]),
        ("On the left the knee is swollen.", ["left"]),
        ("She has left knee pain.", ["left"]),
        ("Acuity 6/12 right, 6/6 left.", ["right", "left"]),
        ("Bilateral oedema.", ["both"]),
        ("She left the bakery in July.", []),
        ("He left school at 15.", []),
        ("Left her job in May.", []),
        ("Her husband, who left in July, has a headache.", []),
        ("Her husband, who left in July, had pain in the right ear.", ["left", "right"]),
        ("Numbness left the right is normal.", ["left", "right"]),
        ("Vision loss left her right eye fine.", ["left", "right"]),
        ("DVT left the right leg clear on duplex.", ["left", "right"]),
        ("He left knee pain, right knee fine.", ["left", "right"]),
        ("Two tablets left over.", []),
    ],
)
def test_sides(text, names):
    assert [side.name for side in sides(text)] == names
