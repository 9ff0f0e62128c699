"""The table of settings is whole: every entry is a field, has words, and allows its own example."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from pathlib import Path

import pytest

from core.configuration.kinds import TRUSTING
from core.configuration.schema import CHOICES, IN_FILES, SECTIONS, SETTINGS, Setting, common_folders
from core.configuration.templates.toml_policy import written
from core.settings import Settings
from ui.settings.words import SECTION_TITLES, WORDS

EVERY = pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.name)
OF_FILES = pytest.mark.parametrize("setting", IN_FILES, ids=lambda each: each.name)


def test_names_are_used_once_and_everything_has_words() -> None:
    names = [each.name for each in SETTINGS]
    assert len(set(names)) == len(names)
    assert list(WORDS) == names, "in the order of the table"
    assert tuple(SECTION_TITLES) == SECTIONS
    assert {each.section for each in SETTINGS} == set(SECTIONS)
    assert len(CHOICES) == sum(each.choice is not None for each in SETTINGS)


@OF_FILES
def test_each_is_a_field_with_the_same_default(setting: Setting) -> None:
    fields = {each.name: each for each in dataclasses.fields(Settings)}
    assert fields[setting.name].default == setting.default
    assert not setting.restricts(setting.default) or setting.name.endswith("timeout_s")


@OF_FILES
def test_its_example_is_allowed_and_survives_toml(setting: Setting) -> None:
    if isinstance(setting.kind, TRUSTING):
        pytest.skip("an example would be let in by whoever copies it")
    document = tomllib.loads(f"{setting.name} = {written(setting.kind.example)}")
    assert setting.kind.read(document[setting.name]) == setting.kind.read(setting.kind.example)


@EVERY
def test_a_choice_can_be_stored_and_read_again(setting: Setting) -> None:
    choice = setting.choice
    if choice is None:
        assert "person" not in setting.setters
        return
    assert "person" in setting.setters
    assert choice.default is None or choice.default in choice.options
    for option in choice.options:
        assert choice.read(json.loads(json.dumps(choice.stored(option)))) == option
    assert choice.read("no such thing") == choice.read(None) == choice.default


def test_what_is_imposed_limits_what_is_chosen() -> None:
    choices = {each.name: each.choice.within for each in SETTINGS if each.choice is not None}
    assert choices["lock_after_min"](10, 7) == 7
    assert choices["lock_after_min"](5, 7) == 5
    assert choices["lock_after_min"](10, None) == 10
    assert choices["languages"]("en", frozenset({"he"})) == "he"
    assert choices["languages"]("en", frozenset({"en", "he"})) == "en"
    assert choices["languages"](None, None) is None
    assert choices["assistant"](True, False) is False


def test_two_lists_of_folders_allow_what_both_do() -> None:
    one = (Path("/srv"), Path("/media/a"))
    assert common_folders(one, (Path("/srv/backups"), Path("/media"))) == (
        Path("/media/a"),
        Path("/srv/backups"),
    )
    assert common_folders(one, (Path("/home"),)) == ()
    assert common_folders(one, (Path("/srv/../home"),)) == (), "as where it leads"
