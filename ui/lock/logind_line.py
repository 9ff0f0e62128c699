"""The connection to systemd-logind, in its own thread: everything here may wait for the bus.

Not Qt's D-Bus: its thread and the one that owns a Python object can deadlock, as they did when a connection
was closed and opened again (PySide6 6.11.3).
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from jeepney import (  # type: ignore[import-untyped, import-not-found, unused-ignore]
    DBusAddress,
    DBusErrorResponse,
    FileDescriptor,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    Properties,
    new_method_call,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped, import-not-found, unused-ignore]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped, import-not-found, unused-ignore]
from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped, import-not-found, unused-ignore]

from ui.lock.session_watch import LockReason

_log = logging.getLogger(__name__)
_SERVICE = "org.freedesktop.login1"
_MANAGER_PATH = "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"
_SESSION = "org.freedesktop.login1.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_OWN_SESSION_PATH = "/org/freedesktop/login1/session/auto"
_ANSWER_S = 5.0
FIRST_WAIT_S, _LONGEST_WAIT_S = 1.0, 60.0
"""Between two attempts to reach the bus; each wait is twice the previous one."""
_TROUBLE = (OSError, DBusErrorResponse, RuntimeError)


@dataclass(frozen=True, slots=True)
class Heard:
    """`inhibitor` is the number of the inhibitor held when it was received."""

    what: LockReason | Literal["woken", "listening", "deaf"]
    inhibitor: int


class Inhibitor:
    """The descriptor that delays a suspend while it is open. Numbered, so that a late release of an old one
    does not release the next. Thread-safe.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._descriptor: int | None = None
        self._number = 0

    @property
    def held(self) -> bool:
        with self._guard:
            return self._descriptor is not None

    @property
    def number(self) -> int:
        with self._guard:
            return self._number

    def replace(self, descriptor: int | None) -> None:
        """Closes the held descriptor and holds `descriptor` instead."""
        with self._guard:
            old, self._descriptor = self._descriptor, descriptor
            self._number += 1
        if old is not None:
            os.close(old)

    def release(self, number: int) -> None:
        """Closes the held descriptor if it is still that one."""
        with self._guard:
            if number != self._number:
                return
            old, self._descriptor = self._descriptor, None
        if old is not None:
            os.close(old)


