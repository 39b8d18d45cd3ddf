from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import AnnotatorError, ProjectError, RefusedError, StaleEditError
from annotator.core.ids import new_uid
from annotator.core.messages import sentence
from annotator.core.model import AnnotatorKind, NewDocument, Span
from annotator.core.shares import Recipe
from annotator.storage import splits
from annotator.storage.project import Project
from annotator.workflows import splitting

SHARES = (80, 10, 10)
FIXTURES = Path(__file__).parents[1] / "fixtures"


def text(*pieces: int) -> str:
    """A text of pieces of sixty words each, made from numbers."""
    words = [f"tiếng{random.Random(piece * 1000 + n).randrange(9**9)}" for piece in pieces for n in range(60)]
    return " ".join(words)


def add(project: Project, *documents: NewDocument) -> list[int]:
    batch = project.documents.begin_batch("test")
    keys = project.documents.add(batch, documents)
    row = project.documents.batch(batch) or {}
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    return keys


def alone(first: int, number: int) -> list[NewDocument]:
    """Articles that belong with no other."""
    return [NewDocument(f"bài {n}", text(1000 + n), "") for n in range(first, first + number)]


def label(project: Project, key: int, name: str, number: int, annotator: str = "Lan") -> None:
    """Puts spans of one label on the first words of an article."""
    [used] = [label for label in project.labels.all() if label.name == name]
    person = project.people.find(annotator).id
    whole = project.documents.text(key)
    spans = [
        Span(project.store.next_id("span"), new_uid(), key, person, n, n + 2, used.id, whole[n : n + 2])
        for n in range(number)
    ]
    project.journal.apply(edits.add_spans(spans, name), person)


def together(found: splitting.SplitPlan, *keys: int) -> bool:
    return len({found.parts[key] for key in keys}) == 1


def test_a_plan_changes_nothing_and_keeping_it_keeps_it(project: Project) -> None:
    keys = add(project, *alone(0, 40))
    before = list(project.store.connection.iterdump())
    planned = splitting.plan(project, SHARES, 7)
    assert list(project.store.connection.iterdump()) == before
    assert splitting.parts(project, Recipe(SHARES, 7)) == {}
    assert set(planned.new) == set(keys)
    splitting.keep(project, planned)
    assert splitting.parts(project, Recipe(SHARES, 7)) == planned.parts == splitting.parts(project, planned)
    again = splitting.plan(project, SHARES, 7)
    assert (again.parts, again.new) == (planned.parts, {})
    splitting.keep(project, again)
    assert [kept.documents for kept in splits.kept(project.store)] == [40]


def test_the_table_has_a_row_a_part(project: Project) -> None:
    keys = add(project, *alone(0, 20))
    for key in keys:
        label(project, key, "PER", 2)
    label(project, keys[0], "LOC", 5)
    planned = splitting.plan(project, SHARES, 7)
    assert [row.part for row in planned.rows] == ["train", "dev", "test", ""]
    assert [row.articles for row in planned.rows] == [16, 2, 2, 0]
    assert [row.labels["PER"] for row in planned.rows] == [32, 4, 4, 0]
    assert sum(row.labels["LOC"] for row in planned.rows) == 5
    assert sum(row.spans for row in planned.rows) == 45
    assert (planned.labels, planned.groups, planned.largest, planned.empty_parts) == (["PER", "LOC"], 20, 1, [])


def test_parts_that_no_group_is_left_for_are_named(project: Project) -> None:
    add(project, *alone(0, 1))
    assert splitting.plan(project, SHARES, 7).empty_parts == ["dev", "test"]


def test_near_duplicates_stay_together_whatever_frames_them(project: Project) -> None:
    menu = text(77) + "\n"
    framed = [
        NewDocument(f"khung {n}", menu + text(n), "", lines=((0, len(menu) - 1, "menu", "rule"),)) for n in range(10)
    ]
    copies = [NewDocument(f"chép {n}", text(n) + f" thêm {n}", "") for n in range(10)]
    keys = add(project, *framed, *copies)
    planned = splitting.plan(project, (50, 50), 1)
    assert all(together(planned, keys[n], keys[n + 10]) for n in range(10))
    assert (planned.groups, planned.near_duplicates) == (10, 20)


