from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app.acts import Acts
from annotator.app.label_acts import Draft, LabelActs, free_key, merged
from annotator.app.session import Session
from annotator.core.errors import RefusedError
from annotator.core.labels import LabelSpec, check, spec_of
from annotator.storage.project import Project
from annotator.workflows import importing


@pytest.fixture
def session(qapp: object, project: Project, seeds: list[Path]) -> Session:
    importing.run(project, [str(seeds[0])])
    made = Session()
    made.open_project(project, "Mai")
    made.open_document(project.documents.ids()[0])
    return made


@pytest.fixture
def acts(session: Session) -> LabelActs:
    return LabelActs(session)


def undo_names(session: Session) -> list[str]:
    names = []
    while (edit := session.undo()) is not None:
        names.append(edit.name)
    return names


def test_saving_what_is_saved_already_writes_nothing(session: Session, acts: LabelActs) -> None:
    assert acts.save(acts.drafts())
    assert session.next_step("undo") is None


def test_all_differences_are_one_edit_and_undo_takes_them_back(session: Session, acts: LabelActs) -> None:
    before = session.labels
    drafts = acts.drafts()
    renamed = replace(drafts[0], spec=replace(drafts[0].spec, name="NGƯỜI", key="P"))
    assert acts.save([*reversed(drafts[2:]), renamed, Draft(LabelSpec("LAW", key="9"))])
    names = [label.name for label in session.labels]
    assert names == [draft.spec.name for draft in reversed(drafts[2:])] + ["NGƯỜI", "LAW"]
    assert [label.position for label in session.labels] == list(range(len(names)))
    assert undo_names(session) == ["label.change"]
    assert session.labels == before


def test_a_removed_label_takes_its_spans_and_undo_brings_them_back(session: Session, acts: LabelActs) -> None:
    assert session.document is not None
    Acts(session).add_span(0, 10, session.labels[0])
    Acts(session).add_span(20, 30, session.labels[1])
    spans = session.document.spans.all
    assert acts.spans_of(session.labels[0].id) == 1
    assert acts.save(acts.drafts()[1:])
    assert [span.label for span in session.document.spans.all] == [session.labels[0].id]
    session.undo()
    assert session.document.spans.all == spans


def test_labels_can_exchange_names_and_keys(session: Session, acts: LabelActs) -> None:
    first, second, *rest = acts.drafts()
    swapped = [replace(first, spec=second.spec), replace(second, spec=first.spec)]
    assert acts.save([*swapped, *rest])
    assert [label.id for label in session.labels][:2] == [first.label, second.label]
    assert spec_of(session.labels[0]) == second.spec


def test_a_set_that_breaks_a_rule_is_not_written(session: Session, acts: LabelActs) -> None:
    drafts = acts.drafts()
    with pytest.raises(RefusedError, match=r"label\.key-reserved"):
        acts.save([*drafts, Draft(LabelSpec("LAW", key="n"))], {"N"})
    with pytest.raises(RefusedError, match=r"label\.name-taken"):
        acts.save([*drafts, Draft(LabelSpec("per"))])
    assert session.next_step("undo") is None


SPECS = st.lists(
    st.builds(
        LabelSpec,
        name=st.sampled_from(["PER", "per", "LOC", "ORG", "DATE", "LAW"]),
        key=st.sampled_from(["", *"123abN"]),
    ),
    max_size=6,
)


def valid(specs: list[LabelSpec]) -> bool:
    try:
        check(specs)
    except RefusedError:
        return False
    return True


@given(ours=SPECS.filter(valid), loaded=SPECS.filter(valid))
def test_a_merged_set_keeps_every_rule_and_every_label(ours: list[LabelSpec], loaded: list[LabelSpec]) -> None:
    drafts = [Draft(spec, number) for number, spec in enumerate(ours) if spec.key != "N"]
    result = merged(drafts, loaded, {"n"})
    check([draft.spec for draft in result.drafts], {"n"})
    assert [draft.label for draft in result.drafts][: len(drafts)] == [draft.label for draft in drafts]
    by_name = {draft.spec.name.casefold(): draft.spec for draft in result.drafts}
    assert set(by_name) == {d.spec.name.casefold() for d in drafts} | {spec.name.casefold() for spec in loaded}
    assert all(by_name[spec.name.casefold()] in (spec, replace(spec, key="")) for spec in loaded)
    assert result.updated + result.added == len(loaded)


def test_a_new_label_gets_a_key_that_is_free() -> None:
    drafts = [Draft(LabelSpec("A", key="1")), Draft(LabelSpec("B", key="2"))]
    assert free_key(drafts, {"3"}) == "4"
    assert free_key(drafts, set("34567890")) == ""


def test_a_file_changes_the_labels_of_its_own_scope_alone() -> None:
    drafts = [Draft(LabelSpec("A", key="1"), 1), Draft(LabelSpec("A", key="1", scope="relation"), 2)]
    found = merged(drafts, [LabelSpec("a", key="2", scope="relation"), LabelSpec("B", key="1", scope="document")])
    assert [(draft.spec.name, draft.spec.key, draft.label) for draft in found.drafts] == [
        ("A", "1", 1), ("a", "2", 2), ("B", "1", None),
    ]  # fmt: skip
    assert (found.updated, found.added) == (1, 1)


def test_a_free_key_is_one_that_no_label_of_the_scope_has() -> None:
    drafts = [Draft(LabelSpec("A", key="1")), Draft(LabelSpec("B", key="2", scope="relation"))]
    assert [free_key(drafts), free_key(drafts, scope="relation"), free_key(drafts, scope="document")] == ["2", "1", "1"]
