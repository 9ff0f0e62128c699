"""Turns a finding into text: its name, the finding, the remedy, and the button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QLocale, QObject

from core.audit.findings import IntegrityFinding
from core.health.finding import Check, Finding, Group, Status
from ui.errors import describe_code, has_sentence
from ui.health.check_words import computer, program, records
from ui.health.check_words.entry import Action, CheckWords
from ui.i18n.marking import QT_TR_NOOP, translated
from ui.text.days import day_text, moment_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.words.findings import findings_text

WORDS: dict[Check, CheckWords] = {**records.BY_CHECK, **computer.BY_CHECK, **program.BY_CHECK}
GROUP_TITLES: dict[Group, str] = {
    "backup": QT_TR_NOOP("Backups"),
    "records": QT_TR_NOOP("Records and their log"),
    "database": QT_TR_NOOP("Where they are kept"),
    "models": QT_TR_NOOP("Models and index"),
    "access": QT_TR_NOOP("Ways in"),
    "computer": QT_TR_NOOP("This computer"),
    "program": QT_TR_NOOP("The program"),
}
STATUS_NAMES: dict[Status, str] = {
    "ok": QT_TR_NOOP("In order"),
    "warning": QT_TR_NOOP("Needs attention"),
    "problem": QT_TR_NOOP("Problem"),
}
ACTION_TEXTS: dict[Action, str] = {
    "backup": QT_TR_NOOP("Back up now"),
    "drill": QT_TR_NOOP("Try a restore"),
    "audit": QT_TR_NOOP("Open the audit log"),
    "passphrase": QT_TR_NOOP("Open your access"),
    "finish_keys": QT_TR_NOOP("Finish now"),
    "index": QT_TR_NOOP("Index now"),
    "models": QT_TR_NOOP("Open the models"),
    "private": QT_TR_NOOP("Close it to others"),
    "log": QT_TR_NOOP("Show the log"),
    "report": QT_TR_NOOP("Report for support…"),
    "upgrade": QT_TR_NOOP("Remove the old state…"),
    "update": QT_TR_NOOP("Show the update…"),
}


@dataclass(frozen=True, slots=True)
class Worded:
    """A finding in the language of the application; `remedy` and `action` are empty if all is well."""

    check: Check
    status: Status
    title: str
    said: str
    remedy: str
    action: Action | None


def worded(finding: Finding) -> Worded:
    words = WORDS[finding.check]
    well = finding.status == "ok"
    said = translated(_template(words, finding)).format_map(_Shown(_readable(finding)))
    remedy, action = words.remedy, words.action
    if finding.status in words.otherwise:
        remedy, action = words.otherwise[finding.status], None
    elif words.administered and finding.params.get("shared"):
        remedy, action = words.administered, None
    return Worded(
        check=finding.check,
        status=finding.status,
        title=translated(words.title),
        # Behind a mark of the window's direction: a sentence may begin with the name of a model.
        said=one_line((said.strip(),)),
        remedy="" if well else translated(remedy),
        action=None if well else action,
    )


class _Shown(dict[str, str]):
    """Parameters formatted for a sentence; an unknown one is shown as a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def _template(words: CheckWords, finding: Finding) -> str:
    case = _CASES.get(finding.check, _no_case)(finding)
    return words.said.get(f"{finding.status}:{case}") or words.said[finding.status]


def _no_case(_finding: Finding) -> str:
    return ""


def _backup_case(finding: Finding) -> str:
    if finding.params.get("days") is None:
        return "never"
    if finding.params.get("code"):
        return "failed"
    return "" if finding.params.get("targets") else "no_target"


def _upgrade_case(finding: Finding) -> str:
    if finding.status == "ok":
        return "kept" if finding.params.get("kept") else ""
    return "undated" if finding.params.get("days") is None else ""


def _update_case(finding: Finding) -> str:
    if finding.status == "ok":
        return "" if finding.params.get("looked") else "none"
    return "replaced" if finding.params.get("replaced") else ""