@pytest.mark.parametrize(
    ("one", "other", "are_tied"),
    [
        (("Báo Mới", "2024-02-01T08:00"), ("báo mới ", "2024-02-01"), True),
        (("Báo Mới", "1/2/2024"), ("Báo Mới", "2024-02-01"), True),
        (("Báo Mới", "2024-02-01"), ("Báo Mới", "2024-02-02"), False),
        (("Báo Mới", "2024-02-01"), ("Tin Tức", "2024-02-01"), False),
        (("Báo Mới", None), ("Báo Mới", None), False),
        ((None, "2024-02-01"), (None, "2024-02-01"), False),
        (("Báo Mới", "hôm qua"), ("Báo Mới", "hôm qua"), False),
    ],
)
def test_articles_of_one_source_and_day_stay_together(
    project: Project, one: tuple[str, str], other: tuple[str, str], are_tied: bool
) -> None:
    add(project, *(NewDocument(f"bài {n}", text(n), "", source=source, published=published)
                   for n, (source, published) in enumerate((one, other))))  # fmt: skip
    planned = splitting.plan(project, (50, 50), 1)
    assert planned.groups == (1 if are_tied else 2)
    assert planned.same_day == (2 if are_tied else 0)


def test_new_articles_follow_or_are_left_out_with_the_reason(project: Project) -> None:
    keys = add(project, NewDocument("một", text(1, 2), ""), NewDocument("hai", text(2, 3), ""), *alone(0, 2))
    first = dict(zip(keys, ("train", "test", "train", "test"), strict=True))
    splits.keep(project.store, Recipe((50, 50), 1), {}, first)
    follower, bridge = add(project, NewDocument("theo", text(1, 1, 2), ""), NewDocument("cầu", text(1, 2, 3), ""))
    second = splitting.plan(project, (50, 50), 1)
    assert second.parts == {**first, follower: "train"}
    told = "“cầu” is left out: it nearly repeats both “một” in train and “hai” in test."
    assert {key: sentence(reason) for key, reason in second.reasons.items()} == {bridge: told}
    assert second.rows[-1].articles == 1
    splitting.keep(project, second)
    assert splitting.parts(project, Recipe((50, 50), 1)) == second.parts


def test_articles_that_came_to_belong_together_wait(project: Project) -> None:
    keys = add(project, *alone(0, 2))
    splits.keep(project.store, Recipe((50, 50), 1), {}, {keys[0]: "train", keys[1]: "test"})
    project.store.connection.execute("UPDATE document SET source = 'Báo Mới', published = '2024-02-01'")
    planned = splitting.plan(project, (50, 50), 1)
    assert planned.parts == {keys[0]: "train"}
    assert sentence(planned.reasons[keys[1]]) == (
        "“bài 1” is left out: it was put into test, but now it belongs with “bài 0” in train."
    )
    splitting.keep(project, planned)
    project.store.connection.execute("UPDATE document SET published = NULL WHERE id = ?", [keys[1]])
    assert splitting.plan(project, (50, 50), 1).parts == {keys[0]: "train", keys[1]: "test"}


def test_a_selection_is_split_alone_but_kept_articles_count(project: Project) -> None:
    keys = add(project, *alone(0, 10), NewDocument("một", text(1, 2), ""), NewDocument("hai", text(1, 2, 3), ""))
    first = splitting.plan(project, (50, 50), 1, keys=keys[:11])
    assert set(first.parts) == set(keys[:11])
    splitting.keep(project, first)
    second = splitting.plan(project, (50, 50), 1, keys=[keys[11], 999])
    assert second.parts == {keys[11]: first.parts[keys[10]]}
    assert sum(row.articles for row in second.rows) == 1


