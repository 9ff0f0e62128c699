"""A support report: versions, findings, counts and codes, and nothing a person typed.

It contains only listed fields, so that new data is excluded until it is added here. The user reads it first;
the program sends nothing.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from core.health.finding import Finding
from core.health.log_lines import LogLine
from core.metrics.names import OPERATIONS
from core.metrics.summary import Figures, Summary

LOG_LINES = 200
_NUMBERS = frozenset(
    {
        *("free_bytes", "total_bytes", "passphrases", "weak", "failed", "waiting", "damaged", "findings"),
        *("total", "indexed", "passages", "drift", "limit_bytes", "landlock", "days", "targets", "count"),
        *("p95_ms", "budget_ms", "ended", "starts", "unclean", "bugs"),
        *("prompt_tokens_per_s", "tokens_per_s", "counted", "possible", "piped", "dumpable", "on"),
        *("system_calls", "no_network", "capabilities_dropped", "readable", "forced"),
        *("size_bytes", "kept", "unreadable", "looked", "replaced"),
    }
)
_CODES = frozenset(
    {
        *("code", "codes", "pending", "level", "ceiling", "schema", "version", "lowest", "highest", "mode"),
        *("landlock_reason", "system_calls_reason", "state", "imposed", "installed"),
    }
)
_VERSIONS = frozenset(
    {
        *("python", "cryptography", "keyring", "psycopg", "SQLAlchemy", "pgvector", "torch"),
        *("sentence-transformers", "llama-cpp-python"),
    }
)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+ -]{0,47}")
_PLACE = re.compile(r"[A-Za-z0-9_]+\.py:\d+")
_TYPE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,80}")
_LOGGED_CODE = re.compile(r"(?<![\w.-])[a-z]+(?:_[a-z]+)+(?![\w.-])")


def support_report(
    *,
    made_at: datetime,
    program: str,
    findings: Sequence[Finding],
    usage: Figures,
    lines: Sequence[LogLine],
) -> str:
    """The whole report as plain English text. `lines`: newest first."""
    parts = (
        (f"Anamnesis {_code(program)}, report of {made_at:%Y-%m-%d %H:%M} UTC", _computer()),
        ("Checks", _findings(findings)),
        (f"Last {len(usage.days)} days with anything counted", _usage(usage)),
        (f"Newest {min(len(lines), LOG_LINES)} lines of the log, without their words", _log(lines)),
    )
    return "\n".join("\n".join((title, "-" * len(title), *body, "")) for title, body in parts)


def _computer() -> Iterator[str]:
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    yield f"{system}, Python {platform.python_version()}"


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    for each in findings:
        told = ", ".join(f"{name} {text}" for name, text in _allowed(each.params))
        yield f"{each.status:8} {each.check}{': ' + told if told else ''}"


def _allowed(params: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in params.items():
        if name in _NUMBERS and isinstance(value, bool | int | float):
            yield name, str(value)
        elif name in _CODES | _VERSIONS and value is not None:
            values = value if isinstance(value, list | tuple) else (value,)
            told = " ".join(filter(None, map(_code, values)))
            if told:
                yield name, told


def _usage(usage: Figures) -> Iterator[str]:
    for each in (*usage.days, usage.whole):
        yield f"{each.day.isoformat() if each is not usage.whole else 'all':10} {_summary(each)}"
    yield from (f"  {name} {count}" for name, count in sorted(usage.whole.counters.items()))


def _summary(day: Summary) -> str:
    parts = [
        f"{name} n={found.count} p50={found.p50_s:.3f} p95={found.p95_s:.3f} p99={found.p99_s:.3f} s"
        for name in OPERATIONS
        if (found := day.durations.get(name)) is not None
    ]
    for title, tally in (("errors", day.errors), ("refused", day.refused)):
        told = " ".join(f"{_code(code)}={count}" for code, count in sorted(tally.items()))
        if told:
            parts.append(f"{title} {told}")
    return "; ".join(parts)


def _log(lines: Sequence[LogLine]) -> Iterator[str]:
    """Time, level, place in the program, and codes."""
    for line in lines[:LOG_LINES]:
        codes = dict.fromkeys((*_LOGGED_CODE.findall(line.message), _code(line.code)))
        shown = (
            f"{line.at:%Y-%m-%d %H:%M:%S}",
            line.level,
            _matching(_TYPE, line.logger),
            _matching(_PLACE, line.place),
            _matching(_TYPE, line.error),
            *codes,
        )
        yield " ".join(filter(None, shown))


def _code(value: object) -> str:
    return _matching(_CODE, str(value))


def _matching(pattern: re.Pattern[str], text: str) -> str:
    return text if pattern.fullmatch(text) else ""
