from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import text
from annotator.core.errors import InputError, RefusedError
from annotator.core.redaction import ElsewhereError, Safe, frames, identity, safe, safe_message, summary, trace

SECRET = "Nguyễn Văn Kín 0912345678 secretword"
PARTS = ("Nguyễn", "Văn", "Kín", "0912345678", "secretword")


def raised(act: Callable[[], object]) -> BaseException:
    try:
        act()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def fail(error: BaseException) -> Callable[[], object]:
    def act() -> object:
        raise error

    return act


def unique() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (v TEXT UNIQUE)")
    connection.executemany("INSERT INTO t VALUES (?)", [(SECRET,), (SECRET,)])


def nested() -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError:
            raise ValueError(SECRET) from InputError("input.quote", quote=SECRET, names=[SECRET])
    except ValueError as error:
        error.add_note(SECRET)
        raise ExceptionGroup(SECRET, [OSError(2, SECRET, f"/home/{SECRET}"), TypeError(SECRET)]) from error


def elsewhere(act: Callable[[], object]) -> BaseException:
    return raised(lambda: act() or 1)


class RudeError(Exception):
    def __str__(self) -> str:
        raise RuntimeError(SECRET)


class StrangeError(Exception):
    """It answers what is asked of any object in its own way."""

    exceptions = 5

    def __bool__(self) -> bool:
        raise RuntimeError(SECRET)


def led_by_strange() -> None:
    try:
        raise StrangeError(SECRET)
    except StrangeError as error:
        raise ValueError(SECRET) from error


ACTS: list[Callable[[], object]] = [
    fail(ValueError(SECRET)),
    fail(ValueError(f'“{SECRET}” is not "{SECRET}" at {SECRET!r}')),
    fail(KeyError(SECRET)),
    fail(RudeError()),
    fail(StrangeError(SECRET)),
    led_by_strange,
    fail(OSError([1], SECRET)),
    fail(FileNotFoundError(2, SECRET, f"/home/{SECRET}.annotator")),
    fail(sqlite3.OperationalError(f"no such column: {SECRET}")),
    fail(AttributeError(SECRET, name=SECRET, obj=SECRET)),
    fail(RefusedError("label.unknown", label=SECRET, path={SECRET: SECRET})),
    lambda: SECRET.encode("ascii"),
    lambda: SECRET.encode("utf-8").decode("ascii"),
    lambda: int(SECRET),
    lambda: {}[SECRET],
    lambda: __import__(SECRET),
    lambda: getattr(SECRET, SECRET),
    lambda: Path(SECRET).read_text("utf-8"),
    lambda: compile(SECRET, SECRET, "eval"),
    unique,
    nested,
]


@pytest.mark.parametrize("act", ACTS)
def test_nothing_of_a_text_is_told(act: Callable[[], object]) -> None:
    error = raised(act)
    told = f"{summary(error)}\n{trace(error)}\n{safe(error)}\n{identity(error)}"
    assert type(error).__name__ in told
    assert [part for part in PARTS if part in told] == []


@given(st.text(min_size=1))
def test_no_words_of_a_message_stay_but_the_program_s(message: str) -> None:
    kept = summary(raised(fail(ValueError(message)))).removeprefix("ValueError")
    assert set(kept.removeprefix(": ").split()) <= {*message.split(), "…"}
    assert kept.isascii() or "…" in kept


def test_what_python_says_of_the_program_stays() -> None:
    assert summary(raised(lambda: None.text)) == "AttributeError: 'NoneType' object has no attribute …"
    assert summary(raised(lambda: list[int]()[3])) == "IndexError: list index out of range"
    assert summary(raised(len)) == "TypeError: len() takes exactly one argument (0 given)"  # type: ignore[call-arg]
    assert summary(OSError(28, "No space left", "/home/lan")) == "OSError: ENOSPC"
    said = summary(raised(lambda: "ế".encode("ascii")))
    assert said == "UnicodeEncodeError: 'ascii' codec can't encode character … in position 0: ordinal not in …"


def test_the_words_of_our_own_code_stay() -> None:
    error = raised(lambda: text.digest(None))  # type: ignore[arg-type]
    assert summary(error) == "AttributeError: 'NoneType' object has no attribute 'encode'"


def test_an_error_of_ours_is_told_by_code_and_numbers() -> None:
    error = RefusedError("span.quote", start=3, end=5, quote="Hà Nội", flag=None)
    assert summary(error).endswith("RefusedError: span.quote start=3 end=5 quote=<6 characters> flag=None")


def test_a_trace_names_modules_and_no_files() -> None:
    lines = trace(raised(fail(ValueError(SECRET)))).splitlines()
    assert lines[-1] == "ValueError"
    assert lines[-2].strip().startswith(f"{__name__}:")
    assert "/" not in "".join(lines)


def test_a_long_trace_is_cut() -> None:
    def deep(n: int) -> int:
        return deep(n + 1) + 1

    error = raised(lambda: deep(0))
    assert len(frames(error)) > 500
    assert len(trace(error).splitlines()) < 40
    assert "more" in trace(error)


def test_exceptions_that_led_to_each_other_come_in_order_and_end() -> None:
    first, second = ValueError(), TypeError()
    first.__cause__, second.__cause__ = second, first
    assert trace(first).splitlines() == ["TypeError", "and then:", "ValueError"]
    chain: BaseException = ValueError()
    for _ in range(5000):
        following = ValueError()
        following.__context__ = chain
        chain = following
    assert len(trace(chain).splitlines()) < 100


def test_what_another_process_says_is_passed_on() -> None:
    there = trace(raised(fail(ValueError(SECRET))))
    here = trace(ElsewhereError(there))
    assert there in here
    assert identity(ElsewhereError(there)) == identity(ElsewhereError(there.replace("ValueError", "ValueError: …")))


def test_the_same_line_called_from_elsewhere_is_another_trouble() -> None:
    def act() -> object:
        raise ValueError

    one, other = identity(raised(act)), identity(elsewhere(act))
    assert one == identity(raised(act)) != other


def test_values_in_the_log() -> None:
    assert [safe(value) for value in (3, 0.5, None, True)] == [3, 0.5, None, True]
    assert (safe("Hà Nội"), safe(Safe("worker.died")), safe(["a"])) == ("<6 characters>", "worker.died", "<list>")


def test_numbers_and_signs_stay_behind_words_alone() -> None:
    assert safe_message("list index 12 out of range") == "list index 12 out of range"
    assert safe_message("năm 2022 - 12") == ""
    assert safe_message("index năm 2022 of 12 - 3") == "index … of 12 - 3"
    assert safe_message("a" * 10_000_000) == ""
