"""Refuses data directories on another machine or in a synchronised folder.

A database on a network file system can be damaged by a lost lock or an unflushed write; a synchronised folder
is copied file by file while it changes, which cannot be restored consistently, and discloses the sealed
records to the provider.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Protocol

import psutil  # type: ignore[import-untyped]

from core.errors import EnvironmentProblem

_log = logging.getLogger(__name__)

_NETWORK_TYPES = re.compile(
    r"nfs\d*|cifs|smb\d*|smbfs|smb2|ncpfs|afs|auristorfs|openafs|afpfs|webdav|davfs2?|ftp|coda|ceph|glusterfs"
    r"|lustre|beegfs|orangefs|pvfs2|gpfs|9p|drvfs|vboxsf|vmhgfs|prl_fs"
    r"|fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|gvfs.*|kio-fuse|s3fs|goofys|gcsfuse|blobfuse2?|curlftpfs|smbnetfs"
    r"|glusterfs|ceph|juicefs|vmhgfs-fuse|onedriver|google-drive-ocamlfuse|pcloud.*|expandrive|mountpoint-s3)",
    re.IGNORECASE,
)
_REMOTE_SOURCE = re.compile(
    r"(https?|ftp|sftp|smb|dav)s?://|//[^/]|[^/\s]+@[^/\s]+:|[\w.-]{2,}:/", re.IGNORECASE
)
_FUSE = re.compile(r"fuse(\.|blk|$)|macfuse|osxfuse", re.IGNORECASE)


class Partition(Protocol):
    """`psutil`'s description of a mounted file system."""

    device: str
    mountpoint: str
    fstype: str
    opts: str


def refuse_unsafe_directory(path: Path) -> None:
    """Checks the location of `path` (which need not exist yet); writes nothing.

    Raises `EnvironmentProblem` with `path` and `reason`: `data_directory_on_network` (the kind of file
    system), `data_directory_synced` (the name of the provider).
    """
    resolved, home = (Path(os.path.realpath(os.path.expanduser(each))) for each in (path, "~"))
    kind = network_file_system(resolved, _partitions())
    if kind is not None:
        raise EnvironmentProblem("data_directory_on_network", path=str(path), reason=kind)
    provider = sync_provider(resolved, home=home)
    if provider is not None:
        raise EnvironmentProblem("data_directory_synced", path=str(path), reason=provider)


def network_file_system(path: Path, partitions: Sequence[Partition]) -> str | None:
    """The kind of network file system of `path` (resolved), or None for a local disk."""
    if _is_unc(str(path)):
        return "UNC"
    mounted = _mount_of(path, partitions)
    if mounted is None:
        return None
    if "remote" in mounted.opts.split(","):
        # Windows' type of a drive letter for a network folder.
        return "network drive"
    if mounted.fstype.casefold() == "9p" and mounted.mountpoint == "/":
        # The only disk of some containers and small virtual machines is of this type.
        return None
    if _NETWORK_TYPES.fullmatch(mounted.fstype):
        return mounted.fstype
    if _FUSE.match(mounted.fstype) and _REMOTE_SOURCE.match(mounted.device):
        return mounted.fstype
    return None


def _partitions() -> Sequence[Partition]:
    try:
        return list(psutil.disk_partitions(all=True))
    except (OSError, psutil.Error):
        # Without /proc it is unknown; refusing would exclude all such systems.
        _log.warning("mounted file systems cannot be listed")
        return []


def _is_unc(path: str) -> bool:
    drive = PureWindowsPath(path).drive.casefold()
    if path.startswith("/") or not drive.startswith("\\\\"):
        return False
    return drive.startswith("\\\\?\\unc\\") or not drive.startswith(("\\\\?\\", "\\\\.\\"))


def _mount_of(path: Path, partitions: Sequence[Partition]) -> Partition | None:
    """The file system with the longest mount point above `path`; of two on one point the later one."""
    found: Partition | None = None
    for each in partitions:
        above = path.is_relative_to(each.mountpoint)
        if above and (found is None or len(each.mountpoint) >= len(found.mountpoint)):
            found = each
    return found


