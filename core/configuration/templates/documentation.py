"""The page of documentation about every setting, from the table."""

from __future__ import annotations

from collections.abc import Mapping

from core.configuration.kinds import (
    TRUSTING,
    AgeRecipient,
    Folder,
    Folders,
    Hashes,
    Kind,
    Number,
    OneOf,
    PublisherKeys,
    SomeOf,
    Switch,
    WholeNumber,
)
from core.configuration.schema import SECTIONS, SETTINGS, Effect, Section, Setting
from core.configuration.templates.toml_policy import written
from core.configuration.words import WordsOf

_HEAD = """\
# Settings and policy

Made by `anamnesis policy template docs` from the one table of settings; do not edit it by hand.

**Who sets what.** *Policy*: an administrator, for everybody on the computer. *File*: `settings.toml` in the
data directory, except that of a shared practice. *Person*: the page *Settings* of the window. A policy wins
over the file, one that others than an administrator can change only where it is stricter; a person chooses
within both. The window shows what is imposed, and by which file; `anamnesis policy show` lists it.

**Where a policy lies.** Linux: `/etc/anamnesis/policy.toml`, and `anamnesis/policy.toml` below each directory
of `XDG_CONFIG_DIRS` and below `/etc/xdg`. Windows: `HKEY_LOCAL_MACHINE\\Software\\Policies\\Anamnesis`.
macOS: `/Library/Managed Preferences/org.anamnesis.Anamnesis.plist`. Where there are several, for each setting
the strictest holds. The readers for Windows and macOS are tested with stand-ins and were never run on these
systems.

**What is not understood stops the program**, with file, line, name, value and what is allowed: an unknown
name, a value out of range, a file that cannot be read.
"""
_EFFECTS: Mapping[Effect, str] = {
    "now": "imposed: at the next start; chosen in the window: at once",
    "start": "at the next start",
    "unlock": "at the next unlock by an owner, after a start",
}
_SETTERS = {"policy": "policy", "file": "file", "person": "person"}


def documentation(words: WordsOf, section_titles: Mapping[Section, str]) -> str:
    """Markdown."""
    parts = [_HEAD]
    for section in SECTIONS:
        parts.append(f"## {section_titles[section]}\n")
        parts.extend(_entry(each, words) for each in SETTINGS if each.section == section)
    return "\n".join(parts)


def _entry(setting: Setting, words: WordsOf) -> str:
    told = words(setting.name)
    setters = ", ".join(name for each, name in _SETTERS.items() if each in setting.setters)
    facts = [
        f"- Allowed: {_allowed(setting.kind)}",
        f"- Without it: {_default(setting)}",
        f"- Set by: {setters}",
        f"- Counts: {_effect(setting)}",
    ]
    if setting.in_files:
        facts.append(f"- Example: `{setting.name} = {written(setting.kind.example)}`")
    return f"### `{setting.name}`: {told.title}\n\n{told.for_policy}\n\n" + "\n".join(facts) + "\n"


def _effect(setting: Setting) -> str:
    return "at once" if setting.effect == "now" and not setting.in_files else _EFFECTS[setting.effect]


def _default(setting: Setting) -> str:
    if setting.choice is not None and setting.choice.default is not None:
        return f"as the person chooses; at first `{written(setting.choice.default)}`"
    if setting.choice is not None:
        return "as the person chooses; at first as the system is"
    if isinstance(setting.kind, TRUSTING):
        return "nobody"
    if isinstance(setting.kind, Folder):
        return "none"
    return "no limit" if setting.default is None else f"`{written(setting.default)}`"


def _allowed(kind: Kind) -> str:
    match kind:
        case Switch():
            return "`true` or `false`"
        case WholeNumber():
            return f"a whole number from {kind.low} to {kind.high}"
        case Number():
            return f"a number from {kind.low:g} to {kind.high:g}"
        case OneOf():
            return "one of " + ", ".join(f"`{each}`" for each in kind.words)
        case SomeOf():
            return "a list with at least one of " + ", ".join(f"`{each}`" for each in kind.words)
        case Hashes():
            return "a list of SHA-256 sums, 64 hexadecimal digits each"
        case Folders():
            return "a list of folders, each with its whole path"
        case PublisherKeys():
            return "a list of public keys, `ed25519:` and 44 more characters each"
        case Folder():
            return "a folder with its whole path"
        case AgeRecipient():
            return "an age recipient: `age1` and 58 more characters"
    raise TypeError(type(kind).__name__)
