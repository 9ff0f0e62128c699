"""What the files of settings may say; everything else is refused with key, value and rule."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from core.configuration.reading import read_configuration
from core.configuration.schema import IN_FILES
from core.configuration.sources import PolicyFile
from core.engine.limits import EngineLimits
from core.errors import EnvironmentProblem
from core.settings import Settings
from core.workspace import Workspace
from ui.errors import describe

HASH = "A1" * 32


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the policy of the computer lies, for `Settings.load`."""
    monkeypatch.setattr("core.configuration.sources._XDG_DIR", tmp_path / "xdg")
    monkeypatch.setattr("core.configuration.sources._ETC_DIR", tmp_path / "etc-itself")
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    folder = tmp_path / "etc" / "anamnesis"
    folder.mkdir(parents=True)
    return folder / "policy.toml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder / "settings.toml"


def read_settings(*, policies: list[Path], own: Path) -> Mapping[str, Any]:
    return read_configuration(policies=[PolicyFile(each) for each in policies], own=own).values


def refusal(policy: Path, own: Path) -> EnvironmentProblem:
    with pytest.raises(EnvironmentProblem) as refused:
        read_settings(policies=[policy], own=own)
    return refused.value


def test_without_files_nothing_is_set(policy, own):
    assert read_settings(policies=[policy], own=own) == {}
    loaded = Settings.load(own.parent)
    assert (loaded.questions_an_hour, loaded.allowed_models, loaded.assistant) == (None, None, True)
    assert loaded.problem is None


def test_every_key_is_read_and_is_a_setting(policy, own):
    own.write_text(
        f'questions_an_hour = 30\nallowed_models = ["{HASH}"]\nembed_timeout_s = 45\n'
        "first_token_timeout_s = 120.5\nassistant = false\npassphrase_guesses_log10 = 12\n"
        "lock_after_min = 5\nclipboard_clear_s = 10\ncopy_allowed = false\nprint_allowed = false\n"
        'export_allowed = false\nkeyring_allowed = false\nlanguages = ["he"]\nbackup_folders = ["/srv/a"]\n'
        'update_folder = "/srv/u"\n'
    )
    loaded = Settings.load(own.parent)
    assert loaded.questions_an_hour == 30
    assert loaded.allowed_models == frozenset({HASH.lower()})
    assert (loaded.embed_timeout_s, loaded.first_token_timeout_s) == (45.0, 120.5)
    assert loaded.assistant is False
    assert loaded.passphrase_guesses_log10 == 12
    assert loaded.lock_after_min == 5
    assert (loaded.languages, loaded.backup_folders) == (frozenset({"he"}), (Path("/srv/a"),))
    assert loaded.update_folder == Path("/srv/u")
    assert not any((loaded.copy_allowed, loaded.print_allowed, loaded.export_allowed, loaded.keyring_allowed))
    assert set(read_settings(policies=[policy], own=own)) == {
        each.name for each in IN_FILES if not each.policy_only
    }
    EngineLimits.from_settings(embed_timeout_s=45.0, first_token_timeout_s=120.5)


def test_the_policy_wins(policy, own):
    own.write_text("questions_an_hour = 500\nembed_timeout_s = 20\n")
    policy.write_text("questions_an_hour = 30\n")
    loaded = Settings.load(own.parent)
    assert (loaded.questions_an_hour, loaded.embed_timeout_s) == (30, 20.0)


@pytest.mark.parametrize("administered", [True, False])
def test_only_a_policy_of_the_administrator_loosens_what_the_own_file_says(
    policy, own, monkeypatch, administered
):
    monkeypatch.setattr("core.configuration.sources.is_administered", lambda _path: administered)
    own.write_text("export_allowed = false\nlock_after_min = 2\nembed_timeout_s = 20\n")
    policy.write_text("export_allowed = true\nlock_after_min = 60\nembed_timeout_s = 30\n")
    loaded = Settings.load(own.parent)
    assert loaded.export_allowed is administered
    assert loaded.lock_after_min == (60 if administered else 2)
    assert loaded.embed_timeout_s == 30.0
    assert loaded.decisions["lock_after_min"].by == ("policy" if administered else "file")


def test_a_policy_is_found_in_any_directory_of_configurations(policy, own, tmp_path, monkeypatch):
    policy.write_text("assistant = false\n")
    monkeypatch.setenv(
        "XDG_CONFIG_DIRS", os.pathsep.join(("xdg", str(tmp_path / "desktop"), str(tmp_path / "etc")))
    )
    assert Settings.load(own.parent).assistant is False


@pytest.mark.parametrize("told", ["", "/nowhere/at/all"])
def test_what_lies_in_etc_xdg_holds_whatever_the_environment_says(policy, own, tmp_path, monkeypatch, told):
    folder = tmp_path / "xdg" / "anamnesis"
    folder.mkdir(parents=True)
    (folder / "policy.toml").write_text("assistant = false\n")
    monkeypatch.setenv("XDG_CONFIG_DIRS", told)
    assert Settings.load(own.parent).assistant is False


