"""A private bus with an `org.freedesktop.login1` on it that does what a test tells it to."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
SESSION_PATH = "/org/freedesktop/login1/session/_32"
_MANAGER = DBusAddress("/org/freedesktop/login1", interface="org.freedesktop.login1.Manager")
_SESSION = DBusAddress(SESSION_PATH, interface="org.freedesktop.login1.Session")
_PROPERTIES = DBusAddress(SESSION_PATH, interface="org.freedesktop.DBus.Properties")


class FakeLogin1:
    """Answers calls in a thread of its own. `calls` lists the methods; `refused` names those that fail."""

    def __init__(self, address: str, *, refused: frozenset[str] = frozenset()) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self._refused = refused
        self._inhibitors: list[int] = []
        self._answered = threading.Condition()
        self._connection: DBusConnection = open_dbus_connection(address, enable_fds=True)
        Proxy(message_bus, self._connection).RequestName("org.freedesktop.login1")
        self._thread = threading.Thread(target=self._serve, name="fake-login1", daemon=True)
        self._thread.start()

    def prepare_for_sleep(self, begins: bool) -> None:
        self._connection.send(new_signal(_MANAGER, "PrepareForSleep", "b", (begins,)))

    def lock_session(self) -> None:
        self._connection.send(new_signal(_SESSION, "Lock"))

    def change(self, **properties: bool) -> None:
        """Tells of changed properties of the session."""
        body: tuple[Any, ...] = (
            _SESSION.interface,
            {name: ("b", value) for name, value in properties.items()},
            [],
        )
        self._connection.send(new_signal(_PROPERTIES, "PropertiesChanged", "sa{sv}as", body))

    def called(self, method: str) -> int:
        with self._answered:
            return [name for name, _ in self.calls].count(method)

    @property
    def held(self) -> int:
        """How many inhibitors are open at the other end: nobody has closed its last copy."""
        with self._answered:
            ends = list(self._inhibitors)
        closed, _, _ = select.select(ends, [], [], 0)
        return len(ends) - len(closed)

    def wait_for_call(self) -> None:
        """Until the next call was answered, or a moment."""
        with self._answered:
            self._answered.wait(0.05)

    def close(self) -> None:
        # The thread sits in `recv`; taking the stream down from both sides wakes it.
        with suppress(OSError):
            self._connection.sock.shutdown(2)
        self._thread.join(10)
        self._connection.close()
        for end in self._inhibitors:
            os.close(end)

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except (ConnectionError, OSError):
                return
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        method = str(message.header.fields[HeaderFields.member])
        if method in self._refused:
            self._connection.send(new_error(message, "org.freedesktop.DBus.Error.AccessDenied"))
        elif method == "Inhibit":
            ours, theirs = os.pipe()
            with self._answered:
                self._inhibitors.append(ours)
            self._connection.send(new_method_return(message, "h", (theirs,)))
            os.close(theirs)
        elif method == "Get":
            self._connection.send(new_method_return(message, "v", (("s", "2"),)))
        elif method == "GetSession":
            self._connection.send(new_method_return(message, "o", (SESSION_PATH,)))
        with self._answered:
            self.calls.append((method, message.body))
            self._answered.notify_all()


def bus_is_installed() -> bool:
    return shutil.which("dbus-daemon") is not None


@contextmanager
def private_bus(directory: Path) -> Iterator[str]:
    """A bus daemon of our own; yields its address."""
    configuration = directory / "bus.conf"
    configuration.write_text(_CONFIGURATION.format(socket=directory / "bus"))
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={configuration}", "--print-address=1", "--nofork", "--nopidfile"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        assert address, "the bus daemon did not start"
        yield address
    finally:
        daemon.terminate()
        daemon.wait(10)
        if daemon.stdout is not None:
            daemon.stdout.close()
