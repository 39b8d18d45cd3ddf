from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from annotator.core.errors import InputError
from annotator.formats.parts import archive
from annotator.formats.parts.archive import Member, members
from annotator.formats.source import FileSource, Source, read_whole

Made = Callable[..., Source]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Makes an archive of files, with what is to be changed of its bytes."""

    def make(
        files: list[tuple[str | zipfile.ZipInfo, bytes]], change: Callable[[bytes], bytes] = bytes, **how: Any
    ) -> Source:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", **{"compression": zipfile.ZIP_DEFLATED, **how}) as file:
            for name, content in files:
                file.writestr(name, content)
        path = tmp_path / "bài.zip"
        path.write_bytes(change(buffer.getvalue()))
        return FileSource(str(path))

    return make


def names(source: Source) -> list[str]:
    return [item.code if isinstance(item, InputError) else item.inner for item in members(source)]


def the_code(source: Source) -> str:
    with pytest.raises(InputError) as caught:
        list(members(source))
    return caught.value.code


def test_members_are_read_in_order_and_stay_readable_after_all_were_found(made: Made) -> None:
    found = list(members(made([("b.txt", "Huế".encode()), ("thư mục/a.txt", b"x" * 300_000), ("thư mục/", b"")])))
    assert [item.inner for item in found if isinstance(item, Member)] == ["b.txt", "thư mục/a.txt"]
    assert [len(read_whole(item)) for item in found if isinstance(item, Member)] == [5, 300_000]


def test_what_is_beside_a_member_is_found_in_its_folder_of_the_archive_only(made: Made, tmp_path: Path) -> None:
    (tmp_path / "ngoài.txt").write_text("x", encoding="utf-8")
    found = list(members(made([("a/x.ann", b"1"), ("a/x.txt", b"2"), ("x.txt", b"3"), ("ngoài2.txt", b"4")])))
    member = next(item for item in found if isinstance(item, Member) and item.name == "x.ann")
    beside = member.beside("x.txt")
    assert beside is not None
    assert read_whole(beside) == b"2"
    for name in ("../x.txt", "ngoài.txt", "/etc/passwd", "..", ""):
        assert member.beside(name) is None


@pytest.mark.parametrize(
    ("name", "inner"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\Windows\\a.txt", "Windows/a.txt"),
        ("a/./b//c/../d.txt", "a/b/c/d.txt"),
        ("a\x1b[2J\u202etxt.exe.txt", "a\ufffd[2J\ufffdtxt.exe.txt"),
        ("...", ""),
        ("", ""),
        ("x" * 400 + ".txt", "x" * 251 + ".txt"),
    ],
)
def test_names_lead_nowhere(name: str, inner: str) -> None:
    assert archive.cleaned(name) == inner


def test_nothing_is_written_to_disk(made: Made, tmp_path: Path) -> None:
    source = made([("../ra ngoài.txt", b"x"), ("a.txt", b"y")])
    before = sorted(os.listdir(tmp_path)), sorted(os.listdir(tmp_path.parent))
    for item in members(source):
        assert isinstance(item, Member)
        assert read_whole(item)
    assert (sorted(os.listdir(tmp_path)), sorted(os.listdir(tmp_path.parent))) == before


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_in_writings_that_the_archive_does_not_tell(made: Made, encoding: str) -> None:
    name = "Tin tư\u0301c Hà Nô\u0323i.txt".encode(encoding)
    plain = b"#" * len(name)

    def change(data: bytes) -> bytes:
        return data.replace(plain, name)

    assert names(made([(plain.decode(), b"x")], change)) == [name.decode(encoding)]


def test_the_first_of_several_with_one_name_is_taken(made: Made) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        source = made([("a.txt", b"1"), ("a.txt", b"2"), ("./a.txt", b"3")])
    found = list(members(source))
    assert [read_whole(item) for item in found if isinstance(item, Member)] == [b"1"]
    assert [item.code for item in found if isinstance(item, InputError)] == ["archive.twice"] * 2


def flagged(data: bytes) -> bytes:
    """The archive with the mark of encryption on all members."""
    changed = bytearray(data)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            changed[at + place] |= 1
            at = data.find(signature, at + 1)
    return bytes(changed)


def test_members_that_cannot_be_taken_are_told_and_the_others_are_not_held_up(made: Made) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    bombs = [("bom.txt", bytes(5_000_000)), ("lồng.zip", b"PK\x05\x06"), (link, b"../../etc/passwd")]
    assert names(made([*bombs, ("a.txt", b"x"), ("nhỏ.txt", bytes(1000))])) == [
        "a.txt", "archive.ratio", "archive.not-a-file", "archive.nested", "nhỏ.txt",
    ]  # fmt: skip
    assert names(made([("a.txt", b"x")], flagged)) == ["archive.encrypted"]
    assert names(made([("a.txt", b"x" * 99)], compression=zipfile.ZIP_BZIP2)) == ["archive.method"]


def test_a_member_that_is_damaged_gives_nothing_at_all(made: Made) -> None:
    text = os.urandom(200_000)
    source = made([("a.txt", text)], lambda data: data.replace(text[-9:], b"?" * 9), compression=zipfile.ZIP_STORED)
    (member,) = members(source)
    assert isinstance(member, Member)
    with pytest.raises(InputError) as caught:
        member.open()
    assert caught.value.code == "archive.member-damaged"


def test_an_archive_as_a_whole_is_bounded(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [(f"{n}.txt", os.urandom(2000)) for n in range(20)]
    monkeypatch.setattr(archive, "TOTAL", 30_000)
    assert the_code(made(files)) == "archive.too-large"
    monkeypatch.setattr(archive, "MEMBERS", 10)
    assert the_code(made(files)) == "archive.members"
    monkeypatch.setattr(archive, "_DIRECTORY", 900)
    assert the_code(made(files)) == "archive.members"


def test_sizes_that_lie_give_no_more_than_they_say(made: Made) -> None:
    def change(data: bytes) -> bytes:
        return data.replace((300_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    (member,) = members(made([("a.txt", os.urandom(300_000))], change))
    assert isinstance(member, Member)
    with pytest.raises(InputError):
        member.open()


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    for content in (b"", b"PK\x03\x04", b"x" * 100_000, b"PK\x05\x06" + b"\xff" * 18):
        path.write_bytes(content)
        assert the_code(FileSource(str(path))) == "archive.damaged"


def test_damage_anywhere_in_an_archive_gets_a_sentence(made: Made) -> None:
    chance = random.Random(3)
    source = made([(f"thư mục/{n}.txt", "Trời mưa to. ".encode() * 40) for n in range(4)])
    whole = read_whole(source)
    for n in range(1500):
        data = bytearray(whole if n % 3 else whole[: chance.randrange(len(whole))])
        for _ in range(chance.choice((1, 1, 2, 8)) if data else 0):
            data[chance.randrange(len(data))] = chance.randrange(256)
        Path(source.path).write_bytes(bytes(data))
        with suppress(InputError):
            for item in members(source):
                if isinstance(item, Member):
                    with suppress(InputError):
                        read_whole(item)
