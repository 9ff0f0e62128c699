"""The unit of a shared practice's server under systemd, in a clean system that boots.

From its installation to its removal: refused policies, two accounts, what its sandbox refuses, kills, stops,
a start of the computer, an upgrade.
"""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from cleanroom_boot import BootedRoot, wait_until
from cleanroom_root import PROGRAM, RELEASE, USER, Refuted, Root, check, output, told
from cleanroom_shared import ACCOUNTS, PASSPHRASE, PLACE, POLICY

UNIT = "anamnesis-practice.service"
_CLUSTER = f"{PLACE}/server/postgres"
_NOTE = "Sore joint after the long walk along the quay."
_CHARTS = f"""client_id,first_name,last_name,birth_date,session_id,date,subjective
k1,Edda,Brandt,1971-03-02,s1,2024-05-06,{_NOTE}
"""
_TEMPORARY = "/tmp"  # noqa: S108 - the unit has one of its own
_SERVES_LIMIT_S = 90.0
_GIVES_UP_LIMIT_S = 300.0
_PAUSE_S = 15.0
"""Three times as long as the unit waits before it starts anew."""
_SHUT_DOWN, _IN_PRODUCTION = 1, 6
"""PostgreSQL's `DBState` in the file pg_control, behind two numbers of 8 and twice 4 bytes."""
_PROBE = r"""
use Errno; use Socket; use Fcntl;
sub tell_of { my ($what, $done) = @_; printf "%s: %s\n", $what, $done ? "done" : $!; }
tell_of("Internet socket", socket(my $inet, AF_INET, SOCK_STREAM, 0));
tell_of("netlink socket", socket(my $link, 16, SOCK_RAW, 0));
tell_of("Unix socket", socket(my $unix, AF_UNIX, SOCK_STREAM, 0));
tell_of("user namespace", syscall(272, 0x10000000) == 0);
tell_of("realtime scheduling", syscall(144, 0, 1, my $priority = pack("i", 1)) == 0);
tell_of("kernel log", syscall(103, 3, my $log = "\0" x 100, 100) >= 0);
tell_of("hostname", syscall(170, my $name = "probe", 5) == 0);
for my $path (map { "$_/probe" } "/usr", "/boot", "/etc", "/var/lib", $ENV{PROBED}, "/tmp") {
    tell_of("write $path", open(my $file, ">", $path));
    unlink $path;
}
open(my $devices, "<", "/proc/net/dev"); my @lines = <$devices>;
print "network: ", join(" ", map { /^\s*(\S+):/ ? $1 : () } @lines), "\n";
print "files in /tmp: ", scalar(() = glob("/tmp/*")), "\n";
print "devices: ", join(" ", sort map { s{.*/}{}r } glob("/dev/*")), "\n";
open(my $status, "<", "/proc/self/status");
while (<$status>) { s/\s+/ /g; print "$_\n" if /^(CapBnd|CapEff|NoNewPrivs|Seccomp):/; }
printf "umask: %04o\n", umask;
"""


