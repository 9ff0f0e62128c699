"""Checks an OpenPGP signature with the verifier that apt brings: gpgv (Debian 12) or sqv (Debian 13)."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from core.errors import EnvironmentProblem, InputRefused
from core.updates.tools import SystemTools

_FINGERPRINT = re.compile(r"[0-9A-F]{40,64}")
_REFUSING = ("BADSIG", "ERRSIG", "REVKEYSIG", "EXPSIG", "EXPKEYSIG")
"""gpgv's status of untrusted signatures. For a revoked or expired key it exits without an error; apt does not
trust those either.
"""


def signer_of(signed: bytes, signature: bytes, *, keys: Path, tools: SystemTools, file: str) -> str:
    """The fingerprint of the key of the keyring `keys` that signed; `file` is what people know it by.

    Raises:
        InputRefused: `update_not_signed`: by another key, or not these bytes.
        EnvironmentProblem: `update_tool_missing`, `update_tool_failed`.
    """
    with tempfile.TemporaryDirectory(prefix="anamnesis-signature-") as name:
        # A private copy of what was read, whatever happens to the files on a stick.
        data, detached = Path(name) / "signed", Path(name) / "signature"
        data.write_bytes(signed)
        detached.write_bytes(signature)
        if gpgv := tools.find("gpgv"):
            command = [gpgv, "--status-fd", "1", "--keyring", str(keys.resolve()), str(detached), str(data)]
            return _said_by_gpgv(tools, command, file)
        if sqv := tools.find("sqv"):
            done = tools.run([sqv, "--keyring", str(keys.resolve()), str(detached), str(data)])
            fingerprints = [each.strip() for each in done.stdout.splitlines()]
            if done.returncode or not fingerprints or not _FINGERPRINT.fullmatch(fingerprints[0]):
                raise InputRefused("update_not_signed", file=file)
            return fingerprints[0]
    raise EnvironmentProblem("update_tool_missing", tool="gpgv")


def _said_by_gpgv(tools: SystemTools, command: list[str], file: str) -> str:
    done = tools.run(command)
    said = [line.split() for line in done.stdout.splitlines() if line.startswith("[GNUPG:] ")]
    verdicts = {words[1]: words[2:] for words in said if len(words) > 1}
    valid = verdicts.get("VALIDSIG", [])
    good = valid and "GOODSIG" in verdicts
    if done.returncode or not good or any(each in verdicts for each in _REFUSING):
        raise InputRefused("update_not_signed", file=file)
    # The last word is the primary key's fingerprint; the first may be a signing subkey's.
    return valid[-1]