class LogindLine:
    """Calls `tell` in its own thread with everything received, until `close`.

    If the bus closes the connection, as during a system update, it reconnects.
    """

    def __init__(
        self,
        bus: str,
        inhibitor: Inhibitor,
        tell: Callable[[Heard], None],
        *,
        first_wait_s: float = FIRST_WAIT_S,
    ) -> None:
        self._bus = bus
        self._inhibitor = inhibitor
        self._tell = tell
        self._guard = threading.Lock()
        self._connection: DBusConnection | None = None
        self._closed = threading.Event()
        self._first_wait_s = first_wait_s
        self._listened = self._complained = False
        self._session_path = ""
        self._thread = threading.Thread(target=self._run, name="session-watch", daemon=True)

    def open(self) -> None:
        self._thread.start()

    def close(self, timeout_s: float = 1.0) -> bool:
        """Closes the connection and allows a suspend. True if the thread has ended.

        A stuck thread is abandoned after `timeout_s`: the window must not wait for a bus.
        """
        with self._guard:
            self._closed.set()
            connection = self._connection
        if connection is not None:
            with suppress(OSError):
                # Wakes the thread that waits for the next message.
                connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(timeout_s)
        self._inhibitor.replace(None)
        return not self._thread.is_alive()

    def _run(self) -> None:
        wait_s = self._first_wait_s
        while not self._closed.is_set():
            self._listened = False
            self._converse()
            if self._listened:
                wait_s = self._first_wait_s
                if not self._closed.is_set():
                    self._report("deaf")
            self._closed.wait(wait_s)
            wait_s = min(2 * wait_s, _LONGEST_WAIT_S)

    def _converse(self) -> None:
        try:
            connection = open_dbus_connection(self._bus, enable_fds=True)
        except (*_TROUBLE, KeyError, ValueError):
            if not self._complained:
                _log.warning("no system bus: suspend and session switch are not heard; the idle lock remains")
            self._complained = True
            return
        with self._guard:
            self._connection = connection
            closed = self._closed.is_set()
        try:
            if not closed:
                self._listen(connection)
        except _TROUBLE as error:
            if not self._closed.is_set():
                _log.warning("the system bus is gone: %s", type(error).__name__)
        finally:
            with self._guard:
                self._connection = None
            self._inhibitor.replace(None)
            connection.close()

    def _listen(self, connection: DBusConnection) -> None:
        heard: deque[Message] = deque()
        with connection.filter(MatchRule(type="signal"), queue=heard):
            self._subscribe(connection, _MANAGER_PATH, _MANAGER, "PrepareForSleep")
            self._take_inhibitor(connection)
            self._session_path = self._own_session(connection)
            if self._session_path:
                self._subscribe(connection, self._session_path, _SESSION, "Lock")
                self._subscribe(connection, self._session_path, _PROPERTIES, "PropertiesChanged")
            self._listened, self._complained = True, False
            self._report("listening")
            while True:
                self._on_signal(connection, connection.recv_until_filtered(heard))

    def _on_signal(self, connection: DBusConnection, message: Message) -> None:
        fields = message.header.fields
        member, path = fields.get(HeaderFields.member), fields.get(HeaderFields.path)
        if member == "PrepareForSleep" and path == _MANAGER_PATH:
            if message.body == (True,):
                self._report("suspend")
            else:
                self._take_inhibitor(connection)
                self._report("woken")
        elif path == self._session_path and member == "Lock":
            self._report("screen_locked")
        elif path == self._session_path and member == "PropertiesChanged":
            self._on_properties(message.body)

    def _on_properties(self, body: tuple[Any, ...]) -> None:
        interface, changed, _invalidated = body
        if interface != _SESSION:
            return
        if changed.get("LockedHint") == ("b", True):
            self._report("screen_locked")
        elif changed.get("Active") == ("b", False):
            self._report("session_switched")

    def _take_inhibitor(self, connection: DBusConnection) -> None:
        arguments = ("sleep", "Anamnesis", "The keys to the charts leave memory first", "delay")
        address = DBusAddress(_MANAGER_PATH, bus_name=_SERVICE, interface=_MANAGER)
        descriptor: int | None = None
        try:
            (answer,) = _ask(connection, new_method_call(address, "Inhibit", "ssss", arguments))
            if isinstance(answer, FileDescriptor):
                descriptor = answer.to_raw_fd()
        except (DBusErrorResponse, TimeoutError) as error:
            _log.warning("a suspend will not wait for the lock: %s", _name_of(error))
        self._inhibitor.replace(descriptor)

    def _own_session(self, connection: DBusConnection) -> str:
        """The path that our session's signals come from; empty if unknown."""
        try:
            # "auto" is accepted in calls, but no signal comes from it.
            session = Properties(DBusAddress(_OWN_SESSION_PATH, bus_name=_SERVICE, interface=_SESSION))
            ((_signature, session_id),) = _ask(connection, session.get("Id"))
            address = DBusAddress(_MANAGER_PATH, bus_name=_SERVICE, interface=_MANAGER)
            (path,) = _ask(connection, new_method_call(address, "GetSession", "s", (session_id,)))
        except (DBusErrorResponse, TimeoutError) as error:
            _log.warning("a switch of the login session is not heard of: %s", _name_of(error))
            return ""
        return str(path)

    @staticmethod
    def _subscribe(connection: DBusConnection, path: str, interface: str, member: str) -> None:
        rule = MatchRule(type="signal", sender=_SERVICE, path=path, interface=interface, member=member)
        _ask(connection, message_bus.AddMatch(rule))

    def _report(self, what: LockReason | Literal["woken", "listening", "deaf"]) -> None:
        self._tell(Heard(what, self._inhibitor.number))


def _ask(connection: DBusConnection, call: Message) -> tuple[Any, ...]:
    assert call.header.message_type is MessageType.method_call  # noqa: S101 - only calls are answered
    answer: tuple[Any, ...] = unwrap_msg(connection.send_and_get_reply(call, timeout=_ANSWER_S))
    return answer


def _name_of(error: Exception) -> str:
    """The D-Bus name of an error, never its text."""
    return error.name if isinstance(error, DBusErrorResponse) else type(error).__name__
