"""The shape of a thing a person can do: which lane it runs in and what it calls in `core`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services

T = TypeVar("T")
Lane = Literal["db", "io", "engine", "find", "journal", "backup"]
"""`db`: records and keys. `io`: files. `engine`: what waits for a model that writes. `find`: searches, which
wait for no answer. `journal`: words while they are typed, which wait for nothing. `backup`: backups and
restores that are tested, which take minutes."""
LANES: tuple[Lane, ...] = ("db", "io", "engine", "find", "journal", "backup")


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """One call into the services, to be handed to `Jobs.run`.

    `run` is called in the lane's own thread, so it must touch no widget; it gets the services, a token to
    look at in every longer loop, and a listener for (done, total).
    """

    lane: Lane
    run: Callable[[Services, CancelToken, OnProgress], T]