_CASES: Mapping[Check, Callable[[Finding], str]] = {
    "backup": _backup_case,
    "restore_drill": lambda finding: "never" if finding.params.get("days") is None else "",
    "upgrade": _upgrade_case,
    "attempts": lambda finding: "" if finding.params.get("counted", True) else "lost",
    "keyring": lambda finding: "none" if finding.params.get("available") in (None, "none") else "",
    "extension": lambda finding: "" if finding.params.get("version") else "missing",
    "update": _update_case,
    "policy": lambda finding: "" if finding.params.get("sources") else "none",
    "index": lambda finding: "drift" if _missing(finding.params) <= 0 else "",
    "speed_ask": lambda finding: "" if finding.params.get("count") else "none",
    "speed_find": lambda finding: "" if finding.params.get("count") else "none",
    "speed_save": lambda finding: "" if finding.params.get("count") else "none",
    "speed_unlock": lambda finding: "" if finding.params.get("count") else "none",
    "errors": lambda finding: "" if finding.params.get("failed") else "none",
    "crashes": lambda finding: "once" if finding.params.get("unclean") == 1 else "",
}


def _missing(params: Mapping[str, object]) -> int:
    total, indexed = params.get("total"), params.get("indexed")
    return total - indexed if isinstance(total, int) and isinstance(indexed, int) else 0


def _readable(finding: Finding) -> dict[str, str]:
    """The parameters as in a sentence, and values combined from several."""
    params, words = finding.params, HealthWords()
    shown = {name: _plain(value) for name, value in params.items()}
    for name, of in (("free", "free_bytes"), ("total_size", "total_bytes"), ("size", "size_bytes")):
        if isinstance(params.get(of), int):
            shown[name] = size_text(params[of])
    for name, of in (("p95", "p95_ms"), ("budget", "budget_ms")):
        if isinstance(params.get(of), int | float):
            shown[name] = words.duration(params[of] / 1000)
    if finding.check in ("backup", "restore_drill", "upgrade") and isinstance(params.get("days"), int):
        shown["ago"] = words.ago(params["days"])
    if finding.check in ("integrity", "audit_chain"):
        found = (IntegrityFinding(code) for code in params.get("codes", ()))
        shown["findings"] = findings_text(found).replace("\n", " ")
    if finding.check == "clock" and "now" in params:
        shown["clock"] = moment_text(datetime.fromisoformat(str(params["now"])))
    if finding.check in ("trial_embedder", "trial_generator") and params.get("day"):
        shown["day"] = day_text(date.fromisoformat(str(params["day"])))
    if finding.check == "errors":
        shown["problems"] = " · ".join(dict.fromkeys(map(code_title, params.get("codes", ()))))
    if params.get("code"):
        told = describe_code(str(params["code"]), params)
        shown["problem"] = told.message or f"{told.title.rstrip('.')}."
    shown["missing"] = _plain(params["missing"]) if "missing" in params else str(_missing(params))
    return shown


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "–"
    if isinstance(value, int) and not isinstance(value, bool):
        return str(QLocale().toString(value))
    return "–" if value in (None, "") else isolate(str(value))


def code_title(code: str) -> str:
    """The failure in words; a code without any is shown itself."""
    return describe_code(code).title.rstrip(".") if has_sentence(code) else isolate(code)


def size_text(size_bytes: int) -> str:
    """`12.4 GB`, formatted for the window's language."""
    digits = 1 if size_bytes >= 1_000_000_000 else 0
    text: str = QLocale().formattedDataSize(size_bytes, digits, QLocale.DataSizeFormat.DataSizeSIFormat)
    return isolate(text)


class HealthWords(QObject):
    """A QObject for its `tr` with plural forms."""

    def ago(self, days: int) -> str:
        """The number of days ago; less than one counts as today."""
        return self.tr("%n day(s) ago", "", days) if days else self.tr("less than a day ago")

    def duration(self, duration_s: float) -> str:
        """`40 ms`, `1.3 s`."""
        if duration_s < 1:
            return isolate(self.tr("{number} ms").format(number=round(duration_s * 1000)))
        number = QLocale().toString(duration_s, "f", 1 if duration_s < 10 else 0)
        return isolate(self.tr("{number} s").format(number=number))

    def needing(self, count: int) -> str:
        """The line under the title of the page."""
        return self.tr("%n thing(s) need attention", "", count) if count else self.tr("All is in order")
