"""The type of a user action: the lane it runs in and the `core` call it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, ParamSpec, TypeVar

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services

T = TypeVar("T")
P = ParamSpec("P")
Lane = Literal["db", "io", "engine", "find", "journal", "backup"]
"""`db`: records and keys. `io`: files. `engine`: calls that wait for a generating model. `find`: searches,
which wait for no answer. `journal`: text during typing, which waits for nothing. `backup`: backups and
restore tests, which take minutes.
"""
LANES: tuple[Lane, ...] = ("db", "io", "engine", "find", "journal", "backup")


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """One call into the services, for `Jobs.run`.

    `run` is called in the lane's own thread, so it must touch no widget; it receives the services, a token to
    check in every longer loop, and a listener for (done, total).
    """

    lane: Lane
    run: Callable[[Services, CancelToken, OnProgress], T]


def in_db(method: Callable[[Services], Callable[P, T]], *args: P.args, **named: P.kwargs) -> Operation[T]:
    """One call of one method of a service, in the `db` lane: `in_db(lambda services: services.people.list)`.

    The arguments are evaluated now, in the window's thread; `method`, evaluated in the lane's, only names the
    method. What needs more (another lane, progress, two services) is a function of this package.
    """
    return Operation("db", lambda services, _cancel, _progress: method(services)(*args, **named))
