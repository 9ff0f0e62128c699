"""A practice that two accounts of the clean system share, over an upgrade of the package."""

from __future__ import annotations

import subprocess

from cleanroom_root import USER, Refuted, Root, check

PLACE = "/srv/anamnesis"
POLICY = "etc/anamnesis/policy.toml"
ACCOUNTS = ("maria", "noa")
PASSPHRASE = "seven harbours without a single lighthouse"  # noqa: S105 - it guards nothing
_END_LIMIT_S = 60.0


class SharedPractice:
    """Made and used by real accounts; its server runs as systemd would run it, which a root lacks."""

    def __init__(self, root: Root) -> None:
        self._root = root
        self._server: subprocess.Popen[str] | None = None

    def share(self) -> None:
        """One account creates the practice, the other opens it, a third one may not."""
        for name in ACCOUNTS:
            self._root.run("useradd", "--create-home", "--shell", "/bin/bash", name)
        members = [word for name in ACCOUNTS for word in ("--account", name)]
        made = self._root.run("anamnesis", "shared", "create", PLACE, *members)
        check(made.returncode == 0, "the place of a shared practice is made", made.stdout + made.stderr)
        policy = self._root.folder / POLICY
        policy.parent.mkdir(parents=True, exist_ok=True)
        policy.write_text(f'shared_practice = "{PLACE}"\n', encoding="utf-8")
        self.serve()
        created = self._run("maria", "init", "--practice", "Quay")
        check(created.returncode == 0, "one account creates the practice", created.stderr)
        self.check_open("the other account opens it")
        refused = self._run(USER, "index", "status")
        check(
            refused.returncode == 4 and "group anamnesis" in refused.stderr,
            "an account outside of the group is refused",
            refused.stderr,
        )

    def serve(self) -> None:
        """Starts the server of the installed version and waits until it serves."""
        account = ("setpriv", "--reuid=_anamnesis", "--regid=anamnesis", "--init-groups")
        command = self._root.command(*account, "env", f"HOME={PLACE}/server", "anamnesis", "shared", "serve")
        self._server = server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        told = ""
        # It says what it waits for; at its end the lines end too.
        for line in server.stderr or ():
            told += line
            if "serving" in line:
                break
        check("serving" in told, "the server of the shared practice serves", told)

    def check_open(self, promise: str) -> None:
        """The second account unlocks the practice."""
        opened = self._run("noa", "index", "status")
        check(opened.returncode == 0, promise, opened.stdout + opened.stderr)

    def check_replaced(self) -> None:
        """After an upgrade the server ends for the newer version, which serves the same practice."""
        if self._server is None:
            raise Refuted("no server of a shared practice was started")
        _, told = self._server.communicate(timeout=_END_LIMIT_S)
        ended = self._server.returncode == 0 and "newer version" in told
        check(ended, "its server ends for the newer version", told)
        self.serve()
        self.check_open("the newer version opens the shared practice")

    def end(self) -> None:
        """Stops the server; the practice stays, for removal and purge."""
        if self._server is not None and self._server.poll() is None:
            for each in self._root.processes():
                if each.arguments[1:3] == ("shared", "serve"):
                    subprocess.run(["kill", str(each.pid)], check=False)
            self._server.communicate(timeout=_END_LIMIT_S)
        (self._root.folder / POLICY).unlink(missing_ok=True)

    def _run(self, account: str, *words: str) -> subprocess.CompletedProcess[str]:
        secret = self._root.give("shared-passphrase", f"{PASSPHRASE}\n")
        return self._root.run("anamnesis", *words, "--passphrase-file", secret, user=account)
