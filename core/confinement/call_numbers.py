"""The system calls that a confined process does not need, with their numbers by processor."""

from __future__ import annotations

# name:x86_64:aarch64, from the kernel's asm/unistd_64.h and asm-generic/unistd.h
_OPENING = "open:2:- openat:257:56 openat2:437:437"
_THREADS = "clone:56:220 clone3:435:435"
_OWN = """
tkill:200:130 tgkill:234:131 prlimit64:302:261 setpriority:141:140 ioprio_set:251:30 sched_setparam:142:118
sched_setscheduler:144:119 sched_setaffinity:203:122 sched_setattr:314:274 prctl:157:167
"""
_DESCRIPTORS = "fcntl:72:25 ioctl:16:29"
_REACHING_OUT = """
creat:85:- open_by_handle_at:304:265 name_to_handle_at:303:264
open_tree:428:428 unlink:87:- unlinkat:263:35 rename:82:- renameat:264:38 renameat2:316:276 link:86:-
linkat:265:37 symlink:88:- symlinkat:266:36 mkdir:83:- mkdirat:258:34 rmdir:84:- mknod:133:-
mknodat:259:33 truncate:76:45 ftruncate:77:46 fallocate:285:47 chmod:90:- fchmod:91:52 fchmodat:268:53
fchmodat2:452:452 chown:92:- fchown:93:55 lchown:94:- fchownat:260:54 utime:132:- utimes:235:-
utimensat:280:88 futimesat:261:- setxattr:188:5 lsetxattr:189:6 fsetxattr:190:7 setxattrat:463:463
removexattr:197:14 lremovexattr:198:15 fremovexattr:199:16 removexattrat:466:466 chdir:80:49
fchdir:81:50 chroot:161:51 pivot_root:155:41 mount:165:40 umount2:166:39 fsopen:430:430 fsconfig:431:431
fsmount:432:432 fspick:433:433 move_mount:429:429 mount_setattr:442:442 fanotify_init:300:262
inotify_init:253:- inotify_init1:294:26 inotify_add_watch:254:27 swapon:167:224 swapoff:168:225
quotactl:179:60 quotactl_fd:443:443 acct:163:89 reboot:169:142 syslog:103:116 personality:135:92
init_module:175:105 finit_module:313:273 delete_module:176:106 kexec_load:246:104
kexec_file_load:320:294 settimeofday:164:170 clock_settime:227:112 clock_adjtime:305:266 adjtimex:159:171
sethostname:170:161 setdomainname:171:162 iopl:172:- ioperm:173:- vhangup:153:58
socket:41:198 socketpair:53:199 connect:42:203 bind:49:200 listen:50:201 accept:43:202 accept4:288:242
sendto:44:206 sendmsg:46:211 sendmmsg:307:269 execve:59:221 execveat:322:281 fork:57:- vfork:58:-
unshare:272:97 setns:308:268 kill:62:129 rt_sigqueueinfo:129:138 rt_tgsigqueueinfo:297:240
pidfd_open:434:434 pidfd_getfd:438:438 pidfd_send_signal:424:424 ptrace:101:117
process_vm_readv:310:270 process_vm_writev:311:271 process_madvise:440:440 process_mrelease:448:448
migrate_pages:256:238 move_pages:279:239 kcmp:312:272
shmget:29:194 shmat:30:196 shmctl:31:195 semget:64:190 semop:65:193 semtimedop:220:192 semctl:66:191
msgget:68:186 msgsnd:69:189 msgrcv:70:188 msgctl:71:187 mq_open:240:180 mq_unlink:241:181
memfd_create:319:279 io_uring_setup:425:425 io_uring_enter:426:426 io_uring_register:427:427 bpf:321:280
perf_event_open:298:241 userfaultfd:323:282 add_key:248:217 request_key:249:218 keyctl:250:219
"""
_COLUMNS = {"x86_64": 1, "aarch64": 2}


def _numbers(rows: str, machine: str) -> dict[str, int]:
    if machine not in _COLUMNS:
        return {}
    split = [row.split(":") for row in rows.split()]
    return {row[0]: int(row[_COLUMNS[machine]]) for row in split if row[_COLUMNS[machine]] != "-"}


def call_numbers(machine: str) -> dict[str, int]:
    """Every call listed here, with its number on `machine` (`x86_64`, `aarch64`; empty for others)."""
    return _numbers(" ".join((_OPENING, _THREADS, _OWN, _DESCRIPTORS, _REACHING_OUT)), machine)


def reaching_out(machine: str) -> frozenset[str]:
    """Calls that no confined process needs."""
    return frozenset(_numbers(_REACHING_OUT, machine))


def opening_and_starting(machine: str) -> frozenset[str]:
    """Further calls not needed by a process that opens no files and starts no threads any more."""
    own = " ".join(_OWN.split()[:-1])
    return frozenset(_numbers(" ".join((_OPENING, _THREADS, own)), machine))
