"""The version that was installed meanwhile is started as this one was, and goes on alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

from core.updates.starting import start_newest


def test_it_is_started_with_the_same_arguments_in_a_session_of_its_own(tmp_path: Path) -> None:
    told, program = tmp_path / "told", tmp_path / "anamnesis"
    program.write_text(
        "#!/usr/bin/env python3\nimport json, os, sys\n"
        f"open({str(told)!r}, 'w').write(json.dumps("
        "[sys.argv[1:], os.getsid(0), os.environ['PYINSTALLER_RESET_ENVIRONMENT'], os.environ['MARK']]))\n"
    )
    program.chmod(0o755)
    started = start_newest(["--data-dir", "/x"], os.environ | {"MARK": "kept"}, program=program)
    assert started is not None
    assert started.wait(30) == 0
    arguments, session, reset, mark = json.loads(told.read_text())
    assert (arguments, reset, mark) == (["--data-dir", "/x"], "1", "kept")
    assert session != os.getsid(0)


def test_one_that_does_not_start_is_no_end_in_an_error(tmp_path: Path, caplog) -> None:
    assert start_newest([], {}, program=tmp_path / "nowhere") is None
    assert "did not start" in caplog.text
