from __future__ import annotations

import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.dates import find, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17/02/2023 19:28", "2023-02-17T19:28"),
        ("11:21 03-01-25", "2025-01-03T11:21"),
        ("07:06 AM 02/02/2024", "2024-02-02T07:06"),
        ("07:06 PM 02/02/2024", "2024-02-02T19:06"),
        ("12:06 SA 02/02/2024", "2024-02-02T00:06"),
        ("Cập nhật lúc 12:22 28/12/2019 (GMT+7)", "2019-12-28T12:22"),
        ("Thứ Hai, ngày 23 tháng 2 năm 2026", "2026-02-23"),
        ("23 Tháng Hai 2026 rồi 24 tháng 2, 2026", "2026-02-24"),
        ("2024-02-02T07:06:00+07:00", "2024-02-02T07:06"),
        ("2024-02-02T07:06:59.123Z", "2024-02-02T07:06"),
        ("23.2.2026", "2026-02-23"),
        ("Thứ sáu,17/2/2023 | 19:28 GMT+7", "2023-02-17T19:28"),
        ("19h28 thứ Sáu, ngày 17/2/2023", "2023-02-17T19:28"),
        ("19:28 (GMT+7) ngày 17-2-2023", "2023-02-17T19:28"),
        ("Ngày đăng:\u00a017/02/2023", "2023-02-17"),
        ("ngày 30/2/2023, tức 2/3/2023", "2023-03-02"),
        ("17/02/99", "1999-02-17"),
        ("29/02/2024 29:99", "2024-02-29"),
        ("17 / 02 / 2023", "2023-02-17"),
        ("Từ 9:00 sáng, các đại biểu họp đến 17/2/2023", "2023-02-17"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert parse(text) == expected
    assert parse(unicodedata.normalize("NFD", text)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "năm 2023", "31/11/2023", "2023-13-01", "00/01/2023", "ngày 23/2", "192.168.10.2024", "1.2.26", "17/2.2023",
     "Nghị quyết 02/2021/NQ-CP", "12/12/20231", "0900-12-12-34", "a" * 10000],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    assert parse(text) is None


@given(
    st.datetimes(datetime.fromisoformat("1970-01-01"), datetime.fromisoformat("2069-12-31")),
    st.sampled_from("/-."),
    st.text("abcđệ ", max_size=9),
)
def test_what_was_written_is_read(moment: datetime, separator: str, word: str) -> None:
    date = f"{moment.day}{separator}{moment.month}{separator}{moment.year}"
    iso = f"{moment:%Y-%m-%dT%H:%M}"
    assert parse(f"{word} {date} {moment:%H:%M} {word}") == iso
    assert parse(f"{moment:%H:%M} ngày {date}") == iso
    assert parse(f"{word} {date} {word}") == iso[:10]


@given(st.text(st.sampled_from("0123456789/-.: hTthang,nm"), max_size=40))
def test_whatever_is_found_is_a_date(text: str) -> None:
    iso = parse(text)
    assert iso is None or datetime.fromisoformat(iso).isoformat().startswith(iso)


def test_the_rest_of_the_line() -> None:
    found = find("Cập nhật lúc 12:22 28/12/2019 (GMT+7)")
    assert found is not None
    assert found.rest == "cap nhat luc  (gmt+7)"