class Unit:
    """The proof, in its order; the first promise that is not kept ends it."""

    def __init__(self, system: BootedRoot) -> None:
        self._system = system
        self._folder = system.root.folder

    def check_installed(self, deb: Path) -> None:
        """Installing neither starts nor enables anything."""
        self._install(deb)
        verified = self._system.run(
            "systemd-analyze", "verify", "--man=no", f"/usr/lib/systemd/system/{UNIT}"
        )
        said = verified.stdout + verified.stderr
        check(verified.returncode == 0 and UNIT not in said, "systemd finds nothing wrong in the unit", said)
        check(self._enabled() == "disabled", "the unit is installed, not enabled", self._enabled())
        self._check_state("and not running", ActiveState="inactive", NRestarts="0")

    def check_refused(self) -> None:
        """What an administrator sees who starts it too early, or with a policy that cannot be followed."""
        done = self._system.run("systemctl", "start", UNIT)
        status = self._status()
        check(
            done.returncode == 0 and "condition" in status and "/etc/anamnesis/policy.toml" in status,
            "without a policy it is not started, and its status says why",
            status,
        )
        self._write_policy('update_folder = "/srv/updates"\n')
        self._system.run("systemctl", "start", UNIT)
        self._check_given_up("with a policy before `shared create` it fails", restarts="0")
        self._create_place()
        self._system.run("systemctl", "start", UNIT)
        self._check_given_up("with a policy that names no place it fails", restarts="0")
        self._write_policy("shared_practice = \n")
        began = time.monotonic()
        self._system.run("systemctl", "start", UNIT)
        self._check_given_up("with a policy that cannot be read it gives up")
        lines = self._journal().splitlines()
        why = [line for line in lines if line.startswith("anamnesis: /etc/anamnesis/policy.toml")]
        too_often = any("repeated too quickly" in line for line in lines)
        check(len(why) > 1 and too_often, "the journal says why, at each start", "\n".join(lines))
        told("giving up", began, f"{len(why)} starts: {why[-1]}")

    def check_shared(self) -> None:
        """As the guide says: enabled and started, one account creates the practice, the other opens it."""
        self._write_policy(f'shared_practice = "{PLACE}"\n')
        # Without it a start is refused until the time of its limit is over.
        self._systemctl("reset-failed")
        done = self._system.run("systemctl", "enable", "--now", UNIT)
        check(done.returncode == 0, "it is enabled and started", done.stderr)
        self._wait_until_it_serves("it serves")
        created = self._anamnesis("maria", "init", "--practice", "Quay")
        check(created.returncode == 0, "one account creates the practice", created.stderr)
        charts = self._system.root.give("charts.csv", _CHARTS)
        imported = self._anamnesis("maria", "import", charts)
        check(imported.returncode == 0, "and imports a chart", imported.stdout + imported.stderr)
        indexed = self._anamnesis("maria", "index", "run")
        check(indexed.returncode == 0, "and indexes it", indexed.stdout + indexed.stderr)
        self._check_opens("the other account finds its note")
        refused = self._anamnesis(USER, "index", "status")
        check(refused.returncode == 4, "an account outside of the group is refused", refused.stderr)
        stopped = self._system.run("systemctl", "stop", UNIT, user="maria")
        check(stopped.returncode != 0, "an account cannot stop the unit", stopped.stderr)
        self._check_state("it was started once", ActiveState="active", SubState="running", NRestarts="0")

    def check_sandbox(self) -> None:
        """A program in a unit with the same settings tries what they forbid."""
        self._system.root.give("probe.pl", _PROBE)
        self._system.run("touch", f"{_TEMPORARY}/of-another-account")
        unit = self._system.run("cat", f"/usr/lib/systemd/system/{UNIT}").stdout
        instead = unit.replace(
            "ExecStart=/usr/bin/anamnesis shared serve",
            f"ExecStart=/usr/bin/perl {RELEASE}/probe.pl\nEnvironment=PROBED={PLACE}/server",
        ).replace("Restart=always", "Restart=no")
        check("probe.pl" in instead, "a probe takes the program's place")
        target = "/run/systemd/system/anamnesis-probe.service"
        self._system.run("sh", "-c", f'printf "%s" "$1" >{target}; systemctl daemon-reload', "sh", instead)
        self._system.run("systemctl", "start", "anamnesis-probe")
        wait_until(
            "it ends",
            lambda: self._show("ActiveState", unit="anamnesis-probe")["ActiveState"] == "inactive",
            limit_s=20,
            more=lambda: self._status("anamnesis-probe"),
        )
        said = self._system.run("journalctl", "--unit=anamnesis-probe", "--output=cat").stdout
        found = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
        expected = {
            "Internet socket": "Address family not supported by protocol",
            "netlink socket": "Address family not supported by protocol",
            "Unix socket": "done",
            "user namespace": "Operation not permitted",
            "realtime scheduling": "Operation not permitted",
            "kernel log": "Operation not permitted",
            "hostname": "Operation not permitted",
            "write /usr/probe": "Read-only file system",
            "write /boot/probe": "Read-only file system",
            "write /etc/probe": "Read-only file system",
            "write /var/lib/probe": "Permission denied",
            f"write {PLACE}/server/probe": "done",
            f"write {_TEMPORARY}/probe": "done",
            "network": "lo",
            "files in /tmp": "0",
            "CapBnd": "0000000000000000",
            "CapEff": "0000000000000000",
            "NoNewPrivs": "1",
            "Seccomp": "2",
            "umask": "0077",
        }
        for what, result in expected.items():
            check(found.get(what, "").strip() == result, f"in the sandbox {what}: {result}", said)
        print(f"    devices: {found.get('devices')}", flush=True)
        rated = self._system.run("systemd-analyze", "security", "--no-pager", UNIT).stdout.strip()
        print("    " + rated.splitlines()[-1].lstrip("→ "), flush=True)
        status = self._system.run("cat", f"/proc/{self._main_pid()}/status").stdout
        held = all(f"{name}:\t{value}" in status for name, value in (("NoNewPrivs", 1), ("Seccomp", 2)))
        check(held, "the program that serves is in it as well", status)

    def check_comes_back(self) -> None:
        """A restart, killed processes, a stop, a start of the computer; nothing is lost."""
        self._check_replaced("a restart", lambda: self._systemctl("restart"))
        self._check_replaced("kill -9 of the program", lambda: self._kill(self._main_pid()))
        self._check_replaced("kill -9 of PostgreSQL", lambda: self._kill(self._postmaster()))
        for signal in ("TERM", "HUP"):
            self._check_replaced(f"SIG{signal}", lambda: self._kill(self._main_pid(), signal))  # noqa: B023
        began = time.monotonic()
        self._systemctl("stop")
        told("stopping", began)
        self._check_stopped_in_order("a stop")
        shown = self._show("Result", "ActiveState")
        check(
            shown == {"Result": "success", "ActiveState": "inactive"}, "it counts as no failure", str(shown)
        )
        waiting = self._anamnesis("noa", "index", "status")
        says = waiting.returncode == 4 and "let an administrator start anamnesis-practice" in waiting.stderr
        check(says, "an account is told that the server does not run", waiting.stdout + waiting.stderr)
        self._systemctl("start")
        self._wait_until_it_serves("started again it serves")
        self._check_opens("and the practice opens")
        began = time.monotonic()
        state = self._system.reboot()
        told("starting the computer", began, f"systemd: {state}")
        self._wait_until_it_serves("after a start of the computer it serves by itself")
        check(self._show("NRestarts") == {"NRestarts": "0"}, "at its first attempt")
        self._check_opens("and the practice opens")

    def check_upgraded(self, newer: Path) -> None:
        """The running version serves while somebody has the practice open, then ends for the newer one."""
        version = output(["dpkg-deb", "--field", str(newer), "Version"])
        before = self._main_pid()
        lock = f"{PLACE}/server/instance.lock"
        # By a file, because a signal would end nothing but the command that entered the container.
        hold = self._system.root.give("hold", "")
        waits = f"while test -e {hold}; do sleep 0.2; done"
        command = self._system.command("flock", lock, "sh", "-c", waits, user="maria")
        held = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        try:
            time.sleep(2)
            shutil.copyfile(newer, self._folder / RELEASE[1:] / newer.name)
            self._install(newer)
            time.sleep(_PAUSE_S)
            same = self._main_pid() == before and self._show("ActiveState") == {"ActiveState": "active"}
            check(same, "while an account has the practice open its server goes on", self._status())
        finally:
            (self._folder / hold[1:]).unlink()
            held.wait(20)
        wait_until(
            "once nobody has it open, its server ends for the newer version",
            lambda: self._program().startswith(f"{PROGRAM}/{version}/"),
            limit_s=_SERVES_LIMIT_S,
            more=self._status,
        )
        check("ended for a newer version" in self._journal(), "as it says in the journal", self._journal())
        self._wait_until_it_serves(f"{version} serves")
        self._check_opens("and the practice opens")
        kept = [each.name for each in (self._folder / PROGRAM[1:]).glob("*.replaced")]
        check(bool(kept), f"the files of the older version are kept until a start: {', '.join(kept)}")
        self._system.reboot()
        left = [each.name for each in (self._folder / PROGRAM[1:]).iterdir() if each.exists()]
        check(left == [version], "a start of the computer removes them", str(left))
        self._wait_until_it_serves("and the unit serves")
        self._check_opens("and the practice opens")

    def check_polkit(self, deb: Path) -> None:
        """The question for an administrator is the package's own, in its words; nobody is let through."""
        action = self._system.run("pkaction", "--verbose", "--action-id", "org.anamnesis.Anamnesis.update")
        wants = action.stdout.count("auth_admin\n")
        check(wants == 3, "polkit knows the action: an administrator, always", action.stdout + action.stderr)
        asked = f"pkexec /usr/bin/anamnesis update install --from {RELEASE}"
        terminal = ("script", "--quiet", "--flush", "--return", "--command", asked, "/dev/null")
        # It waits for a password.
        done = self._system.run("timeout", "10", *terminal, user="maria")
        named = "AUTHENTICATING FOR org.anamnesis.Anamnesis.update" in done.stdout
        check(
            done.returncode != 0 and named,
            "an account's update asks for an administrator",
            done.stdout[-800:],
        )
        version = output(["dpkg-deb", "--field", str(deb), "Version"])
        shown = self._system.run("dpkg-query", "--show", "--showformat", "${Version}", "anamnesis").stdout
        check(shown == version, f"without one {version} stays", shown)

    def check_removed(self) -> None:
        """Removing the package stops and disables the unit; what the accounts share stays."""
        done = self._system.run("dpkg", "--remove", "anamnesis")
        check(done.returncode == 0, "the package is removed while the unit runs", done.stdout + done.stderr)
        self._check_stopped_in_order("it")
        shown = self._show("LoadState", "ActiveState")
        gone = shown == {"LoadState": "not-found", "ActiveState": "inactive"}
        check(gone, "systemd knows no such unit any more", str(shown))
        links = list((self._folder / "etc/systemd/system").rglob(UNIT))
        check(not links, "nothing enables it any more", str(links))
        done = self._system.run("dpkg", "--purge", "anamnesis")
        vault = self._folder / PLACE[1:] / "records" / "vault.json"
        check(done.returncode == 0 and vault.exists(), "purged, the practice is left", done.stderr)
        state = self._system.run("systemctl", "is-system-running").stdout.strip()
        check(state == "running", "nothing in the system has failed", state)

    def _install(self, deb: Path) -> None:
        began = time.monotonic()
        done = self._system.run(
            *("dpkg", "--install", f"{RELEASE}/{deb.name}"), environ=["DEBIAN_FRONTEND=noninteractive"]
        )
        check(done.returncode == 0, f"dpkg installs {deb.name}", done.stdout + done.stderr)
        told("installing", began)

    def _create_place(self) -> None:
        for name in ACCOUNTS:
            self._system.run("useradd", "--create-home", "--shell", "/bin/bash", name)
        members = [word for name in ACCOUNTS for word in ("--account", name)]
        made = self._system.run("anamnesis", "shared", "create", PLACE, *members)
        check(made.returncode == 0, "the place of a shared practice is made", made.stdout + made.stderr)

    def _write_policy(self, text: str) -> None:
        path = self._folder / POLICY
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _anamnesis(self, account: str, *words: str) -> subprocess.CompletedProcess[str]:
        secret = self._system.root.give("shared-passphrase", f"{PASSPHRASE}\n")
        return self._system.run("anamnesis", *words, "--passphrase-file", secret, user=account)

    def _check_opens(self, promise: str) -> None:
        """The second account unlocks the practice and finds the note of the first."""
        found = self._anamnesis("noa", "find", "sore joint", "--json")
        check(found.returncode == 0 and _NOTE in found.stdout, promise, found.stdout + found.stderr)

    def _check_given_up(self, promise: str, *, restarts: str = "") -> None:
        """The unit has failed, after so many restarts if they are given, and is not started any more."""
        wait_until(
            promise,
            lambda: self._show("ActiveState") == {"ActiveState": "failed"},
            limit_s=_GIVES_UP_LIMIT_S,
            more=lambda: self._status() + self._journal(),
        )
        expected = restarts or self._show("NRestarts")["NRestarts"]
        time.sleep(_PAUSE_S)
        stays = f"and is not started again ({expected} restarts)"
        self._check_state(stays, ActiveState="failed", NRestarts=expected)

    def _check_replaced(self, what: str, cause: Callable[[], None]) -> None:
        before = self._main_pid()
        cause()
        wait_until(
            f"after {what} another process is the program",
            lambda: self._main_pid() not in (0, before),
            limit_s=_SERVES_LIMIT_S,
            more=self._status,
        )
        self._wait_until_it_serves("it serves")
        self._check_opens("and the practice opens")

    def _check_stopped_in_order(self, what: str) -> None:
        state = self._database_state()
        check(state == _SHUT_DOWN, f"{what} shuts PostgreSQL down in order", f"state {state}")
        left = [each for each in self._programs() if each.startswith(PROGRAM) or each.endswith("/postgres")]
        check(not left, "nothing of it runs any more", str(left))

    def _check_state(self, promise: str, **expected: str) -> None:
        shown = self._show(*expected)
        check(shown == expected, promise, f"{shown}\n{self._status()}")

    def _wait_until_it_serves(self, promise: str) -> None:
        wait_until(
            promise, self._serves, limit_s=_SERVES_LIMIT_S, more=lambda: self._status() + self._journal()
        )

    def _serves(self) -> bool:
        status = self._system.run("anamnesis", "--json", "shared", "status", user="maria").stdout
        try:
            return json.loads(status)["server_running"] is True
        except ValueError:
            return False

    def _systemctl(self, verb: str) -> None:
        done = self._system.run("systemctl", verb, UNIT)
        check(done.returncode == 0, f"systemctl {verb}", done.stderr)

    def _kill(self, pid: int, signal: str = "KILL") -> None:
        self._system.run("sh", "-c", f"kill -{signal} {pid}")

    def _show(self, *properties: str, unit: str = UNIT) -> dict[str, str]:
        shown = self._system.run("systemctl", "show", "--property", ",".join(properties), unit).stdout
        return dict(line.split("=", 1) for line in shown.splitlines())

    def _enabled(self) -> str:
        return self._system.run("systemctl", "is-enabled", UNIT).stdout.strip()

    def _status(self, unit: str = UNIT) -> str:
        return self._system.run("systemctl", "status", "--no-pager", "--lines=20", "--full", unit).stdout

    def _journal(self) -> str:
        return self._system.run("journalctl", f"--unit={UNIT}", "--boot", "--output=cat").stdout

    def _main_pid(self) -> int:
        return int(self._show("MainPID")["MainPID"])

    def _program(self) -> str:
        return self._system.run("readlink", f"/proc/{self._main_pid()}/exe").stdout.strip()

    def _programs(self) -> list[str]:
        """The file of each process."""
        listed = self._system.run("sh", "-c", "readlink /proc/[0-9]*/exe").stdout
        return listed.splitlines()

    def _postmaster(self) -> int:
        return int((self._folder / _CLUSTER[1:] / "postmaster.pid").read_text("ascii").split()[0])

    def _database_state(self) -> int:
        control = (self._folder / _CLUSTER[1:] / "global" / "pg_control").read_bytes()
        return int(struct.unpack_from("<QIII", control)[3])


