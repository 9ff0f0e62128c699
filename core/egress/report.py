"""The report: steps, methods and observations; as data and as text."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from core.egress.dto import Observed, Step, Verdict, Watch

FORMAT = "anamnesis-egress/1"
_WIDTH = 100
_ENOUGH = ("create", "lock", "unlock", "index", "find", "ask", "export", "print", "backup", "close")
"""The steps of a complete journey."""
_STEP_WORDS = {
    "create": "a practice of fictional clients is made and filled",
    "lock": "it is locked",
    "unlock": "it is unlocked with its passphrase",
    "index": "its notes are indexed with the embedding model",
    "find": "passages are found for a question",
    "ask": "a question is answered, the language model writes",
    "export": "a chart is written to a file",
    "print": "a chart is set in pages, as for a printer",
    "backup": "an encrypted backup is made",
    "close": "the practice is locked, engine and database are stopped",
}
_WAY_WORDS = {
    "namespace": "a network namespace without an interface, whose counters tell what was tried",
    "trace": "a trace (strace) of every call that makes or connects a socket, in every process",
    "tables": "the kernel's tables of sockets, 50 times a second",
}
_VERDICTS: dict[Verdict, str] = {
    "nothing_left": "NO CONNECTION WAS ATTEMPTED: nothing left this computer, and nothing was tried.",
    "attempted": "A CONNECTION WAS ATTEMPTED. What was tried is listed below.",
    "unclear": "UNCLEAR: only the kernel's tables of sockets could be looked at. They do not tell which "
    "program opened a socket, and miss one that is there for a moment. Install strace, or let the command "
    "be run where network namespaces are allowed.",
    "not_observed": "NOT OBSERVED: this computer allows no way of observing that would have seen a "
    "connection, so nothing can be said.",
    "incomplete": "INCOMPLETE: no connection was attempted, but a step failed, so that nothing is said of "
    "what it would have done.",
}
_LIMITS = (
    "It holds for this version of the program on this computer, for the steps listed above and for the time "
    "they took. It says nothing about the operating system or other programs.",
    "A process that takes a network namespace of its own, as the engine does, is seen by the trace alone; it "
    "has no interface to send anything through.",
    "Another program of this computer that is spoken to (a resolver of names, a message bus) may use the "
    "network for it. The trace names such programs, and counts asking for names as an attempt; the other "
    "ways do not see it.",
    "A printer is not used: a page is made as for one, and what the print system does is the system's.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """`control`: the same observation of a program that deliberately opens a network socket."""

    at: datetime
    program: str
    packaged: bool
    computer: str
    system: str
    steps: tuple[Step, ...]
    journey: Observed
    control: Observed

    @property
    def control_seen(self) -> bool:
        """Whether a method that observed the journey detected the control's socket."""
        return bool(self.control.seen_by & self.journey.ways)

    @property
    def complete(self) -> bool:
        """Whether every step was done, or refused by a policy."""
        named = {each.name for each in self.steps if each.outcome != "failed"}
        return self.journey.exit_code == 0 and named.issuperset(_ENOUGH)

    @property
    def verdict(self) -> Verdict:
        """The worst applicable one."""
        if self.journey.connection_attempts:
            return "attempted"
        if not (self.journey.watched and self.control_seen):
            return "not_observed"
        if self.journey.ways == {"tables"}:
            return "unclear"
        return "nothing_left" if self.complete else "incomplete"

    def document(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "format": FORMAT,
            "at": self.at.isoformat(timespec="seconds"),
            "program": {"name": "anamnesis", "version": self.program, "packaged": self.packaged},
            "computer": self.computer,
            "system": self.system,
            "verdict": self.verdict,
            "data": "fictional demo practice, made for this report and removed",
            "steps": [asdict(each) | {"details": dict(each.details)} for each in self.steps],
            "journey": _observed(self.journey),
            "control": _observed(self.control) | {"seen": self.control_seen},
        }

    def text(self) -> str:
        """In English, 100 columns."""
        source = "" if self.packaged else " (not installed by a package)"
        parts = [
            "ANAMNESIS: WHAT LEAVES THIS COMPUTER",
            "\n".join(
                (
                    f"Made:      {self.at:%Y-%m-%d %H:%M:%S} {self.at.tzname() or ''}".rstrip(),
                    f"Program:   anamnesis {self.program}{source}",
                    f"Computer:  {self.computer}",
                    f"System:    {self.system}",
                    "Data:      a practice of fictional clients, made for this report and removed afterwards",
                )
            ),
            _wrapped(_VERDICTS[self.verdict]),
            "WHAT WAS DONE\n" + "\n".join(map(_step_line, self.steps)),
            "HOW IT WAS OBSERVED\n" + "\n".join(map(_watch_line, self.journey.watches)),
            "WHAT WAS SEEN\n" + "\n".join(_seen(self.journey)),
            "CONTROL\n" + "\n".join(self._control_lines()),
            "WHAT THIS DOES NOT SAY\n" + "\n".join(_wrapped(f"- {each}", indent="  ") for each in _LIMITS),
        ]
        return "\n\n".join(parts) + "\n"

    def _control_lines(self) -> list[str]:
        verdict = "it was seen" if self.control_seen else "IT WAS NOT SEEN, so the observation proves nothing"
        told = f"A program that opens a network socket on purpose was observed in the same way: {verdict}."
        return [_wrapped(told), *_seen(self.control)]


