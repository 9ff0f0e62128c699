"""The result of a restore whose backup is older than this computer's knowledge of the practice."""

from __future__ import annotations

from dataclasses import replace

from core.backup.proving import Proof
from core.backup.restoring import Restored

_OF_AGE = frozenset({"stale_database", "forked_database"})


def is_older(restored: Restored) -> bool:
    """Whether it lacks later data known to this computer: an owner must accept it before it counts as
    valid.
    """
    return restored.age in ("stale", "forked")


def proof_of_itself(restored: Restored) -> Proof:
    """The proof without findings that follow from its age alone, which are reported separately.

    The audit log of an older backup ends before this computer's anchor, which its verification reports as
    truncated: whether it is complete can be verified once an owner has accepted it.
    """
    proof = restored.proof
    if not is_older(restored):
        return proof
    findings = {code: count for code, count in proof.findings.items() if code not in _OF_AGE}
    return replace(proof, findings=findings, log_intact=proof.log_intact or None)