def test_removed_articles_are_not_split_but_hold_their_part(project: Project) -> None:
    one, other = add(project, NewDocument("một", text(1, 2), ""), *alone(0, 1))
    splits.keep(project.store, Recipe((50, 50), 1), {}, {one: "train", other: "test"})
    project.store.connection.execute("UPDATE document SET removed = 1 WHERE id = ?", [one])
    [twin] = add(project, NewDocument("hai", text(1, 2, 3), ""))
    planned = splitting.plan(project, (50, 50), 1)
    assert planned.parts == {other: "test", twin: "train"}


def test_whose_labels_count(project: Project) -> None:
    keys = add(project, *alone(0, 4))
    minh, machine = project.people.ensure("Minh"), project.people.ensure("máy", AnnotatorKind.MACHINE)
    label(project, keys[0], "PER", 3)
    label(project, keys[1], "LOC", 2, "Minh")
    project.annotations.add_run_spans(keys[2], machine.id, project.documents.text(keys[2]), [(0, 2, 1, None)])

    def spans(annotator: object = None) -> int:
        return sum(row.spans for row in splitting.plan(project, SHARES, 1, annotator).rows)  # type: ignore[arg-type]

    assert [spans(), spans(minh), spans([minh, machine]), spans([])] == [5, 2, 3, 0]


def test_a_plan_works_where_nothing_can_be_written(project: Project) -> None:
    add(project, *alone(0, 10))
    planned = splitting.plan(project, SHARES, 7)
    reader = Project.open(project.path, read_only=True)
    assert splitting.plan(reader, SHARES, 7) == planned
    with pytest.raises(ProjectError, match=r"project\.read-only"):
        splitting.keep(reader, planned)
    reader.close()


def test_a_plan_that_was_overtaken_is_not_kept(project: Project) -> None:
    keys = add(project, *alone(0, 10))
    planned = splitting.plan(project, SHARES, 7)
    splits.keep(project.store, Recipe(SHARES, 7), {}, {keys[0]: "test"})
    with pytest.raises(StaleEditError, match=r"split\.stale"):
        splitting.keep(project, planned)


@pytest.mark.parametrize("shares", [(80, 10), (100,), (50, 50, 0), ()])
def test_wrong_shares_are_refused(project: Project, shares: tuple[int, ...]) -> None:
    with pytest.raises(RefusedError, match=r"split\.shares"):
        splitting.plan(project, shares, 1)


@pytest.mark.parametrize("stop_at", range(5))
def test_planning_tells_how_far_it_is_and_can_be_stopped(project: Project, stop_at: int) -> None:
    add(project, *alone(0, 5))
    seen: list[tuple[int, int]] = []
    splitting.plan(project, SHARES, 1, step=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == ((0, 10), (10, 10))

    def stop(done: int, total: int) -> None:
        seen.pop(0)
        if len(seen) <= stop_at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        splitting.plan(project, SHARES, 1, step=stop)


def test_a_project_file_is_split_and_kept(project: Project) -> None:
    add(project, *alone(0, 10))
    path = project.path
    project.close()
    planned, refused = splitting.settle(path, SHARES, 7)
    assert refused is None
    reader = Project.open(path, read_only=True)
    assert splitting.parts(reader, Recipe(SHARES, 7)) == planned.parts
    reader.close()


def test_a_project_file_that_another_has_open_is_split_but_not_kept(project: Project) -> None:
    add(project, *alone(0, 10))
    planned, refused = splitting.settle(project.path, SHARES, 7)
    assert isinstance(refused, AnnotatorError)
    assert refused.code == "project.locked"
    assert len(planned.parts) == 10
    assert splits.kept(project.store) == []


def test_an_older_file_is_split_as_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "old.annotator"
    shutil.copyfile(FIXTURES / "v2.annotator", path)
    before = path.read_bytes()
    planned, refused = splitting.settle(str(path), (50, 50), 1, keep_it=False)
    assert (len(planned.parts), refused) == (1, None)
    assert path.read_bytes() == before
