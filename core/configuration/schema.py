"""Every setting in one table: type, bounds, who may set it, where the window shows it, and when it takes
effect.

Reading, validation, display and documentation use this table: a new setting needs an entry here, a field of
`core.settings.Settings`, its words in `ui.settings.words` and its effect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from core.configuration.kinds import (
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
from core.engine.limits import EMBED_TIMEOUT_RANGE_S, FIRST_TOKEN_TIMEOUT_RANGE_S
from core.security.passphrase_rule import LEAST_GUESSES_LOG10

Section = Literal["appearance", "locking", "leaving", "assistant", "models", "backups", "access", "updates"]
"""The groups of the settings page and of the documentation, in this order."""
SECTIONS: tuple[Section, ...] = (
    "appearance",
    "locking",
    "leaving",
    "assistant",
    "models",
    "backups",
    "access",
    "updates",
)
Setter = Literal["policy", "file", "person"]
"""`policy`: the computer's administrator. `file`: `settings.toml` in the data directory. `person`: the
window.
"""
Effect = Literal["now", "start", "unlock"]
"""When a change takes effect: at once, at the next start, or at the next unlock."""

LANGUAGES = ("en", "he")
THEMES = ("system", "light", "dark")
TEXT_SIZES_PERCENT = (100, 115, 130, 150)
IDLE_MINUTES = (1, 2, 5, 10, 15, 30, 60)
DEFAULT_IDLE_MINUTES = 10
CLEAR_AFTER_S = (5, 10, 30, 60, 120)
DEFAULT_CLEAR_AFTER_S = 30
_BOTH: frozenset[Setter] = frozenset({"policy", "file"})
_ALL: frozenset[Setter] = frozenset({"policy", "file", "person"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice made in the window, stored under `name` in its file; `default` until then (None: the
    system's).
    """

    name: str
    options: tuple[Any, ...]
    default: Any
    within: Callable[[Any, Any], Any] = lambda chosen, _limit: chosen
    """Combines a choice with an imposed value; returns the value in force."""

    def read(self, stored: str | None) -> Any:
        """The choice as stored in the window's file; anything but an option counts as unset."""
        return next((each for each in self.options if self.stored(each) == stored), self.default)

    @staticmethod
    def stored(value: Any) -> str:
        """As the window's file has it."""
        if isinstance(value, bool):
            return "on" if value else "off"
        return str(value)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; `default` is its value unless imposed, mostly None: no limit.

    `stricter` selects which of two policies' values holds, None the first. `restricts` says whether an
    imposed value takes anything away, so that the window shows who decided.
    """

    name: str
    kind: Kind
    section: Section
    default: Any = None
    setters: frozenset[Setter] = _BOTH
    stricter: Callable[[Any, Any], Any] | None = None
    restricts: Callable[[Any], bool] = lambda value: value is not None
    choice: Choice | None = None
    effect: Effect = "start"

    @property
    def in_files(self) -> bool:
        """Whether a file can set it; else only the window can."""
        return bool(self.setters & _BOTH)

    @property
    def policy_only(self) -> bool:
        """Whether only an administrator of the computer may set it, not everybody who can write to the data
        directory.
        """
        return self.setters == frozenset({"policy"})


def common_folders(one: Iterable[Path], other: Iterable[Path]) -> tuple[Path, ...]:
    """The folders within both lists; `..` and links are resolved."""
    first, second = (tuple(each.resolve() for each in folders) for folders in (one, other))
    inner = [each for each in first if _is_in(each, second)]
    inner += [each for each in second if _is_in(each, first)]
    return tuple(dict.fromkeys(inner))


def _is_in(folder: Path, folders: Iterable[Path]) -> bool:
    return any(folder.is_relative_to(each) for each in folders)


def _language_within(chosen: str | None, allowed: frozenset[str] | None) -> str | None:
    if allowed is None or chosen in allowed:
        return chosen
    return next((each for each in LANGUAGES if each in allowed), chosen)


def _at_most(chosen: int, limit: int | None) -> int:
    return chosen if limit is None else min(chosen, limit)


def _permission(name: str, section: Section) -> Setting:
    """Allowed unless somebody forbids it."""
    return Setting(name, Switch(), section, True, stricter=min, restricts=lambda value: not value)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "languages",
        SomeOf(LANGUAGES),
        "appearance",
        setters=_ALL,
        stricter=lambda one, other: one & other or one,
        choice=Choice("language", LANGUAGES, None, _language_within),
        effect="now",
    ),
    Setting(
        "theme",
        OneOf(THEMES),
        "appearance",
        setters=frozenset({"person"}),
        choice=Choice("theme", THEMES, "system"),
        effect="now",
    ),
    Setting(
        "text_size_percent",
        WholeNumber(min(TEXT_SIZES_PERCENT), max(TEXT_SIZES_PERCENT), 115),
        "appearance",
        setters=frozenset({"person"}),
        choice=Choice("text_size_percent", TEXT_SIZES_PERCENT, 100),
    ),
    Setting(
        "lock_after_min",
        WholeNumber(1, 60, 10),
        "locking",
        setters=_ALL,
        stricter=min,
        choice=Choice("idle_minutes", IDLE_MINUTES, DEFAULT_IDLE_MINUTES, _at_most),
        effect="now",
    ),
    Setting(
        "clipboard_clear_s",
        WholeNumber(5, 120, 10),
        "leaving",
        setters=_ALL,
        stricter=min,
        choice=Choice("clipboard_clear_s", CLEAR_AFTER_S, DEFAULT_CLEAR_AFTER_S, _at_most),
        effect="now",
    ),
    _permission("copy_allowed", "leaving"),
    _permission("print_allowed", "leaving"),
    _permission("export_allowed", "leaving"),
    Setting(
        "assistant",
        Switch(),
        "assistant",
        True,
        setters=_ALL,
        stricter=min,
        restricts=lambda value: not value,
        choice=Choice("assistant", (True, False), True, lambda chosen, allowed: chosen and allowed),
        effect="now",
    ),
    # All their times are in one sealed row, which each question rewrites.
    Setting("questions_an_hour", WholeNumber(1, 10_000, 30), "assistant", stricter=min),
    Setting("allowed_models", Hashes(), "models", stricter=frozenset.intersection),
    Setting(
        "model_bundle_keys",
        PublisherKeys(),
        "models",
        setters=frozenset({"policy"}),
        stricter=frozenset.intersection,
    ),
    Setting(
        "embed_timeout_s", Number(*EMBED_TIMEOUT_RANGE_S, 30), "models", 30.0, restricts=lambda _value: True
    ),
    Setting(
        "first_token_timeout_s",
        Number(*FIRST_TOKEN_TIMEOUT_RANGE_S, 60),
        "models",
        60.0,
        restricts=lambda _value: True,
    ),
    Setting("backup_folders", Folders(), "backups", stricter=common_folders),
    Setting("backup_escrow", AgeRecipient(), "backups", setters=frozenset({"policy"}), effect="unlock"),
    _permission("keyring_allowed", "access"),
    # The guesses a passphrase must withstand, as a power of ten: a policy can raise it but not lower it.
    Setting(
        "passphrase_guesses_log10",
        WholeNumber(LEAST_GUESSES_LOG10, 30, 10),
        "access",
        LEAST_GUESSES_LOG10,
        stricter=max,
        restricts=lambda value: value > LEAST_GUESSES_LOG10,
    ),
    # A file of the directory itself could lead every account of the computer into another one.
    Setting("shared_practice", Folder("/srv/anamnesis"), "access", setters=frozenset({"policy"})),
    # The folder alone installs nothing: only a release signed with a pinned key is shown, and only an
    # administrator installs one.
    Setting("update_folder", Folder("/srv/anamnesis-updates"), "updates"),
)
BY_NAME = {each.name: each for each in SETTINGS}
IN_FILES: tuple[Setting, ...] = tuple(each for each in SETTINGS if each.in_files)
CHOICES: dict[str, Choice] = {each.choice.name: each.choice for each in SETTINGS if each.choice is not None}
