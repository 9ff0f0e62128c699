"""What the system lacks is found and named so that one pasted line brings it."""

from __future__ import annotations

from app.system_libraries import Need
from launcher_system import COMPILER, HEBREW_FONT, LIBRARIES, SETPRIV, install_line, missing_needs
from launcher_system import read_os_release as read


def missing(
    absent: set[str] | None = None, *, window: bool = False, compiler: bool = False, has: bool = True
) -> list[Need]:
    return missing_needs(
        with_window=window,
        with_compiler=compiler,
        loads=lambda name: name not in (absent or set()),
        which=lambda name: f"/usr/bin/{name}" if has else None,
        has_font=lambda: has,
        has_compiler=lambda: has,
    )


def test_a_complete_system_lacks_nothing() -> None:
    assert missing(window=True, compiler=True) == []


def test_each_library_is_reported_with_what_brings_it() -> None:
    assert missing({"libEGL.so.1"}) == [Need("libEGL.so.1", "libegl1")]


def test_libraries_of_a_screen_are_asked_for_only_where_there_is_one() -> None:
    absent = {need.name for need in LIBRARIES if need.for_screen}
    assert missing(absent) == []
    assert {need.name for need in missing(absent, window=True)} == absent


def test_a_compiler_is_asked_for_only_while_a_build_is_ahead() -> None:
    assert missing(has=False) == [SETPRIV, HEBREW_FONT]
    assert missing(has=False, compiler=True) == [SETPRIV, HEBREW_FONT, COMPILER]


def test_on_debian_and_its_kin_the_line_can_be_pasted() -> None:
    ubuntu = read('NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n# a comment\n')
    expected = "sudo apt-get update && sudo apt-get install -y libegl1 libgl1"
    assert install_line(["libegl1", "libgl1"], os_release=ubuntu) == expected
    assert install_line(["libegl1", "libgl1"], os_release=read('ID="debian"\n')) == expected


def test_elsewhere_the_names_are_given_to_translate() -> None:
    assert install_line(["libegl1"], os_release=read("ID=fedora\n")) == "install what Debian calls: libegl1"
