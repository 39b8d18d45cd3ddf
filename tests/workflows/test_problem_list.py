"""Files with more that is wrong than anybody reads: the first is told one by one, the rest with its number."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.storage.project import Project
from annotator.workflows import importing, problem_list
from annotator.workflows.importing import Reading
from annotator.workflows.problem_list import counted

Write = Callable[[str, str | bytes], str]


def test_of_too_many_problems_their_number_is_told_and_the_rest_of_the_file_comes_in(
    project: Project, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problem_list, "LISTED", 20)
    good = json.dumps({"text": "Mưa ở Huế."})
    path = write("a.jsonl", "{}\n" * 300 + good + "\n" + "{}\n" * 200)
    other = write("b.jsonl", "{}\n" * 50 + good + "\n")
    outcome = importing.run(project, [path, other])
    assert outcome.articles == 1
    codes = [(problem.path, problem.error.code, problem.is_notice) for problem in outcome.problems]
    expected = [
        *[(path, "record.missing", False)] * 20, (path, "import.more", False),
        *[(other, "record.missing", False)] * 10, (other, "import.more", False), (other, "import.more", True),
    ]  # fmt: skip
    assert codes == expected
    assert counted(problem for problem in outcome.problems if not problem.is_notice) == 550
    assert counted(problem for problem in outcome.problems if problem.is_notice) == 1


def test_who_waits_can_stop_a_file_of_nothing_but_bad_records(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problem_list, "LISTED", 0)
    asked = 0

    def is_stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked == 100

    reading = Reading()
    options = replace(reading.options, is_stopped=is_stopped)
    path = write("a.jsonl", "{}\n" * 100_000)
    found = list(importing.prepare([path], reading=replace(reading, options=options)))
    assert asked == 100
    assert len(found) == problem_list.OF_EACH


@pytest.mark.parametrize(
    ("name", "format_name", "content"),
    [("a.json", "web-annotation", '{"text": "x"}'), ("b.json", "label-studio", "[]"), ("c.jsonl", "jsonl", "\n")],
)
def test_a_file_in_which_there_is_nothing_is_told(
    project: Project, write: Write, name: str, format_name: str, content: str
) -> None:
    path = write(name, content)
    outcome = importing.run(project, [path], Reading(format_name))
    assert [(problem.path, problem.error.code) for problem in outcome.problems] == [(path, "input.empty")]
