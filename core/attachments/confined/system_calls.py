"""Takes from this process, for good, the system calls that reach beyond its pipes.

Code that took a parser over finds no way to open, empty, delete or rename a file, to connect, to start a
process or to look into one. Two measures of Linux, each tried: Landlock, a set of rules without a rule
(https://docs.kernel.org/userspace-api/landlock.html), and a seccomp filter
(https://docs.kernel.org/userspace-api/seccomp_filter.html) that answers what is listed here with EPERM. The
list is of what is refused, not of what is allowed: what allocators and C libraries call differs from system
to system. Other systems and processors have neither.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

# name:x86_64:aarch64, from the kernel's asm/unistd_64.h and asm-generic/unistd.h
_REFUSED = """
open:2:- openat:257:56 openat2:437:437 creat:85:- open_by_handle_at:304:265 name_to_handle_at:303:264
open_tree:428:428 unlink:87:- unlinkat:263:35 rename:82:- renameat:264:38 renameat2:316:276 link:86:-
linkat:265:37 symlink:88:- symlinkat:266:36 mkdir:83:- mkdirat:258:34 rmdir:84:- mknod:133:-
mknodat:259:33 truncate:76:45 ftruncate:77:46 fallocate:285:47 chmod:90:- fchmod:91:52 fchmodat:268:53
fchmodat2:452:452 chown:92:- fchown:93:55 lchown:94:- fchownat:260:54 utime:132:- utimes:235:-
utimensat:280:88 futimesat:261:- setxattr:188:5 lsetxattr:189:6 fsetxattr:190:7 setxattrat:463:463
removexattr:197:14 lremovexattr:198:15 fremovexattr:199:16 removexattrat:466:466 chdir:80:49
fchdir:81:50 chroot:161:51 pivot_root:155:41 mount:165:40 umount2:166:39 fsopen:430:430 fsconfig:431:431
fsmount:432:432 fspick:433:433 move_mount:429:429 mount_setattr:442:442 fanotify_init:300:262
socket:41:198 socketpair:53:199 connect:42:203 bind:49:200 listen:50:201 accept:43:202 accept4:288:242
sendto:44:206 sendmsg:46:211 sendmmsg:307:269 execve:59:221 execveat:322:281 fork:57:- vfork:58:-
clone:56:220 clone3:435:435 unshare:272:97 setns:308:268 kill:62:129 tkill:200:130 tgkill:234:131
rt_sigqueueinfo:129:138 rt_tgsigqueueinfo:297:240 pidfd_open:434:434 pidfd_getfd:438:438
pidfd_send_signal:424:424 ptrace:101:117 process_vm_readv:310:270 process_vm_writev:311:271
process_madvise:440:440 process_mrelease:448:448 kcmp:312:272 prlimit64:302:261 setpriority:141:140
shmget:29:194 shmat:30:196 semget:64:190 semop:65:193 msgget:68:186 msgsnd:69:189 msgrcv:70:188
mq_open:240:180 mq_unlink:241:181 memfd_create:319:279 io_uring_setup:425:425 io_uring_enter:426:426
io_uring_register:427:427 bpf:321:280 perf_event_open:298:241 userfaultfd:323:282 add_key:248:217
request_key:249:218 keyctl:250:219
"""
_AUDIT_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_CALLS = 0x40000000
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000

_SYS_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SECCOMP_SET_MODE_FILTER, _SECCOMP_ALL_THREADS = 1, 1
_PR_SET_NO_NEW_PRIVS = 38

_SYS_LANDLOCK_CREATE, _SYS_LANDLOCK_RESTRICT = 444, 446
_LANDLOCK_VERSION = 1
_LANDLOCK_FILES = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF}
"""By version of Landlock, every right over files that it knows."""
_LANDLOCK_FILES_SINCE_5 = 0xFFFF
_LANDLOCK_TCP = 0b11
_LANDLOCK_SIGNALS_AND_ABSTRACT_SOCKETS = 0b11


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def refused_numbers(machine: str) -> dict[str, int]:
    """The refused calls and their numbers on `machine` (`x86_64`, `aarch64`); empty for any other."""
    if machine not in _AUDIT_ARCHITECTURES:
        return {}
    column = 1 if machine == "x86_64" else 2
    rows = [entry.split(":") for entry in _REFUSED.split()]
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}


def close_files() -> int:
    """Landlock without a rule; its version, or 0 where the kernel has none. Needs one free file number.

    Counts for this thread and those it starts.
    """
    libc = _libc()
    if libc is None:
        return 0
    version = int(libc.syscall(_SYS_LANDLOCK_CREATE, None, ctypes.c_size_t(0), _LANDLOCK_VERSION))
    if version < 1:
        return 0
    files = _LANDLOCK_FILES.get(version, _LANDLOCK_FILES_SINCE_5)
    tcp = _LANDLOCK_TCP if version >= 4 else 0
    scope = _LANDLOCK_SIGNALS_AND_ABSTRACT_SOCKETS if version >= 6 else 0
    rules = struct.pack("=QQQ", files, tcp, scope)
    held = int(libc.syscall(_SYS_LANDLOCK_CREATE, rules, ctypes.c_size_t(len(rules)), 0))
    if held < 0:
        return 0
    try:
        return version if libc.syscall(_SYS_LANDLOCK_RESTRICT, held, 0) == 0 else 0
    finally:
        os.close(held)


def refuse_calls() -> bool:
    """The filter, for all threads; False where it could not be set."""
    libc, machine = _libc(), platform.machine()
    if libc is None or machine not in _AUDIT_ARCHITECTURES:
        return False
    instructions = _filter(machine)
    program = _Program(len(instructions) // 8, instructions)
    number = _SYS_SECCOMP[machine]
    given = (_SECCOMP_SET_MODE_FILTER, _SECCOMP_ALL_THREADS, ctypes.byref(program))
    return bool(libc.syscall(number, *given) == 0)


def _libc() -> ctypes.CDLL | None:
    """The C library of a process that has given up new rights, without which neither measure is granted."""
    if sys.platform != "linux" or sys.maxsize < 1 << 32:
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 else None


def _filter(machine: str) -> bytes:
    """The program in classic BPF: another architecture's call ends the process, a listed one is refused."""
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_IF_EQUAL, 1, 0, _AUDIT_ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    if machine == "x86_64":
        steps += [(_IF_AT_LEAST, 0, 1, _X32_CALLS), (_RETURN, 0, 0, _REFUSE)]
    for number in refused_numbers(machine).values():
        steps += [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