def _forget_earlier_run(root: Root) -> None:
    """What a run that was stopped may have left: also the accounts, and what enables the unit."""
    root.forget_earlier_run()
    (root.folder / POLICY).unlink(missing_ok=True)
    for link in (root.folder / "etc" / "systemd" / "system").rglob(UNIT):
        link.unlink()
    for name in (*ACCOUNTS, "_anamnesis"):
        root.run("userdel", "--remove", name)
    root.run("groupdel", "anamnesis")


def prove_unit(folder: Path, suite: str, mirror: str, deb: Path, newer: Path | None) -> None:
    """All of it, in a root of its own. Raises `Refuted`."""
    if shutil.which("systemd-nspawn") is None:
        raise Refuted("systemd-nspawn is needed (Debian: apt install systemd-container)")
    root = Root(folder)
    system = BootedRoot(root)
    system.make(suite, mirror)
    _forget_earlier_run(root)
    root.install_listed(deb)
    target = root.folder / RELEASE[1:]
    target.mkdir(exist_ok=True)
    shutil.copyfile(deb, target / deb.name)
    began = time.monotonic()
    try:
        state = system.boot()
        told("booting", began, f"systemd: {state}")
        unit = Unit(system)
        unit.check_installed(deb)
        unit.check_refused()
        unit.check_shared()
        unit.check_sandbox()
        unit.check_comes_back()
        unit.check_polkit(deb)
        if newer is not None:
            unit.check_upgraded(newer)
        unit.check_removed()
    finally:
        system.end()
