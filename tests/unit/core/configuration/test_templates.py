"""What is generated from the table is in step with it, and is read back by the readers it is for."""

from __future__ import annotations

import json
import plistlib
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.configuration.kinds import TRUSTING, Switch
from core.configuration.reading import checked
from core.configuration.schema import IN_FILES
from core.configuration.sources import REGISTRY_KEY, ManagedPreferences, RegistryPolicy
from core.configuration.templates.documentation import documentation
from core.configuration.templates.group_policy import adml, admx
from core.configuration.templates.json_schema import json_schema
from core.configuration.templates.property_list import configuration_profile
from core.configuration.templates.toml_policy import toml_policy
from tests.unit.core.configuration.test_sources import FakeRegistry
from ui.settings.words import SECTION_TITLES, WORDS

ROOT = Path(__file__).resolve().parents[4]
NAMES = [each.name for each in IN_FILES]
EXAMPLES = [each for each in IN_FILES if not isinstance(each.kind, TRUSTING)]
_SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
words: Callable[[str], object] = WORDS.__getitem__


def test_the_documentation_is_in_step() -> None:
    made = documentation(WORDS.__getitem__, SECTION_TITLES)
    assert (ROOT / "docs" / "policy.md").read_text("utf-8") == made, (
        "run: anamnesis policy template docs --out docs/policy.md"
    )
    assert re.findall(r"^### `(\w+)`", made, re.MULTILINE)


def test_the_policy_to_begin_from_sets_nothing_and_each_line_can_be_used() -> None:
    text = toml_policy(WORDS.__getitem__)
    assert tomllib.loads(text) == {}
    lines = re.findall(r"^# (\w+ = .+)$", text, re.MULTILINE)
    assert [line.partition(" = ")[0] for line in lines] == NAMES
    for setting, line in zip(IN_FILES, lines, strict=True):
        if setting in EXAMPLES:
            setting.kind.read(tomllib.loads(line)[setting.name])


def test_the_json_schema_knows_every_key_and_no_other() -> None:
    schema = json.loads(json_schema(WORDS.__getitem__))
    assert list(schema["properties"]) == NAMES
    assert schema["additionalProperties"] is False
    assert all(each["title"] and each["description"] for each in schema["properties"].values())


@pytest.mark.parametrize("setting", EXAMPLES, ids=lambda each: each.name)
def test_the_json_schema_allows_what_the_reader_does(setting) -> None:
    schema = json.loads(json_schema(WORDS.__getitem__))["properties"][setting.name]
    example = setting.kind.example
    kinds: dict[str, tuple[type, ...]] = {
        "boolean": (bool,),
        "integer": (int,),
        "number": (int, float),
        "array": (list,),
        "string": (str,),
    }
    assert isinstance(example, kinds[schema["type"]])
    if "minimum" in schema:
        for value in (schema["minimum"], schema["maximum"]):
            setting.kind.read(value)
        with pytest.raises(ValueError, match="number"):
            setting.kind.read(schema["maximum"] + 1)


def test_definitions_and_words_of_group_policies_fit() -> None:
    definitions = ElementTree.fromstring(admx())  # noqa: S314 - made above
    for language in (adml(WORDS.__getitem__),):
        resources = ElementTree.fromstring(language)  # noqa: S314
        strings = {each.get("id") for each in resources.iter(f"{_SPACE}string")}
        presentations = {each.get("id") for each in resources.iter(f"{_SPACE}presentation")}
        assert set(re.findall(r"\$\(string\.(\w+)\)", admx())) == strings
        assert set(re.findall(r"\$\(presentation\.(\w+)\)", admx())) == presentations
        assert all(each.text for each in resources.iter(f"{_SPACE}string"))
    assert [each.get("name") for each in definitions.iter(f"{_SPACE}policy")] == NAMES


def test_what_a_group_policy_writes_is_read() -> None:
    values: dict[str, object] = {}
    keys: dict[str, dict[str, object]] = {REGISTRY_KEY: values}
    examples = {each.name: each.kind.example for each in EXAMPLES}
    for policy in ElementTree.fromstring(admx()).iter(f"{_SPACE}policy"):  # noqa: S314
        name = str(policy.get("name"))
        if name not in examples:
            continue
        if policy.get("valueName"):
            values[name] = int(policy.find(f".//{_SPACE}disabledValue/{_SPACE}decimal").get("value"))  # type: ignore[union-attr, arg-type]
        for element in policy.iterfind(f"{_SPACE}elements/*"):
            example = examples[name]
            if element.tag == f"{_SPACE}list":
                assert isinstance(example, list)
                keys[str(element.get("key"))] = dict(zip(map(str, range(9)), example, strict=False))
            elif element.tag == f"{_SPACE}decimal":
                assert isinstance(example, int)
                assert int(element.get("minValue", "")) <= example <= int(element.get("maxValue", ""))
                values[name] = example
            else:
                values[name] = str(example)
    found = RegistryPolicy(FakeRegistry(keys)).read()
    assert found is not None
    expected = {each.name: each.kind.read(each.kind.example) for each in EXAMPLES}
    assert checked(found) == expected
    assert all(isinstance(each.kind, Switch) or each.name in expected for each in EXAMPLES)


def test_what_a_configuration_profile_writes_is_read(tmp_path: Path) -> None:
    profile = plistlib.loads(configuration_profile().encode())
    (payload,) = profile["PayloadContent"]
    path = tmp_path / "managed.plist"
    path.write_bytes(plistlib.dumps(payload))
    found = ManagedPreferences(path).read()
    assert found is not None
    assert set(checked(found)) == {each.name for each in EXAMPLES}
    assert configuration_profile() == configuration_profile(), "the same bytes each time"
