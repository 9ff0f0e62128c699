"""The package manager gets a verified copy, an administrator is asked, and whoever says no is believed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from core.errors import AnamnesisError
from core.updates import installing
from core.updates.installing import install_as_administrator, install_here
from core.updates.release import Release
from core.updates.tools import SystemTools
from package_signing import Signer
from tests.fakes.release import architecture, release

PACKAGE = f"anamnesis_1.3_{architecture()}.deb"


class System:
    """A folder of programs in place of the system's; each writes down what it was called with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for name in ("gpgv", "dpkg", "dpkg-deb"):
            (folder / name).symlink_to(str(shutil.which(name)))

    @property
    def tools(self) -> SystemTools:
        return SystemTools(str(self.folder))

    def put(self, name: str, script: str) -> None:
        log = self.folder / f"{name}.called"
        path = self.folder / name
        path.write_text(
            "#!/usr/bin/python3\nimport json, os, sys\n"
            f"open({str(log)!r}, 'a').write(json.dumps(sys.argv[1:]) + '\\n')\n{script}\n"
        )
        path.chmod(0o755)

    def calls(self, name: str) -> list[list[str]]:
        log = self.folder / f"{name}.called"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path / "bin")


@pytest.fixture
def found(tmp_path: Path, signer: Signer, keys: Path) -> Release:
    return Release.read(release(tmp_path / "release", signer), keys=keys, tools=SystemTools())


def code_of(error: pytest.ExceptionInfo[AnamnesisError]) -> tuple[str, object]:
    return error.value.code, error.value.params.get("reason", error.value.params.get("command"))


def test_apt_gets_a_verified_copy_that_nobody_else_can_change(
    system: System, found: Release, tmp_path: Path
) -> None:
    system.put(
        "apt-get",
        "import stat\nfile = sys.argv[-1]\n"
        "assert stat.S_IMODE(os.stat(os.path.dirname(file)).st_mode) == 0o700\n"
        "assert os.umask(0) == 0o022\nassert os.environ['DEBIAN_FRONTEND'] == 'noninteractive'\n"
        "assert open(file, 'rb').read(7) == b'!<arch>'\n",
    )
    assert install_here(found, tools=system.tools, staging=tmp_path).version == "1.3"
    ((*options, file),) = system.calls("apt-get")
    assert options[0] == "install"
    assert {"--yes", "--no-remove", "Dir::Etc::sourcelist=/dev/null"} <= set(options)
    assert Path(file).name == PACKAGE
    assert not Path(file).is_relative_to(found.folder)
    assert not Path(file).exists(), "the copy is removed afterwards"


def test_what_was_changed_after_it_was_verified_is_not_installed(
    system: System, found: Release, tmp_path: Path
) -> None:
    system.put("apt-get", "")
    with (found.folder / PACKAGE).open("ab") as file:
        file.write(b"x")
    with pytest.raises(AnamnesisError, match="update_file_changed"):
        install_here(found, tools=system.tools, staging=tmp_path)
    assert system.calls("apt-get") == []


def test_what_the_package_manager_says_is_told(system: System, found: Release, tmp_path: Path) -> None:
    system.put("apt-get", "print('E: Unmet dependencies.\\nW: odd', file=sys.stderr)\nsys.exit(100)")
    with pytest.raises(AnamnesisError) as error:
        install_here(found, tools=system.tools, staging=tmp_path)
    assert code_of(error) == ("update_not_installed", "Unmet dependencies.")


def test_without_apt_dpkg_does_it(system: System, found: Release, tmp_path: Path) -> None:
    (system.folder / "dpkg").unlink()
    system.put("dpkg", "")
    install_here(found, tools=system.tools, staging=tmp_path)
    ((*options, file),) = system.calls("dpkg")
    assert {"--refuse-downgrade", "--install"} <= set(options)
    assert Path(file).name == PACKAGE


def test_an_ordinary_user_installs_nothing_but_asks_for_an_administrator(
    system: System, found: Release
) -> None:
    system.put("pkexec", "")
    system.put("apt-get", "sys.exit(1)")
    assert install_as_administrator(found, tools=system.tools, at_window=True).version == "1.3"
    (call,) = system.calls("pkexec")
    assert call[0] == "--disable-internal-agent"
    assert call[1:5] == ["/usr/bin/anamnesis", "update", "install", "--quiet"]
    assert call[-2:] == ["--from", str(found.folder)]
    assert system.calls("apt-get") == []


@pytest.mark.parametrize(
    ("status", "code"), [(126, "update_not_allowed"), (127, "update_needs_administrator")]
)
def test_a_no_is_told_with_the_command_for_a_terminal(
    system: System, found: Release, status: int, code: str
) -> None:
    system.put("pkexec", f"sys.exit({status})")
    with pytest.raises(AnamnesisError) as error:
        install_as_administrator(found, tools=system.tools, at_window=False)
    assert code_of(error) == (code, f"sudo /usr/bin/anamnesis update install --from {found.folder}")


def test_without_polkit_the_exact_command_is_said(system: System, found: Release) -> None:
    with pytest.raises(AnamnesisError) as error:
        install_as_administrator(found, tools=system.tools, at_window=True)
    assert code_of(error)[0] == "update_needs_administrator"


def test_what_failed_behind_the_question_is_told(system: System, found: Release) -> None:
    system.put("pkexec", "print('anamnesis: The update is not taken.', file=sys.stderr)\nsys.exit(5)")
    with pytest.raises(AnamnesisError) as error:
        install_as_administrator(found, tools=system.tools, at_window=True)
    assert code_of(error) == ("update_not_installed", "anamnesis: The update is not taken.")


def test_apt_itself_takes_the_package_without_a_source_to_fetch_from(found: Release, tmp_path: Path) -> None:
    """Up to the call of dpkg, which apt only prints: over a system of its own that has nothing installed."""
    if SystemTools().find("apt-get") is None:
        pytest.skip("needs apt")
    state = tmp_path / "state"
    for below in ("lists/partial", "cache/archives/partial", "log"):
        (state / below).mkdir(parents=True)
    (state / "status").touch()
    own = (
        *(f"Dir::State={state}", f"Dir::State::status={state / 'status'}", f"Dir::Cache={state / 'cache'}"),
        *(f"Dir::Log={state / 'log'}", "Debug::NoLocking=1", "Debug::pkgDPkgPM=1", "APT::Sandbox::User=root"),
    )
    shown = [word for each in own for word in ("-o", each)]
    made = installing._command(found.folder / PACKAGE, SystemTools())
    done = subprocess.run([*made, *shown], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (call,) = (line for line in (done.stdout + done.stderr).splitlines() if "--unpack" in line)
    assert str(found.folder / PACKAGE) in call
    assert {"--force-confdef", "--force-confold"} <= set(call.split())
