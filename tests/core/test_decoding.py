from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.decoding import decode
from annotator.core.errors import InputError

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
TEXT = "Tổng Bí thư tiếp Đoàn đại biểu cấp cao\r\nVăn phòng Trung ương Đảng Nhân dân Lào.\n"
# The one-byte code of TCVN 5712 (VN3), small letters: still met in old newsrooms, and valid cp1258 byte for byte.
TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9acea"
            "ebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfe"
        ),
        strict=True,
    )
)
WORDS = st.text("abc đĐảộ\r\n\u00a0\u2028\u0301😀\ufeff", min_size=1).filter(
    lambda text: text.strip() and text[0] != "\ufeff"
)


def cp1258(text: str) -> bytes:
    """Write tones as combining characters, as Windows does."""
    data = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tone))
        data += (base + tone).encode("cp1258")
    return bytes(data)


@given(WORDS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_comes_back_exactly(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXT, "a", unicodedata.normalize("NFD", TEXT), TEXT + "😀"])
def test_utf16_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_big_endian_with_a_mark(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds(path: Path) -> None:
    data = path.read_bytes()
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text.encode() == data


def test_windows_vietnamese() -> None:
    decoded = decode(cp1258(TEXT))
    assert decoded.encoding == "cp1258"
    assert unicodedata.normalize("NFC", decoded.text) == TEXT
    assert decoded.text.encode("cp1258") == cp1258(TEXT)


def refusal(data: bytes) -> tuple[str, object]:
    with pytest.raises(InputError) as raised:
        decode(data)
    return raised.value.code, raised.value.values.get("byte")


def test_tcvn3_is_refused() -> None:
    for path in SEEDS:
        text = path.read_text("utf-8").lower()
        data = bytes(TCVN3.get(letter, ord(letter) if letter.isascii() else ord("?")) for letter in text)
        assert data.decode("cp1258")
        first = next(place for place, byte in enumerate(data) if byte > 127)
        assert refusal(data) == ("input.encoding", first)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("input.empty", None)),
        (codecs.BOM_UTF8, ("input.empty", None)),
        (" \u00a0\r\n".encode(), ("input.empty", None)),
        ("Đảng\0bộ".encode(), ("input.binary", 7)),
        ("Đảng\0bộ".encode("utf-16"), ("input.binary", 10)),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ("input.binary", 8)),
        (TEXT.encode() + b"\xff" + TEXT.encode(), ("input.encoding", len(TEXT.encode()))),
        ("Đảng".encode()[:3], ("input.encoding", 2)),
        ("Un café très serré, déjà bu".encode("latin-1"), ("input.encoding", 6)),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00", ("input.encoding", 4)),
        (codecs.BOM_UTF8 + b"a\xff", ("input.encoding", 4)),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, expected: tuple[str, object]) -> None:
    assert refusal(data) == expected
