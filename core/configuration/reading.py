"""Merges policies with the settings file of the data directory, recording who decided each value.

A source that violates the table is refused with the key, its value and what is allowed: misreading a policy
would be worse than refusing it.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from core.configuration.documents import Document, SettingLocation, read_toml
from core.configuration.kinds import Refused
from core.configuration.schema import BY_NAME, IN_FILES
from core.configuration.sources import PolicySource
from core.errors import EnvironmentProblem

SETTINGS_FILE = "settings.toml"
"""In the data directory."""
_SHOWN_CHARS = 60


@dataclass(frozen=True, slots=True)
class Decision:
    """Who set a value: an administrator by a policy, or the author of the data directory's file."""

    by: Literal["policy", "file"]
    place: SettingLocation


@dataclass(frozen=True, slots=True)
class PolicyInForce:
    """A source of a policy, and whether only an administrator can change it."""

    source: str
    administered: bool


@dataclass(frozen=True, slots=True)
class Configuration:
    """`values` and `decisions` hold what was set, by the names of the table; `policies` the sources there
    were.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    policies: tuple[PolicyInForce, ...] = ()


def read_configuration(*, policies: Iterable[PolicySource], own: Path | None = None) -> Configuration:
    """What is set; an administrator's policy wins over the own file, if any.

    Of several policies on the same setting the strictest holds, so none can loosen another. A policy writable
    by others cannot loosen the own file either, since anybody who sets the program's environment can add one.

    Raises `EnvironmentProblem` (`settings_unreadable`, `settings_not_toml`, and as `checked`).
    """
    values: dict[str, Any] = {}
    decisions: dict[str, Decision] = {}

    def add(by: Literal["policy", "file"], document: Document, *, but: Collection[str] = ()) -> None:
        for name, value in checked(document).items():
            if name in but:
                continue
            held = _held(name, values, value)
            if name not in values or held != values[name]:
                decisions[name] = Decision(by, document.place(name))
            values[name] = held

    found = [document for source in policies if (document := source.read()) is not None]
    for document in found:
        add("policy", document)
    written = None if own is None else read_toml(own)
    if written is not None:
        add("file", written, but={name for each in found if each.administered for name in each.values})
    return Configuration(
        values, decisions, tuple(PolicyInForce(each.source, each.administered) for each in found)
    )


def checked(document: Document) -> dict[str, Any]:
    """The values of one source in the program's form.

    Raises:
        EnvironmentProblem: `setting_unknown` (`nearest`), `setting_refused` (`value`, and what is allowed by
            its `reason` and further parameters), `setting_of_policy`; each with `file`, `line` and `key`.
    """
    known = {each.name for each in IN_FILES}
    found: dict[str, Any] = {}
    for name, value in document.values.items():
        place = document.place(name)
        about = {"file": place.source, "line": place.line, "place": place, "key": _shown(name)}
        if name not in known:
            (nearest,) = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
            raise EnvironmentProblem("setting_unknown", nearest=nearest, **about)
        setting = BY_NAME[name]
        if setting.policy_only and not document.administered:
            raise EnvironmentProblem("setting_of_policy", **about)
        try:
            found[name] = setting.kind.read(value)
        except Refused as refused:
            raise EnvironmentProblem(
                "setting_refused",
                reason=refused.reason,
                value=_shown(refused.value),
                **about,
                **refused.params,
            ) from refused
    return found


def _held(name: str, before: Mapping[str, Any], value: Any) -> Any:
    if name not in before:
        return value
    stricter = BY_NAME[name].stricter
    return before[name] if stricter is None else stricter(before[name], value)


def _shown(value: object) -> str:
    """A short form on one line, for messages."""
    try:
        text = " ".join(str(value).split())
    except ValueError:
        # A number of thousands of digits, which Python does not format.
        return "…"
    return text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "…"
