"""What strace writes, read: which sockets were asked for, and what could have left."""

from __future__ import annotations

from core.egress.tracing import connection_attempts, families, peers

UNIX = [
    "socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 5",
    'connect(5, {sa_family=AF_UNIX, sun_path="/run/x/.s.PGSQL.5432"}, 110) = 0',
    "--- SIGCHLD {si_signo=SIGCHLD} ---",
    "+++ exited with 0 +++",
]
OUT = [
    "socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 3",
    'connect(3, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("192.0.2.1")}, 16)'
    " = -1 ENETUNREACH (Network is unreachable)",
    "socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP) = 4",
    "connect(4, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "
    '"2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = -1 EINPROGRESS (Operation now in progress)',
]


def test_sockets_of_this_computer_are_counted_and_no_attempt() -> None:
    assert families(UNIX) == {"AF_UNIX": 2}
    assert connection_attempts(UNIX) == ()


def test_everything_else_is_an_attempt_with_its_target_and_outcome() -> None:
    found = {
        (each.what, each.target, each.outcome): each.times
        for each in connection_attempts([*UNIX, *OUT, *OUT])
    }
    assert found == {
        ("socket AF_INET", "", "allowed"): 2,
        ("connect AF_INET", "192.0.2.1 port 9", "ENETUNREACH"): 2,
        ("socket AF_INET6", "", "allowed"): 2,
        ("connect AF_INET6", "2001:db8::1 port 443", "EINPROGRESS"): 2,
    }
    assert families(OUT) == {"AF_INET": 2, "AF_INET6": 2}


def test_an_address_that_strace_may_not_read_hides_no_socket() -> None:
    lines = ["socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3", "connect(3, 0x7ffd0, 16) = -1 EPERM"]
    assert [each.what for each in connection_attempts(lines)] == ["socket AF_INET"]
    assert families(["connect(5, 0x7ffd0, 110) = 0"]) == {}


def test_other_families_and_rings_count_too() -> None:
    lines = [
        "socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = -1 EPERM (Operation not permitted)",
        "socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 3",
        "socket(0x2d /* AF_??? */, SOCK_RAW, 0) = -1 EAFNOSUPPORT (x)",
        "io_uring_setup(8, {flags=0}) = 4",
    ]
    found = [(each.what, each.outcome) for each in connection_attempts(lines)]
    assert sorted(found) == [
        ("io_uring", "allowed"),
        ("socket 0x2d", "EAFNOSUPPORT"),
        ("socket AF_NETLINK", "allowed"),
        ("socket AF_PACKET", "EPERM"),
    ]


def test_asking_the_system_for_a_name_is_an_attempt_though_its_socket_is_of_this_computer() -> None:
    asked = 'connect(3, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 42) = 0'
    found = [(each.what, each.target, each.outcome) for each in connection_attempts([*UNIX, asked])]
    assert found == [("connect to a resolver", "/run/systemd/resolve/io.systemd.Resolve", "allowed")]


def test_other_programs_that_are_spoken_to_are_named_but_not_those_that_are_not_there() -> None:
    lines = [
        'connect(3, {sa_family=AF_UNIX, sun_path="/run/anamnesis-egress-x/data/.s.PGSQL.5432"}, 42) = 0',
        'connect(3, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 42) = -1 ENOENT (x)',
        'connect(3, {sa_family=AF_UNIX, sun_path="/run/dbus/system_bus_socket"}, 42) = 0',
        'connect(3, {sa_family=AF_UNIX, sun_path=@"bus"}, 42) = -1 EINPROGRESS (x)',
    ]
    assert peers(lines, own="/anamnesis-") == ("/run/dbus/system_bus_socket", "@bus")
