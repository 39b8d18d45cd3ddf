from __future__ import annotations

import os
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core.file_names import LONGEST, FileNames, cut, safe, without_ending

LETTERS = (
    "aAắẮ\u0301\u0302\u0323/\\:<>|?*\"'.. -~\x00\n\t\x7f\x85…\u202e\u2066"
    "\u200d\ufeff\xad\ud800\udfff\U000e0041😀\uffff١א"
)
NAMES = st.one_of(
    st.text(st.sampled_from(LETTERS), max_size=300),
    st.text(max_size=300),
    st.sampled_from(["con", "PRN", "aux.txt", "NUL .x", "com¹", "LPT9.tar.gz", "conin$"]),
    st.sampled_from(["Hà Nội: “mùa thu”", "Đà Nẵng/Huế", "Ô\u0302ng"]),
)
PORTS = [f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"]
DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$", *PORTS}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bài", "bài"), ("a/b", "a_b"), ("../../etc/passwd", "_.._etc_passwd"), ("CON", "_CON"), ("nul.x", "_nul.x"),
        ("Com1", "_Com1"), ("common", "common"), ("  . ", "_"), ("", "_"), ("a<b>?", "a_b__"), ("e\u0302\u0301", "ế"),
        ("LPT¹ .txt", "_LPT¹ .txt"), ("-rf", "_-rf"), ("~root", "_~root"), (".profile", "profile"), ("a\u00a0b", "a b"),
        ("photo\u202egnp.exe", "photo_gnp.exe"), ("\ud800", "_"), ("một\nhai", "một_hai"), ("x...", "x"),
    ],
)  # fmt: skip
def test_names_are_such_as_every_system_takes(name: str, expected: str) -> None:
    assert safe(name) == expected


@given(NAMES)
@example("C" + "o" * 10 + "\u0301" * 200)
@example("-" * 200)
@example("con." + "ế" * 100)
def test_every_name_is_safe_and_stays_so(name: str) -> None:
    found = safe(name)
    assert found
    assert PurePosixPath(found).name == PureWindowsPath(found).name == found
    assert len(found.encode()) <= LONGEST
    assert unicodedata.is_normalized("NFC", found)
    assert not set(found) & set('<>:"/\\|?*')
    assert all(unicodedata.category(letter)[0] != "C" for letter in found)
    assert found == found.strip(" .")
    assert found[0] not in "-~."
    assert found.split(".")[0].rstrip(" ").casefold() not in DEVICES
    assert safe(found) == found == safe(name)


@given(st.text(st.sampled_from("aăâđêôơưạằểỗợứ ỹỳ,'()-0123456789"), max_size=60))
def test_vietnamese_stays_as_it_is_written(name: str) -> None:
    plain = f"b{name}b"
    assert safe(plain) == cut(plain, LONGEST).strip(" ")
    assert safe(unicodedata.normalize("NFD", plain)) == safe(plain)


@given(st.text(st.sampled_from("aếo\u0302\u0301\u0323😀"), max_size=80), st.integers(0, 60))
def test_a_cut_leaves_whole_letters(name: str, longest: int) -> None:
    found = cut(name, longest)
    assert name.startswith(found)
    assert len(found.encode()) <= longest
    rest = name[len(found) :]
    assert not rest or not found or not unicodedata.combining(rest[0])


@given(st.lists(NAMES, max_size=8))
def test_each_document_has_files_of_its_own(names: list[str]) -> None:
    made = FileNames()
    stems = [made.stem(name) for name in names]
    for form in ("NFC", "NFD"):
        assert len({unicodedata.normalize(form, stem.casefold()) for stem in stems}) == len(stems)
    assert len({stem.upper() for stem in stems}) == len(stems)
    again = FileNames()
    assert [again.stem(name) for name in names] == stems
    for stem in stems:
        assert PurePosixPath(stem).name == PureWindowsPath(stem).name == stem
        assert len(f"{stem}.conllu".encode()) <= 143


def test_twins_in_case_and_normalisation_are_numbered() -> None:
    made = FileNames()
    names = ["bài.txt", "BÀI.txt", "ba\u0300i.txt", "bài-2.txt", "bài.txt"]
    assert [made.stem(name) for name in names] == ["bài", "BÀI-2", "bài-3", "bài-2-2", "bài-4"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bài.txt", "bài"), ("a.b.JSONL", "a.b"), ("TP. Huế", "TP. Huế"), ("Tăng 2.5", "Tăng 2.5"), (".txt", ".txt"),
        ("Bài 1. Hà Nội", "Bài 1. Hà Nội"), ("x.txt\n", "x.txt\n"), ("", ""),
    ],
)  # fmt: skip
def test_only_the_ending_of_a_file_is_an_ending(name: str, expected: str) -> None:
    assert without_ending(name) == expected


def test_this_system_takes_them(tmp_path: Path) -> None:
    made = FileNames()
    names = [
        "CON",
        "a:b",
        "x" * 400,
        "ế" * 400,
        "😀" * 200,
        "\ud800",
        "",
        "..",
        "A",
        "a",
        "-x",
        "nul.txt",
        "q?",
        "e\u0301",
        "é",
    ]
    for name in names:
        (tmp_path / f"{made.stem(name)}.ann").write_text("", "utf-8")
    assert len(os.listdir(tmp_path)) == len(names)
