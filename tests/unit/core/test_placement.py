"""A data directory on another machine or in a synchronised folder is refused; an innocent name is not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from core import placement
from core.errors import EnvironmentProblem
from core.placement import network_file_system, refuse_unsafe_directory, sync_provider


@dataclass
class Mounted:
    mountpoint: str
    fstype: str
    device: str = "/dev/sda1"
    opts: str = "rw"


ROOT = Mounted("/", "ext4")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path.resolve() / "home"
    made.mkdir()
    monkeypatch.setenv("HOME", str(made))
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    return made


@pytest.mark.parametrize(
    "kind",
    [
        *(
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "smbfs",
            "afs",
            "afpfs",
            "webdav",
            "davfs",
            "9p",
            "ceph",
            "glusterfs",
        ),
        *(
            "fuse.sshfs",
            "fuse.rclone",
            "fuse.davfs2",
            "fuse.gvfsd-fuse",
            "fuse.s3fs",
            "vboxsf",
            "fuse.vmhgfs-fuse",
        ),
    ],
)
def test_a_network_file_system_is_known_by_its_kind(kind: str):
    assert network_file_system(Path("/srv/x/data"), [ROOT, Mounted("/srv/x", kind, "somewhere")]) == kind


@pytest.mark.parametrize(
    "kind",
    [
        *(
            "ext4",
            "xfs",
            "btrfs",
            "zfs",
            "apfs",
            "NTFS",
            "exfat",
            "overlay",
            "tmpfs",
            "ecryptfs",
            "virtiofs",
            "nfsd",
        ),
        *(
            "fuseblk",
            "fuse.gocryptfs",
            "fuse.cryfs",
            "fuse.mergerfs",
            "fuse.bindfs",
            "fuse.veracrypt",
            "squashfs",
        ),
    ],
)
def test_a_disk_of_this_machine_is_not(kind: str):
    assert network_file_system(Path("/srv/x/data"), [ROOT, Mounted("/srv/x", kind)]) is None


@pytest.mark.parametrize(
    ("kind", "device", "refused"),
    [
        ("fuse", "https://cloud.example/dav", True),
        ("macfuse", "dana@clinic:/home/dana", True),
        ("osxfuse", "clinic-server:/export", True),
        ("fuse", "//server/share", True),
        ("fuse.unheard-of", "dana@clinic:", True),
        ("fuse", "/home/dana/cipher", False),
        ("macfuse", "gocryptfs", False),
        ("fuse", "C:/", False),
        ("ext4", "dana@clinic:/x", False),
    ],
)
def test_a_program_that_is_a_file_system_is_known_by_its_source(kind: str, device: str, refused: bool):
    found = network_file_system(Path("/m/data"), [ROOT, Mounted("/m", kind, device)])
    assert found == (kind if refused else None)


def test_the_nearest_mount_decides_and_of_two_the_later():
    server, disk = Mounted("/srv", "nfs4"), Mounted("/srv/disk", "xfs")
    assert network_file_system(Path("/srv/a"), [server, disk, ROOT]) == "nfs4"
    assert network_file_system(Path("/srv/disk/a"), [disk, server, ROOT]) is None
    assert network_file_system(Path("/srvother/a"), [server, ROOT]) is None
    assert network_file_system(Path("/srv/a"), [Mounted("/srv", "autofs"), server]) == "nfs4"
    assert network_file_system(Path("/srv/a"), [server, Mounted("/srv", "ext4")]) is None


def test_the_only_disk_of_a_small_machine_may_come_by_9p():
    assert network_file_system(Path("/data"), [Mounted("/", "9p")]) is None
    assert (
        network_file_system(Path("/drives/c/data"), [Mounted("/", "9p"), Mounted("/drives/c", "9p")]) == "9p"
    )


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (r"\\server\share\data", "UNC"),
        (r"\\wsl.localhost\Debian\home", "UNC"),
        (r"\\?\UNC\server\share\data", "UNC"),
        (r"\\?\C:\Users\Dana", None),
        (r"C:\Users\Dana", None),
        ("//double/slash", None),
    ],
)
def test_a_windows_path_to_another_machine(path: str, found: str | None):
    assert network_file_system(Path(path), []) == found


def test_a_drive_letter_of_another_machine():
    drive = Mounted("/z", "NTFS", "Z:\\", "rw,remote")
    assert network_file_system(Path("/z/data"), [ROOT, drive]) == "network drive"


@pytest.mark.parametrize(
    ("place", "provider"),
    [
        ("OneDrive/data", "OneDrive"),
        ("OneDrive - Quay Practice/a/b", "OneDrive"),
        ("Dropbox/data", "Dropbox"),
        ("Dropbox (Personal)/data", "Dropbox"),
        ("Google Drive/data", "Google Drive"),
        ("GoogleDrive-dana@example.org/My Drive/data", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/data", "iCloud"),
        ("Library/CloudStorage/OneDrive-Clinic/data", "OneDrive"),
        ("Library/CloudStorage/ProtonDrive-dana/data", "ProtonDrive"),
        ("iCloudDrive/data", "iCloud"),
        ("Box/data", "Box"),
        ("Box Sync/data", "Box"),
        ("pCloudDrive/data", "pCloud"),
        ("MEGA/data", "MEGA"),
        ("MEGAsync/data", "MEGA"),
        ("Nextcloud/data", "Nextcloud"),
        ("ownCloud/data", "ownCloud"),
        ("Seafile/My Library/data", "Seafile"),
        ("Tresorit/data", "Tresorit"),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(home: Path, place: str, provider: str):
    with pytest.raises(EnvironmentProblem) as refused:
        refuse_unsafe_directory(home / place)
    assert refused.value.code == "data_directory_synced"
    assert refused.value.params == {"path": str(home / place), "reason": provider}
    assert not (home / place).exists()


@pytest.mark.parametrize(
    "place",
    [
        *("Box of papers/data", "papers/Box/data", "My Dropbox notes", "Dropboxes", "OneDrive-backup-old"),
        *("omega/data", "work/MEGA/data", "Nextcloud-server/data", "srv/Nextcloud/data", "Library/data"),
        *(
            "Mobile Documents/data",
            "CloudStorage/x",
            "My Drive/data",
            "sync/data",
            "Documents/anamnesis",
            ".dropbox/x",
        ),
    ],
)
def test_an_innocent_name_is_not(home: Path, place: str):
    refuse_unsafe_directory(home / place)


def test_the_drive_letter_of_google_drive():
    assert sync_provider(Path("/My Drive/data"), home=Path("/h"), environment={}) == "Google Drive"


@pytest.mark.parametrize(
    ("mark", "folder", "provider"),
    [
        (".dropbox", False, "Dropbox"),
        (".dropbox.cache", True, "Dropbox"),
        (".stfolder", True, "Syncthing"),
        (".stfolder", False, "Syncthing"),
        (".tmp.drivedownload", True, "Google Drive"),
        (".nextcloudsync.log", False, "Nextcloud"),
        (".owncloudsync.log", False, "ownCloud"),
        ("._sync_0123456789ab.db", False, "Nextcloud or ownCloud"),
        (".sync_0123456789ab.db", False, "Nextcloud or ownCloud"),
        (".megaignore", False, "MEGA"),
        (".seafile-data", True, "Seafile"),
        (".tresorit", True, "Tresorit"),
    ],
)
@pytest.mark.parametrize("below", [".", "a/b/data"])
def test_a_synchronised_folder_is_known_by_what_lies_in_it(
    home: Path, mark: str, folder: bool, provider: str, below: str
):
    root = home / "work"
    root.mkdir()
    (root / mark).mkdir() if folder else (root / mark).touch()
    with pytest.raises(EnvironmentProblem) as refused:
        refuse_unsafe_directory(root / below)
    assert refused.value.params["reason"] == provider
    refuse_unsafe_directory(home / "elsewhere")


def test_the_folder_of_a_client_program_is_no_mark(home: Path):
    (home / ".dropbox").mkdir()
    (home / "work").mkdir()
    (home / "work" / ".sync_notes.db").touch()
    refuse_unsafe_directory(home / "work" / "data")


def test_a_link_does_not_hide_it(home: Path, tmp_path: Path):
    (home / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(home / "Dropbox")
    with pytest.raises(EnvironmentProblem):
        refuse_unsafe_directory(tmp_path / "plain" / "data")


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_onedrive_says_where_it_is(home: Path, monkeypatch: pytest.MonkeyPatch, variable: str):
    monkeypatch.setenv(variable, str(home / "Cloud of the clinic"))
    with pytest.raises(EnvironmentProblem) as refused:
        refuse_unsafe_directory(home / "Cloud of the clinic" / "data")
    assert refused.value.params["reason"] == "OneDrive"
    refuse_unsafe_directory(home / "data")


@pytest.mark.parametrize("profile", [True, False])
def test_dropbox_says_where_it_is(home: Path, monkeypatch: pytest.MonkeyPatch, profile: bool):
    folder = home / "profile" / "Dropbox" if profile else home / ".dropbox"
    folder.mkdir(parents=True)
    monkeypatch.setenv("APPDATA", str(home / "profile"))
    (folder / "info.json").write_text(json.dumps({"personal": {"path": str(home / "Files"), "host": 1}}))
    with pytest.raises(EnvironmentProblem) as refused:
        refuse_unsafe_directory(home / "Files" / "data")
    assert refused.value.params["reason"] == "Dropbox"
    (folder / "info.json").write_text('{"personal": []}')
    refuse_unsafe_directory(home / "Files" / "data")


def test_the_network_is_told_before_the_folder(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(placement, "_partitions", lambda: [ROOT, Mounted(str(home), "cifs", "//server/home")])
    with pytest.raises(EnvironmentProblem) as refused:
        refuse_unsafe_directory(home / "Dropbox" / "data")
    assert refused.value.code == "data_directory_on_network"
    assert refused.value.params == {"path": str(home / "Dropbox" / "data"), "reason": "cifs"}


def test_a_system_that_cannot_list_its_disks_is_not_closed_out(home: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*, all: bool) -> list[Mounted]:
        raise PermissionError("no /proc")

    monkeypatch.setattr("psutil.disk_partitions", fail)
    refuse_unsafe_directory(home / "data")
