r"""The file of a report: text for a person, the same as JSON, and a signature over both.

    text ‖ "\n----- data (JSON) -----\n" ‖ JSON on one line ‖ "\n----- signature (Ed25519) -----\n" ‖
    "key: " base64 "\n" ‖ "signature: " base64 "\n"

Signed is everything before the line of the signature, with b"anamnesis/egress-report\0" before it.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.bounded_files import read_bounded
from core.egress.computer_key import fingerprint, public_bytes, same_fingerprint
from core.egress.report import FORMAT, Report
from core.errors import EnvironmentProblem, InputRefused

_SIGNED = b"anamnesis/egress-report\0"
_DATA = "----- data (JSON) -----"
_SIGNATURE = b"----- signature (Ed25519) -----\n"
_LARGEST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SignedReport:
    """A report with a valid signature. `signed_by` is the fingerprint of the key in the file: its owner must
    be known from elsewhere.
    """

    document: dict[str, Any]
    text: str
    signed_by: str


def signed_file(report: Report, key: Ed25519PrivateKey) -> bytes:
    """The whole file."""
    data = json.dumps(report.document(), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    content = f"{report.text()}\n{_DATA}\n{data}\n".encode()
    signature = key.sign(_SIGNED + content)
    said = (("key", public_bytes(key)), ("signature", signature))
    lines = "".join(f"{name}: {base64.b64encode(value).decode()}\n" for name, value in said)
    return content + _SIGNATURE + lines.encode()


def read_signed_file(path: Path, *, expected: str | None = None) -> SignedReport:
    """Verifies the signature. `expected`: the fingerprint of the required key.

    Raises `InputRefused` (`egress_not_a_report`, `egress_report_changed`, `egress_other_key`),
    `EnvironmentProblem("system_refused")`.
    """
    try:
        whole = read_bounded(path, _LARGEST_BYTES)
    except ValueError as error:
        raise InputRefused("egress_not_a_report", file=path.name) from error
    except OSError as error:
        raise EnvironmentProblem("system_refused", path=str(path), reason=error.strerror) from error
    content, found, tail = whole.partition(_SIGNATURE)
    lines = tail.splitlines()
    if not found or len(lines) != 2 or not lines[0].startswith(b"key: "):
        raise InputRefused("egress_not_a_report", file=path.name)
    try:
        public = base64.b64decode(lines[0].removeprefix(b"key: "), validate=True)
        signature = base64.b64decode(lines[1].removeprefix(b"signature: "), validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _SIGNED + content)
        # The rest was signed; it may still be of another program.
        text, _, data = content.decode("utf-8").partition(f"\n{_DATA}\n")
        document = json.loads(data)
    except (binascii.Error, InvalidSignature, ValueError, RecursionError) as error:
        raise InputRefused("egress_report_changed", file=path.name) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputRefused("egress_not_a_report", file=path.name)
    signed_by = fingerprint(public)
    if expected is not None and not same_fingerprint(expected, signed_by):
        raise InputRefused("egress_other_key", file=path.name, found=signed_by)
    return SignedReport(document, text, signed_by)
