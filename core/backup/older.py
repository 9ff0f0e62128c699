"""What a restore proves of itself, where the backup is older than what this computer knew of the practice."""

from __future__ import annotations

from dataclasses import replace

from core.backup.proving import Proof
from core.backup.restoring import Restored

_OF_AGE = frozenset({"stale_database", "forked_database"})


def is_older(restored: Restored) -> bool:
    """Whether what this computer knew is not in it: an owner has to accept it before it counts as valid."""
    return restored.age in ("stale", "forked")


def proof_of_itself(restored: Restored) -> Proof:
    """The proof without what follows from its age alone; that is told apart.

    The audit log of an older backup ends before the anchor of this computer, which its verification tells
    as cut off: whether it is whole can be verified once an owner has accepted it.
    """
    proof = restored.proof
    if not is_older(restored):
        return proof
    findings = {code: count for code, count in proof.findings.items() if code not in _OF_AGE}
    return replace(proof, findings=findings, log_intact=proof.log_intact or None)