@dataclass(frozen=True, slots=True)
class _Provider:
    """The signs of one synchroniser: names of folders, and files inside its folder.

    `anywhere` and `at_home` match a whole folder name, the latter only directly in the home directory, for
    ambiguous names. `marks` match the name of something inside.
    """

    name: str
    anywhere: str = ""
    at_home: str = ""
    marks: str = ""
    mark_is: Callable[[Path], bool] = os.path.lexists


_PROVIDERS = (
    _Provider("OneDrive", anywhere=r"OneDrive( - .+)?|SkyDrive"),
    _Provider("Dropbox", anywhere=r"Dropbox( \(.+\))?", marks=r"\.dropbox\.cache"),
    # In the home directory the client has a folder of the same name as the marker file.
    _Provider("Dropbox", marks=r"\.dropbox", mark_is=Path.is_file),
    _Provider(
        "Google Drive",
        anywhere=r"Google ?Drive( \(.+\))?|GoogleDrive-.+|DriveFS",
        marks=r"\.tmp\.drive(down|up)load",
    ),
    _Provider("iCloud", anywhere=r"iCloud ?Drive|com~apple~CloudDocs"),
    _Provider("Box", anywhere=r"Box Sync|Box-Box", at_home=r"Box"),
    _Provider("pCloud", anywhere=r"pCloud ?(Drive|Sync)"),
    _Provider("MEGA", anywhere=r"MEGA ?sync", at_home=r"MEGA", marks=r"\.megaignore"),
    _Provider("Nextcloud", at_home=r"Nextcloud\d?", marks=r"\.nextcloudsync\.log"),
    _Provider("ownCloud", at_home=r"ownCloud\d?", marks=r"\.owncloudsync\.log"),
    _Provider("Nextcloud or ownCloud", marks=r"\._?sync_[0-9a-f]+\.db"),
    _Provider("Syncthing", marks=r"\.stfolder"),
    _Provider("Seafile", anywhere=r"SeaDrive", at_home=r"Seafile", marks=r"\.seafile-data"),
    _Provider("Tresorit", at_home=r"Tresorit( Drive)?", marks=r"\.tresorit"),
)


def sync_provider(path: Path, *, home: Path, environment: dict[str, str] | None = None) -> str | None:
    """The name of the synchroniser that keeps `path` (resolved), or None."""
    for name, root in _told_roots(home, dict(os.environ) if environment is None else environment):
        if path.is_relative_to(root):
            return name
    for folder in (path, *path.parents):
        provider = _by_marks(folder) or _by_name(folder, home)
        if provider is not None:
            return provider
    return None


def _told_roots(home: Path, environment: dict[str, str]) -> Iterator[tuple[str, Path]]:
    """Folders listed in the synchronisers' own configuration."""
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        if environment.get(variable):
            yield "OneDrive", Path(os.path.realpath(environment[variable]))
    profiles = (environment.get(name) for name in ("APPDATA", "LOCALAPPDATA"))
    for folder in (home / ".dropbox", *(Path(each) / "Dropbox" for each in profiles if each)):
        try:
            accounts = json.loads((folder / "info.json").read_text("utf-8"))
            roots = [str(account["path"]) for account in accounts.values()]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        yield from (("Dropbox", Path(os.path.realpath(root))) for root in roots)


def _by_name(folder: Path, home: Path) -> str | None:
    for provider in _PROVIDERS:
        patterns = [provider.anywhere, provider.at_home if folder.parent == home else ""]
        if any(pattern and re.fullmatch(pattern, folder.name, re.IGNORECASE) for pattern in patterns):
            return provider.name
    above = folder.parent
    if folder.name == "My Drive" and above == Path(folder.anchor):
        return "Google Drive"
    if above.name == "Library" and folder.name == "Mobile Documents":
        return "iCloud"
    if above.name == "CloudStorage" and above.parent.name == "Library":
        # macOS puts every provider's files here, as "Provider-account".
        return folder.name.partition("-")[0]
    return None


def _by_marks(folder: Path) -> str | None:
    try:
        names = [name for name in os.listdir(folder) if name.startswith(".")]
    except OSError:
        return None
    for provider in _PROVIDERS:
        if not provider.marks:
            continue
        for name in names:
            if re.fullmatch(provider.marks, name) and provider.mark_is(folder / name):
                return provider.name
    return None