def test_of_two_policies_the_stricter_holds_in_each_thing(policy, own, tmp_path):
    first, second = policy, tmp_path / "second.toml"
    other = "B2" * 32
    first.write_text(
        f'questions_an_hour = 30\nallowed_models = ["{HASH}", "{other}"]\nembed_timeout_s = 45\n'
        "assistant = true\n"
    )
    second.write_text(
        f'questions_an_hour = 20\nallowed_models = ["{other}"]\nembed_timeout_s = 30\nassistant = false\n'
    )
    strictest = {
        "questions_an_hour": 20,
        "allowed_models": frozenset({other.lower()}),
        "assistant": False,
    }
    for policies, timeout_s in (([first, second], 45.0), ([second, first], 30.0)):
        found = read_settings(policies=policies, own=own)
        assert found == {**strictest, "embed_timeout_s": timeout_s}


def test_a_policy_of_ones_own_leads_no_backup_out_of_the_folders_of_another(policy, own, tmp_path):
    allowed, elsewhere = tmp_path / "allowed", tmp_path / "elsewhere"
    for each in (allowed, elsewhere):
        each.mkdir()
    (allowed / "link").symlink_to(elsewhere)
    policy.write_text(f'backup_folders = ["{allowed}"]\n')
    mine = tmp_path / "mine.toml"
    mine.write_text(f'backup_folders = ["{allowed / "link"}"]\n')
    for policies in ([policy, mine], [mine, policy]):
        assert read_settings(policies=policies, own=own)["backup_folders"] == ()


@pytest.mark.parametrize(
    ("line", "key", "value", "rule"),
    [
        ("questions_an_hour = 0", "questions_an_hour", "0", "a whole number from 1 to 10000"),
        ("questions_an_hour = 2.5", "questions_an_hour", "2.5", "a whole number"),
        ("questions_an_hour = true", "questions_an_hour", "True", "a whole number"),
        ('questions_an_hour = "30"', "questions_an_hour", "30", "a whole number"),
        ("embed_timeout_s = 9", "embed_timeout_s", "9", "a number from 10 to 120"),
        ("questions_an_hour = 10001", "questions_an_hour", "10001", "a whole number from 1 to 10000"),
        ("embed_timeout_s = nan", "embed_timeout_s", "nan", "a number from 10 to 120"),
        ("first_token_timeout_s = 301", "first_token_timeout_s", "301", "a number from 20 to 300"),
        ('assistant = "no"', "assistant", "no", "true or false"),
        ('allowed_models = ["abc"]', "allowed_models", "abc", "SHA-256"),
        (f'allowed_models = "{HASH}"', "allowed_models", HASH[:60], "SHA-256"),
        ("questions_an_hour = 0x" + "f" * 5000, "questions_an_hour", "…", "a whole number from 1 to 10000"),
        ('update_folder = "updates"', "update_folder", "updates", "its whole path"),
        ('update_folder = ["/srv/u"]', "update_folder", "['/srv/u']", "its whole path"),
        ('update_folder = "/srv/../home"', "update_folder", "/srv/../home", "its whole path"),
        ('backup_folders = ["/srv/../home"]', "backup_folders", "/srv/../home", "its whole path"),
        ("[embed_timeout_s]\na = 1", "embed_timeout_s", "{'a': 1}", "a number from 10 to 120"),
    ],
)
def test_a_value_that_is_not_allowed_is_told_with_what_is(policy, own, line, key, value, rule):
    own.write_text(line)
    told = describe(refusal(policy, own)).one_line
    for part in (str(own), key, value, rule):
        assert part in told


@pytest.mark.parametrize(("value", "told"), [('["abc"]', "abc"), ('"ed25519:"', "ed25519:"), ("[1]", "1")])
def test_a_key_that_is_none_is_trusted_by_nobody(policy, own, monkeypatch, value, told):
    monkeypatch.setattr("core.configuration.sources.is_administered", lambda _path: True)
    policy.write_text(f"model_bundle_keys = {value}\n")
    error = refusal(policy, own)
    assert (error.code, error.params["reason"], error.params["value"]) == (
        "setting_refused",
        "publisher_keys",
        told,
    )
    assert "ed25519: and 44 more characters" in describe(error).one_line


def test_a_key_that_does_not_exist_is_told_with_the_nearest(policy, own):
    policy.write_text("question_per_hour = 30\n")
    told = describe(refusal(policy, own)).one_line
    assert "question_per_hour" in told
    assert "The nearest name is questions_an_hour" in told


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"assistant = true\nquestions_an_hour = = 3\n", "settings_not_toml"),
        (b"assistant = true\nassistant = false\n", "settings_not_toml"),
        (b"\xff\xfe\x00", "settings_not_toml"),
        (b"a=" + b"[" * 200_000, "settings_not_toml"),
        (b"#" * (2 << 20), "settings_unreadable"),
    ],
)
def test_what_is_no_settings_file_is_not_ignored(policy, own, content, code):
    policy.write_bytes(content)
    error = refusal(policy, own)
    assert error.code == code
    assert str(policy) in describe(error).one_line


def test_the_line_is_named(policy, own):
    policy.write_text("assistant = true\nquestions_an_hour = = 3\n")
    assert refusal(policy, own).params["line"] == 2


def test_a_policy_that_cannot_be_read_is_no_permission(policy, own):
    policy.mkdir()
    assert refusal(policy, own).code == "settings_unreadable"


def test_nothing_opens_with_settings_that_were_refused(policy, own):
    policy.write_text("questions_an_hour = -1\n")
    loaded = Settings.load(own.parent)
    assert loaded.questions_an_hour is None
    with pytest.raises(EnvironmentProblem) as refused:
        Workspace(loaded).open()
    assert refused.value.code == "setting_refused"
    assert refused.value.params["key"] == "questions_an_hour"
    assert [each.name for each in own.parent.iterdir()] == []
