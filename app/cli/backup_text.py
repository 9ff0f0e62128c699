"""The results of a backup, a drill or a restore, as text and JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from core.backup.creating import Made
from core.backup.drill import Drill
from core.backup.older import is_older, proof_of_itself
from core.backup.proving import Proof
from core.backup.restoring import Restored

_AGES = {
    "stale": "OLDER than what this computer knew of the practice: its log ends at entry {position}, and this "
    "computer has seen entry {known}. What came after is not in it.",
    "forked": "THE PRACTICE WENT ON IN TWO PLACES: what this computer knew (entry {known}) is not in the "
    "history of the backup (entry {position}).",
    "newer": "Newer than what this computer knew of the practice (entry {known}; now entry {position}).",
    "current": "As new as what this computer knew of the practice (entry {position}).",
    "unknown": "This computer had not seen the practice before, so nothing could be compared.",
}


def moment_text(moment: datetime | None) -> str:
    """Local time, or "never"."""
    return "never" if moment is None else f"{moment.astimezone():%Y-%m-%d %H:%M}"


def size_text(size_bytes: int) -> str:
    """`340 MB`; below 1 MB in kB."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} kB" if size_bytes else "0 kB"
    return f"{size_bytes / 1_000_000:.0f} MB"


def made_document(made: Made) -> dict[str, Any]:
    return {
        "file": str(made.path),
        "made_at": made.manifest.made_at.isoformat(),
        "rows": made.manifest.rows,
        "size_bytes": made.manifest.size_bytes,
        "written_bytes": made.written_bytes,
        "audit_position": made.position,
    }


def made_text(made: Made) -> str:
    written = size_text(made.written_bytes)
    return (
        f"Backup made: {made.path}\n  {made.manifest.rows} rows, {written} written that were not there yet."
    )


def drill_document(done: Drill) -> dict[str, Any]:
    return {
        "proved": done.passed,
        "audit_position": done.position,
        "known_in_practice": dict(done.known),
        "proof": _proof_document(done.proof),
    }


def drill_text(done: Drill) -> str:
    head = "Restore proved." if done.passed else "NOT PROVED: the restored backup is not as it should be."
    lines = [head, *_proof_lines(done.proof)]
    if done.known:
        lines.append(f"The practice itself has the same: {_counted(done.known)}.")
    return "\n".join(lines)


def restored_document(restored: Restored, *, practice: str, directory: Path) -> dict[str, Any]:
    manifest = restored.manifest
    return {
        "practice": practice,
        "data_dir": str(directory),
        "made_at": manifest.made_at.isoformat(),
        "age": _age(restored),
        "audit_position": restored.position,
        "known_position": restored.known_position,
        "rows": manifest.rows,
        "lost": restored.lost,
        "proved": proof_of_itself(restored).passed,
        "proof": _proof_document(proof_of_itself(restored)),
    }


def restored_text(restored: Restored, *, practice: str, directory: Path) -> str:
    manifest = restored.manifest
    age = _AGES[_age(restored)].format(position=restored.position, known=restored.known_position)
    lines = [
        f"{practice} was restored into {directory}, as it was on {moment_text(manifest.made_at)}: "
        f"{manifest.rows} rows.",
        age,
    ]
    if restored.lost:
        lines.append(f"MISSING, since their pieces are damaged or gone: {_counted(restored.lost)}.")
    proof = proof_of_itself(restored)
    proved = proof.passed and not restored.lost
    lines.append("Restore proved." if proved else "RESTORED, BUT NOT WHOLE:")
    lines += _proof_lines(proof)
    if is_older(restored):
        lines.append("To go on from this state: anamnesis audit accept --yes (an owner).")
    lines.append("Models, settings and words that were not saved are not in a backup.")
    return "\n".join(lines)


def _age(restored: Restored) -> str:
    newer = restored.age == "current" and restored.position > restored.known_position > 0
    return "newer" if newer else restored.age


def _proof_document(proof: Proof) -> dict[str, Any]:
    return asdict(proof)


def _proof_lines(proof: Proof) -> list[str]:
    lines = [
        f"  {proof.values} sealed values opened, {proof.found} of {proof.asked} notes found by their words."
    ]
    if proof.log_intact is not None:
        lines.append("  The audit log is whole." if proof.log_intact else "  THE AUDIT LOG IS DAMAGED.")
    if proof.unreadable:
        lines.append(f"  DO NOT OPEN: {_counted(proof.unreadable)}.")
    if proof.findings:
        lines.append(f"  FOUND: {_counted(proof.findings)}.")
    return lines


def _counted(found: Any) -> str:
    return ", ".join(f"{count} × {name}" for name, count in sorted(found.items()))