def _observed(observed: Observed) -> dict[str, Any]:
    return {
        "exit_code": observed.exit_code,
        "watches": [asdict(each) for each in observed.watches],
        "attempts": [asdict(each) for each in observed.connection_attempts],
        "socket_families": dict(observed.families),
        "other_sockets": observed.others,
        "other_programs": list(observed.peers),
    }


def _step_line(step: Step) -> str:
    words = _STEP_WORDS.get(step.name, step.name)
    if step.outcome == "refused":
        words += f" – refused by the policy ({step.code})"
    elif step.outcome == "failed":
        words += f" – FAILED ({step.code})"
    details = ", ".join(f"{name} {value}" for name, value in step.details.items())
    told = f"{words} ({details})" if details else words
    return _wrapped(f"{step.duration_s:7.1f} s  {told}", indent=" " * 11)


def _watch_line(watch: Watch) -> str:
    return _wrapped(
        f"{'yes' if watch.used else 'no ':3}  {_WAY_WORDS[watch.way]}"
        + ("" if watch.used or not watch.reason else f" – {watch.reason}"),
        indent=" " * 5,
    )


def _seen(observed: Observed) -> list[str]:
    lines = []
    if any(each.used and each.way == "trace" for each in observed.watches):
        kinds = ", ".join(f"{name} {count}" for name, count in observed.families.items()) or "none"
        lines.append(
            _wrapped(f"Sockets that were asked for, by kind: {kinds}. AF_UNIX stays on this computer.")
        )
    if observed.others:
        lines.append(f"Network sockets that appeared in this account: {observed.others}")
    for peer in observed.peers:
        lines.append(_wrapped(f"Another program of this computer was spoken to: {peer}", indent="  "))
    for each in observed.connection_attempts:
        to = f" to {each.target}" if each.target else ""
        ended = f": {each.outcome}" if each.outcome else ""
        lines.append(
            _wrapped(f"ATTEMPT ({each.way}): {each.what}{to}{ended}, {_times(each.times)}", indent="  ")
        )
    if not observed.connection_attempts:
        lines.append("Attempts to reach a network: none.")
    return lines


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _wrapped(text: str, *, indent: str = "") -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=indent, break_long_words=False)


def step_from(said: Mapping[str, Any]) -> Step:
    """Parses a line of the journey's output. Raises `KeyError`, `TypeError`, `ValueError`."""
    return Step(
        name=str(said["name"]),
        outcome=said["outcome"],
        duration_s=float(said["duration_s"]),
        details=dict(said["details"]),
        code=str(said["code"]),
    )
