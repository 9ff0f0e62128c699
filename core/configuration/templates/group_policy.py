"""ADMX and ADML for group policies of Windows: the definitions, and their words in one language.

Written from Microsoft's description of the schema (Group Policy ADMX Syntax Reference Guide); never loaded
into the editor of Windows.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from core.configuration.kinds import Folders, Hashes, PublisherKeys, SomeOf, Switch, WholeNumber
from core.configuration.schema import IN_FILES, Setting
from core.configuration.sources import REGISTRY_KEY
from core.configuration.words import WordsOf

_NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_PREFIX = "anamnesis"
_LISTS = (Folders, Hashes, PublisherKeys, SomeOf)
_REVISION = "1.0"
_SUPPORTED = "Windows 10, Windows 11"


def admx() -> str:
    """The definitions: one policy a setting, below HKEY_LOCAL_MACHINE."""
    root = Element("policyDefinitions", xmlns=_NAMESPACE, revision=_REVISION, schemaVersion=_REVISION)
    namespaces = SubElement(root, "policyNamespaces")
    SubElement(namespaces, "target", prefix=_PREFIX, namespace="Anamnesis.Policies")
    SubElement(root, "resources", minRequiredRevision=_REVISION)
    supported = SubElement(SubElement(root, "supportedOn"), "definitions")
    SubElement(supported, "definition", name="supported", displayName="$(string.supported)")
    categories = SubElement(root, "categories")
    SubElement(categories, "category", name="anamnesis", displayName="$(string.category)")
    policies = SubElement(root, "policies")
    for each in IN_FILES:
        _policy(policies, each)
    return _text(root)


def adml(words: WordsOf) -> str:
    """The words of the definitions, in the language of `words`."""
    root = Element("policyDefinitionResources", xmlns=_NAMESPACE, revision=_REVISION, schemaVersion=_REVISION)
    SubElement(root, "displayName").text = "Anamnesis"
    SubElement(root, "description").text = "Anamnesis"
    resources = SubElement(root, "resources")
    strings = SubElement(resources, "stringTable")
    SubElement(strings, "string", id="category").text = "Anamnesis"
    SubElement(strings, "string", id="supported").text = _SUPPORTED
    presentations = SubElement(resources, "presentationTable")
    for each in IN_FILES:
        told = words(each.name)
        SubElement(strings, "string", id=each.name).text = told.title
        SubElement(strings, "string", id=f"{each.name}_help").text = told.for_policy
        _presentation(presentations, each, told.title)
    return _text(root)


def _policy(policies: Element, setting: Setting) -> None:
    name, kind = setting.name, setting.kind
    attributes = {
        "name": name,
        "class": "Machine",
        "displayName": f"$(string.{name})",
        "explainText": f"$(string.{name}_help)",
        "key": REGISTRY_KEY,
    }
    if isinstance(kind, Switch):
        attributes["valueName"] = name
    else:
        attributes["presentation"] = f"$(presentation.{name})"
    policy = SubElement(policies, "policy", attributes)
    SubElement(policy, "parentCategory", ref="anamnesis")
    SubElement(policy, "supportedOn", ref="supported")
    if isinstance(kind, Switch):
        for element, value in (("enabledValue", "1"), ("disabledValue", "0")):
            SubElement(SubElement(policy, element), "decimal", value=value)
        return
    elements = SubElement(policy, "elements")
    if isinstance(kind, WholeNumber):
        bounds = {"minValue": str(kind.low), "maxValue": str(kind.high)}
        SubElement(elements, "decimal", {"id": name, "valueName": name, "required": "true", **bounds})
    elif isinstance(kind, _LISTS):
        SubElement(elements, "list", id=name, key=f"{REGISTRY_KEY}\\{name}", valuePrefix="")
    else:
        # The registry has no fractions: a number with one is a word too.
        SubElement(elements, "text", id=name, valueName=name, required="true")


def _presentation(presentations: Element, setting: Setting, title: str) -> None:
    name, kind = setting.name, setting.kind
    if isinstance(kind, Switch):
        return
    presentation = SubElement(presentations, "presentation", id=name)
    if isinstance(kind, WholeNumber):
        SubElement(
            presentation, "decimalTextBox", refId=name, defaultValue=str(kind.example)
        ).text = f"{title} ({kind.low}–{kind.high})"
    elif isinstance(kind, _LISTS):
        SubElement(presentation, "listBox", refId=name).text = title
    else:
        SubElement(SubElement(presentation, "textBox", refId=name), "label").text = title


def _text(root: Element) -> str:
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"
