"""Texts as hypothesis makes them: Vietnamese in both normal forms, and all that has ever moved an offset."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

_WORDS = (
    "Hà Nội", "Hoà", "Nguyễn Văn A", "Đà Nẵng", "UBND", "Uỷ ban", "tin", "ông", "0", "Quảng Ninh", "🇻🇳",
    "👩\u200d👩\u200d👧", "𝔸", "“", ".", "a",
)  # fmt: skip
_BETWEEN = (" ", "\u00a0", "\r\n", "\n", "\u2028", ", ", "\t", "", "\r", "\u200b", "\u0301")

_PIECES = st.tuples(st.sampled_from(_WORDS), st.sampled_from(_BETWEEN), st.booleans())


def _joined(pieces: list[tuple[str, str, bool]]) -> str:
    forms = ((unicodedata.normalize("NFD", word) if apart else word) + after for word, after, apart in pieces)
    return "".join(forms)


texts = st.one_of(
    st.lists(_PIECES, min_size=2, max_size=12).map(_joined),
    st.sampled_from(["a", "Đ", "Hà Nội", "e\u0301", "🇻🇳"]),
).filter(str.strip)
"""What an article can say."""

names = st.sampled_from(["LOC", "ORG", "Chức-vụ", "SỰ-KIỆN", "Tiền"])
"""What a label can be called; in no two of them do the letters differ in case alone."""

notes = st.sampled_from(["", "xem lại", "“Hà Nội”\n"])
