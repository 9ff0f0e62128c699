"""The server's two configuration files, rewritten at every start.

They also keep values out of the log: a failed cast, COPY or RAISE prints them at the default levels even with
statement logging off (measured).
"""

from __future__ import annotations

import platform
import re
import sys

from core.database.credentials import ADMIN_ROLE, APP_ROLE
from core.database.endpoint import Endpoint

MAX_CONNECTIONS = 20

Setting = str | int | bool

QUIET_LOG: dict[str, Setting] = {
    "log_destination": "stderr",
    "logging_collector": False,
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_duration": False,
    "log_min_duration_statement": -1,
    "log_min_duration_sample": -1,
    "log_transaction_sample_rate": 0,
    "log_parameter_max_length": 0,
    "log_parameter_max_length_on_error": 0,
    "log_connections": False,
    "log_disconnections": False,
    "log_checkpoints": False,
    "log_lock_waits": False,
    "log_temp_files": -1,
    "log_autovacuum_min_duration": -1,
    "log_line_prefix": "%m [%p] %e ",
    "log_timezone": "UTC",
    "update_process_title": False,
    # Another connection of the same role would see the statements of this one.
    "track_activities": False,
    "lc_messages": "C",
}

DURABLE = ("fsync", "full_page_writes")
"""Needed to survive a power failure; a killed server loses nothing without them."""

BEHAVIOUR: dict[str, Setting] = {
    "synchronous_commit": True,
    "max_connections": MAX_CONNECTIONS,
    "superuser_reserved_connections": 3,
    "shared_buffers": "32MB",
    "huge_pages": False,
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    # A single user: parallel workers and idle helper processes cost memory and speed nothing up.
    "max_worker_processes": 2,
    "max_parallel_workers": 0,
    "max_parallel_workers_per_gather": 0,
    "max_parallel_maintenance_workers": 0,
    "max_logical_replication_workers": 0,
    "max_wal_senders": 0,
    "max_replication_slots": 0,
    "wal_level": "minimal",
    "min_wal_size": "32MB",
    "max_wal_size": "256MB",
    "autovacuum_max_workers": 1,
    "jit": False,
    "TimeZone": "UTC",
    "password_encryption": "scram-sha-256",
    "dynamic_shared_memory_type": "posix",
}


def server_settings(*, endpoint: Endpoint, name: str, major: int, durable: bool) -> dict[str, Setting]:
    """Every setting of `postgresql.conf`. `name` appears in the titles of the server's processes."""
    settings = QUIET_LOG | BEHAVIOUR | {setting: durable for setting in DURABLE}
    settings |= {
        "cluster_name": name,
        "port": endpoint.port,
        "listen_addresses": "" if endpoint.is_socket else endpoint.host,
        "unix_socket_directories": _list_element(endpoint.host) if endpoint.is_socket else "",
        "unix_socket_permissions": "0700",
    }
    if endpoint.host == "127.0.0.1":
        # The default on Windows, which has no POSIX shared memory.
        settings["dynamic_shared_memory_type"] = "windows"
    if kernel_reports_sync_errors():
        # Recovery syncs the directory first: file by file that took 2.5 s on a busy disk, at once 0.2 s.
        settings["recovery_init_sync_method"] = "syncfs"
    if major >= 17:
        settings["allow_alter_system"] = False
    if major >= 18:
        settings["log_lock_failures"] = False
        # Temporary tables are read by their own session in any case; I/O workers would be idle.
        settings["io_method"] = "sync"
        settings["autovacuum_worker_slots"] = 1
    return settings


def kernel_reports_sync_errors() -> bool:
    """Whether syncing a whole file system is as safe as syncing its files (Linux 5.8, syncfs(2))."""
    if sys.platform != "linux":
        return False
    release = re.match(r"(\d+)\.(\d+)", platform.release())
    return release is not None and (int(release[1]), int(release[2])) >= (5, 8)


def configuration_file(settings: dict[str, Setting]) -> str:
    """The text of `postgresql.conf`."""
    lines = [f"{name} = {_value(value)}" for name, value in sorted(settings.items())]
    return "\n".join(["# Written at every start; what is changed here is lost.", *lines, ""])


def access_file(endpoint: Endpoint, *, superuser: bool) -> str:
    """The text of `pg_hba.conf`: only the program's role, by password, over our endpoint.

    `superuser`: also the superuser, while the cluster is created or upgraded.
    """
    roles = f"{ADMIN_ROLE},{APP_ROLE}" if superuser else APP_ROLE
    source = f"local all {roles}" if endpoint.is_socket else f"host all {roles} 127.0.0.1/32"
    return f"{source} scram-sha-256\n"


def _value(value: Setting) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def _list_element(directory: str) -> str:
    return '"' + directory.replace('"', '""') + '"'
