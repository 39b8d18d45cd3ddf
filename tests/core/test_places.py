from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.messages import sentence
from annotator.core.places import Place, PlaceKind, conflicts, copies_named_after, mounted, place, warning

SYNCED = {
    "/home/lan/Dropbox/p.annotator": "Dropbox",
    "/home/lan/Dropbox (Báo chí)/a/b/p.annotator": "Dropbox",
    "/Users/lan/Acme Dropbox/Lan/p.annotator": "Dropbox",
    "/Users/lan/Library/CloudStorage/Dropbox-Acme/p.annotator": "Dropbox",
    "C:\\Users\\Lan\\OneDrive\\Tài liệu\\p.annotator": "OneDrive",
    "C:\\Users\\Lan\\OneDrive - Company\\p.annotator": "OneDrive",
    "C:\\Users\\Lan\\ONEDRIVE - Đại học Quốc gia\\p.annotator": "OneDrive",
    "/Users/lan/Library/CloudStorage/OneDrive-Personal/p.annotator": "OneDrive",
    "/Users/lan/Library/Mobile Documents/com~apple~CloudDocs/p.annotator": "iCloud Drive",
    "C:\\Users\\Lan\\iCloudDrive\\p.annotator": "iCloud Drive",
    "/Users/lan/Library/CloudStorage/GoogleDrive-lan@example.com/My Drive/p.annotator": "Google Drive",
    "G:\\My Drive\\p.annotator": "Google Drive",
    "G:\\Drive của tôi\\p.annotator": "Google Drive",
    "G:\\Bộ nhớ dùng chung\\Nhóm\\p.annotator": "Google Drive",
    "/home/lan/Google Drive/p.annotator": "Google Drive",
    "/home/lan/Nextcloud/p.annotator": "Nextcloud",
    "/home/lan/Nextcloud2/p.annotator": "Nextcloud",
    "/home/lan/ownCloud/p.annotator": "ownCloud",
}

ORDINARY = (
    "/home/lan/p.annotator",
    "/home/lan/Dropbox.annotator",
    "/home/lan/dropboxes/p.annotator",
    "/home/lan/OneDrive.old/p.annotator",
    "/home/lan/my drives/p.annotator",
    "/home/lan/icloud-notes/p.annotator",
    "C:\\Users\\Lan\\Documents\\p.annotator",
    "\\\\?\\C:\\Users\\Lan\\p.annotator",
    "p.annotator",
    "",
)

MOUNTS = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
30 27 0:30 / /mnt rw,relatime shared:1 - nfs4 may-chu:/du-an rw,vers=4.2
31 30 0:31 / /mnt/anh rw,relatime shared:1 master:2 - ext4 /dev/sdb1 rw
32 27 0:32 / /media/O\040chung rw,relatime - cifs //may-chu/chung rw
33 27 0:33 / /media/tab\011end rw,relatime - fuse.sshfs lan@may-chu:/ rw
34 27 0:34 / /stack rw,relatime - ext4 /dev/sdc1 rw
35 34 0:35 / /stack rw,relatime - nfs may-chu:/stack rw
a line that is none
36 27"""


def nothing(_path: str) -> bool:
    return False


@pytest.mark.parametrize("path", SYNCED)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_folder_of_a_service(path: str, form: str) -> None:
    assert place(unicodedata.normalize(form, path), exists=nothing) == Place(PlaceKind.SYNCED, SYNCED[path])  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ORDINARY)
def test_an_ordinary_folder(path: str) -> None:
    assert place(path, "ext4", exists=nothing) is None


@pytest.mark.parametrize(
    ("mark", "name"), [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox"), (".nextcloudsync.log", "Nextcloud")]
)
def test_what_a_service_left_in_a_folder_above(mark: str, name: str) -> None:
    marks = {f"/data/chung/{mark}"}
    assert place("/data/chung/báo/p.annotator", exists=marks.__contains__) == Place(PlaceKind.SYNCED, name)
    assert place("/data/riêng/p.annotator", exists=marks.__contains__) is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/lan/p.annotator", "ext4"),
        ("/mnt/p.annotator", "nfs4"),
        ("/mnt", "nfs4"),
        ("/mnt/anh/p.annotator", "ext4"),
        ("/mnt/anhem/p.annotator", "nfs4"),
        ("/mntx/p.annotator", "ext4"),
        ("/media/O chung/p.annotator", "cifs"),
        ("/media/tab\tend/p.annotator", "fuse.sshfs"),
        ("/stack/p.annotator", "nfs"),
        ("relative", ""),
    ],
)
def test_the_longest_mount_above_a_file_counts(path: str, kind: str) -> None:
    assert mounted(path, MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "file_system", "name"),
    [
        ("/mnt/p", "nfs4", "NFS"),
        ("/mnt/p", "cifs", "SMB"),
        ("/mnt/p", "fuse.sshfs", "SSHFS"),
        ("/mnt/p", "9p", "9P"),
        ("/Volumes/chung/p", "smbfs", "SMB"),
        ("\\\\may-chu\\chung\\p", "NTFS", "SMB"),
        ("\\\\?\\UNC\\may-chu\\chung\\p", "", "SMB"),
    ],
)
def test_a_network(path: str, file_system: str, name: str) -> None:
    assert place(path, file_system, exists=nothing) == Place(PlaceKind.NETWORK, name)


@given(st.text(), st.text(), st.text())
def test_nothing_that_a_system_says_is_too_odd(path: str, mountinfo: str, file_system: str) -> None:
    mounted(path, mountinfo)
    place(path.replace("\0", ""), file_system, exists=nothing)


def test_the_sentences_name_the_place() -> None:
    assert "Dropbox" in sentence(warning(Place(PlaceKind.SYNCED, "Dropbox")))
    assert "(NFS)" in sentence(warning(Place(PlaceKind.NETWORK, "NFS")))


def test_versions_that_services_put_beside_a_project() -> None:
    versions = [
        "báo (Lan's conflicted copy 2026-11-22).annotator",
        "báo (conflicted copy 2026-11-22 101500).annotator",
        "báo.sync-conflict-20261122-101500-ABCDEF7.annotator",
        "báo (Bản sao xung đột của Minh).annotator",
        "BÁO (Case Conflict).annotator",
    ]
    others = [
        "báo.annotator",
        "báo (bản sao).annotator",
        "báo2.annotator",
        "báo-conflict.txt",
        "báocáo conflict.annotator",
    ]
    for form in ("NFC", "NFD"):
        beside = [unicodedata.normalize(form, name) for name in versions + others]
        found = conflicts("báo.annotator", beside)
        assert [unicodedata.normalize("NFC", name) for name in found] == sorted(versions)


def test_copies_named_after_a_computer() -> None:
    copies = [
        "báo-MÁY-TÍNH.annotator",
        "báo-máy-tính-3.annotator",
        "báo-DESKTOP-4F7K2QA.annotator",
        "báo-LAPTOP-0AAAAAA-12.annotator",
    ]
    others = [
        "báo.annotator",
        "báo-.annotator",
        "báo-DESKTOP-4F7K2.annotator",
        "báo-DESKTOP-4F7K2QA.txt",
        "báo2-DESKTOP-4F7K2QA.annotator",
        "báo-nháp.annotator",
        "báo-máy.annotator",
    ]
    for form in ("NFC", "NFD"):
        beside = [unicodedata.normalize(form, name) for name in copies + others]
        found = copies_named_after("Máy-Tính", "báo.annotator", beside)
        assert [unicodedata.normalize("NFC", name) for name in found] == sorted(copies)
    assert copies_named_after("", "báo.annotator", others) == []
