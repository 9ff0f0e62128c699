"""Findings as the program makes them: for each check, each state it can be in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from core.health.finding import Check, Finding
from core.health.log_lines import LogLine
from core.metrics.day import DayMetrics

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
_TRIAL = {"name": "SmolLM2-135M", "level": "avx2", "day": "2026-05-20"}
_RANGE = {"lowest": "16", "highest": "18"}
_SPEED = {"count": 240, "p95_ms": 90, "budget_ms": 150}
_SLOW = _SPEED | {"p95_ms": 9400}

CASES: dict[Check, tuple[Finding, ...]] = {
    "backup": (
        Finding("backup", "ok", {"days": 0, "targets": 1, "code": None}),
        Finding("backup", "ok", {"days": 2, "targets": 1, "code": None}),
        Finding("backup", "warning", {"days": 3, "targets": 1, "code": None}),
        Finding("backup", "warning", {"days": 1, "targets": 1, "code": "disk_full"}),
        Finding("backup", "warning", {"days": 1, "targets": 0, "code": None}),
        Finding("backup", "problem", {"days": 9, "targets": 1, "code": None}),
        Finding("backup", "problem", {"days": 9, "targets": 1, "code": "disk_full"}),
        Finding("backup", "problem", {"days": None, "targets": 0, "code": None}),
    ),
    "restore_drill": (
        Finding("restore_drill", "ok", {"days": 1}),
        Finding("restore_drill", "warning", {"days": 20}),
        Finding("restore_drill", "warning", {"days": None}),
    ),
    "integrity": (
        Finding("integrity", "ok", {"findings": 0, "codes": []}),
        Finding("integrity", "problem", {"findings": 2, "codes": ["damaged_row", "stale_database"]}),
    ),
    "audit_chain": (
        Finding("audit_chain", "ok", {"codes": []}),
        Finding("audit_chain", "problem", {"codes": ["audit_chain_damaged"]}),
    ),
    "journal": (
        Finding("journal", "ok", {"waiting": 0, "damaged": 0}),
        Finding("journal", "warning", {"waiting": 2, "damaged": 1}),
        Finding("journal", "problem", {"reason": "Input/output error"}),
    ),
    "upgrade": (
        Finding("upgrade", "ok", {"days": None, "size_bytes": 0, "kept": False, "unreadable": 0}),
        Finding("upgrade", "ok", {"days": 3, "size_bytes": 64_000_000, "kept": True, "unreadable": 0}),
        Finding("upgrade", "warning", {"days": 41, "size_bytes": 64_000_000, "kept": True, "unreadable": 0}),
        Finding(
            "upgrade", "warning", {"days": None, "size_bytes": 64_000_000, "kept": True, "unreadable": 0}
        ),
        Finding("upgrade", "problem", {"days": 1, "size_bytes": 64_000_000, "kept": True, "unreadable": 2}),
        Finding(
            "upgrade",
            "warning",
            {"days": 41, "size_bytes": 64_000_000, "kept": True, "unreadable": 0, "shared": True},
        ),
    ),
    "update": (
        Finding("update", "ok", {"installed": "1.2", "looked": True}),
        Finding("update", "ok", {"installed": "1.2", "looked": False}),
        Finding(
            "update",
            "warning",
            {"installed": "1.2", "looked": True, "version": "1.3", "folder": "/media/x", "replaced": False},
        ),
        Finding(
            "update", "warning", {"installed": "1.2", "looked": True, "version": "1.3", "replaced": True}
        ),
        Finding(
            "update",
            "problem",
            {"installed": "1.2", "looked": True, "code": "update_not_signed", "file": "SHA256SUMS"},
        ),
    ),
    "policy": (
        Finding("policy", "ok", {"sources": [], "open": [], "imposed": []}),
        Finding(
            "policy",
            "ok",
            {
                "sources": ["/etc/anamnesis/policy.toml"],
                "open": [],
                "imposed": ["assistant", "lock_after_min"],
            },
        ),
        Finding(
            "policy",
            "warning",
            {
                "sources": ["/etc/anamnesis/policy.toml"],
                "open": ["/etc/anamnesis/policy.toml"],
                "imposed": ["assistant"],
            },
        ),
    ),
    "clock": (
        Finding("clock", "ok", {"now": NOW.isoformat()}),
        Finding("clock", "warning", {"now": "2019-01-01T00:00:00+00:00"}),
    ),
    "disk": (
        Finding("disk", "ok", {"free_bytes": 120_000_000_000}),
        Finding("disk", "warning", {"free_bytes": 6_400_000_000}),
        Finding("disk", "problem", {"free_bytes": 90_000_000}),
    ),
    "shared_practice": (
        Finding("shared_practice", "ok", {"shared": False}),
        Finding(
            "shared_practice",
            "problem",
            {
                "shared": True,
                "server": "_anamnesis",
                "group": "anamnesis",
                "faults": ["/srv/anamnesis (writable)"],
            },
        ),
    ),
    "data_directory": (
        Finding("data_directory", "ok", {"mode": "0o700"}),
        Finding(
            "data_directory", "warning", {"mode": "0o700", "others": ["attempts", "logs"], "account": "root"}
        ),
        Finding("data_directory", "problem", {"mode": "0o755"}),
    ),
    "placement": (
        Finding("placement", "ok"),
        Finding(
            "placement", "problem", {"code": "data_directory_synced", "path": "/data", "reason": "Dropbox"}
        ),
    ),
    "database": (
        Finding("database", "ok", {"version": "18.1", "schema": "0009"}),
        Finding("database", "warning", {"practice": "none"}),
        Finding("database", "problem", {"code": "database_unreachable"}),
    ),
    "server_version": (
        Finding("server_version", "ok", {"version": "18.1"} | _RANGE),
        Finding("server_version", "warning", {"version": "19.0"} | _RANGE),
        Finding("server_version", "problem", {"version": "15.2"} | _RANGE),
    ),
    "extension": (
        Finding("extension", "ok", {"version": "0.8.1", "lowest": "0.7", "highest": "0.8"}),
        Finding("extension", "warning", {"version": "0.9.0", "lowest": "0.7", "highest": "0.8"}),
        Finding("extension", "problem", {"version": "0.5.0", "lowest": "0.7", "highest": "0.8"}),
        Finding("extension", "problem", {"version": None, "lowest": "0.7", "highest": "0.8"}),
    ),
    "checksums": (Finding("checksums", "ok", {"on": True}), Finding("checksums", "warning", {"on": False})),
    "database_memory": (
        Finding("database_memory", "ok", {"readable": False}),
        Finding("database_memory", "warning", {"readable": None}),
    ),
    "index": (
        Finding("index", "ok", {"total": 5140, "indexed": 5140, "passages": 31_000, "drift": 0}),
        Finding("index", "warning", {"total": 5140, "indexed": 5120, "passages": 31_000, "drift": 0}),
        Finding("index", "warning", {"total": 5140, "indexed": 5140, "passages": 31_000, "drift": 3}),
    ),
    "model_embedder": (
        Finding("model_embedder", "ok", {"name": "multilingual-e5-small", "sha256": "53aa", "licence": "x"}),
        Finding(
            "model_embedder",
            "warning",
            {"name": "multilingual-e5-small", "code": "model_rejected", "reason": "adapter_missing"},
        ),
        Finding("model_embedder", "problem", {"name": "multilingual-e5-small", "code": "model_rejected"}),
    ),
    "trial_embedder": (
        Finding("trial_embedder", "ok", _TRIAL | {"name": "multilingual-e5-small"}),
        Finding("trial_embedder", "warning", {"name": "multilingual-e5-small"}),
        Finding("trial_embedder", "problem", _TRIAL | {"reason": "SIGILL"}),
    ),
    "model_generator": (
        Finding("model_generator", "ok", {"name": "SmolLM2-135M", "sha256": "b179", "licence": "x"}),
        Finding("model_generator", "problem", {"name": "SmolLM2-135M", "code": "model_missing"}),
    ),
    "trial_generator": (
        Finding("trial_generator", "ok", _TRIAL),
        Finding("trial_generator", "warning", {"name": "SmolLM2-135M"}),
        Finding("trial_generator", "problem", _TRIAL | {"reason": "timeout"}),
    ),
    "processor": (
        Finding("processor", "ok", {"ceiling": None, "forced": None, "crashes": []}),
        Finding("processor", "warning", {"ceiling": "avx2", "forced": None, "crashes": ["SIGILL at avx512"]}),
    ),
    "vault": (
        Finding("vault", "ok", {"passphrases": 2, "weak": 0}),
        Finding("vault", "warning", {"passphrases": 2, "weak": 1}),
        Finding("vault", "problem", {"code": "vault_file_damaged"}),
    ),
    "keys": (Finding("keys", "ok", {"pending": None}), Finding("keys", "warning", {"pending": "rotate"})),
    "attempts": (
        Finding("attempts", "ok", {"failed": 0, "counted": True}),
        Finding("attempts", "warning", {"failed": 7, "counted": True}),
        Finding("attempts", "warning", {"failed": 0, "counted": False}),
    ),
    "keyring": (
        Finding("keyring", "ok", {"available": "SecretService"}),
        Finding("keyring", "ok", {"available": "none"}),
    ),
    "swap": (Finding("swap", "ok", {"areas": []}), Finding("swap", "warning", {"areas": ["/dev/sda2"]})),
    "hibernation": (
        Finding("hibernation", "ok", {"possible": False}),
        Finding("hibernation", "warning", {"possible": True, "place": "8:2"}),
    ),
    "crash_files": (
        Finding("crash_files", "ok", {"limit_bytes": 1, "piped": False, "dumpable": False}),
        Finding("crash_files", "warning", {"limit_bytes": 0, "piped": True, "dumpable": False}),
        Finding("crash_files", "problem", {"limit_bytes": -1, "piped": True, "dumpable": True}),
    ),
    "engine_confinement": (
        Finding("engine_confinement", "ok", {"landlock": 4, "system_calls": True}),
        Finding("engine_confinement", "warning", {"reason": "probe_failed"}),
    ),
    "versions": (
        Finding("versions", "ok", {"python": "3.11.2", "missing": []}),
        Finding("versions", "problem", {"python": "3.11.2", "missing": ["torch", "pgvector"]}),
    ),
    "memory": (
        Finding("memory", "ok", {"total_bytes": 16_000_000_000}),
        Finding("memory", "warning", {"total_bytes": 3_100_000_000}),
    ),
    "speed_ask": (
        Finding("speed_ask", "ok", _SPEED | {"p95_ms": 6400, "budget_ms": 8000}),
        Finding("speed_ask", "ok", {"count": 0, "p95_ms": None, "budget_ms": 8000}),
        Finding("speed_ask", "warning", _SLOW | {"budget_ms": 8000}),
    ),
    "speed_find": (
        Finding("speed_find", "ok", _SPEED | {"budget_ms": 1000}),
        Finding("speed_find", "ok", {"count": 0, "p95_ms": None, "budget_ms": 1000}),
        Finding("speed_find", "warning", _SLOW | {"budget_ms": 1000}),
    ),
    "speed_save": (
        Finding("speed_save", "ok", _SPEED),
        Finding("speed_save", "ok", {"count": 0, "p95_ms": None, "budget_ms": 150}),
        Finding("speed_save", "warning", _SLOW),
    ),
    "speed_unlock": (
        Finding("speed_unlock", "ok", _SPEED | {"p95_ms": 1400, "budget_ms": 3000}),
        Finding("speed_unlock", "ok", {"count": 0, "p95_ms": None, "budget_ms": 3000}),
        Finding("speed_unlock", "warning", _SLOW | {"budget_ms": 3000}),
    ),
    "errors": (
        Finding("errors", "ok", {"failed": 0, "ended": 0, "codes": []}),
        Finding("errors", "ok", {"failed": 1, "ended": 400, "codes": ["disk_full"]}),
        Finding("errors", "warning", {"failed": 41, "ended": 400, "codes": ["disk_full", "engine_crashed"]}),
    ),
    "crashes": (
        Finding("crashes", "ok", {"starts": 5, "unclean": 0, "bugs": 0}),
        Finding("crashes", "ok", {"starts": 5, "unclean": 1, "bugs": 0}),
        Finding("crashes", "warning", {"starts": 5, "unclean": 3, "bugs": 1}),
    ),
}
WELL = tuple(cases[0] for cases in CASES.values())
AILING = tuple(cases[-1] for cases in CASES.values())


def some_days(count: int = 24) -> tuple[DayMetrics, ...]:
    """Weeks of a practice in which asking became slower and one day went wrong."""
    days = []
    for back in reversed(range(count)):
        day = DayMetrics(NOW.date() - timedelta(days=back))
        if day.day.weekday() == 5:
            continue
        for number in range(40):
            spread = 1 + number / 20
            day.observe("ask", (1.2 + (count - back) * 0.08) * spread)
            day.observe("find", 0.12 * spread)
            day.observe("save", 0.022 * spread)
        for _ in range(19):
            day.observe("answer_odds", 0.15)
        day.observe("unlock", 1.4)
        day.counters.update(
            starts=2,
            cache_hits=9 + back % 4,
            cache_misses=31,
            sentences_shown=80,
            sentences_withheld=4 + back % 5,
            sources_found=300,
            sources_used=80,
            unscored_answers=back % 3,
        )
        if back == 6:
            day.counters["unclean_ends"] = 1
            day.errors.update({"disk_full": 14, "database_timeout": 3})
        day.errors["engine_crashed"] = back % 3
        days.append(day)
    return tuple(days)


def some_lines() -> tuple[LogLine, ...]:
    return (
        LogLine(
            NOW,
            "ERROR",
            "core.workspace",
            "the database server had died and is started again",
            "workspace.py:240",
        ),
        LogLine(
            NOW - timedelta(minutes=3),
            "CRITICAL",
            "ui.jobs",
            "unexpected error",
            "jobs.py:99",
            error="builtins.ZeroDivisionError",
            error_at="panels.py:12 panels",
        ),
        LogLine(NOW - timedelta(hours=1), "WARNING", "core.engine.client", "tried again: engine_crashed"),
        *(
            LogLine(
                NOW - timedelta(hours=2, minutes=n), "INFO", "core.retrieval.indexing", f"indexed {n} sources"
            )
            for n in range(40)
        ),
        LogLine(NOW - timedelta(hours=4), "INFO", "alembic.runtime.migration", place="migration.py:205"),
    )


LAST_DAY = date(2026, 6, 1)
