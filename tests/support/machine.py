"""A hypothesis state machine over the whole storage of a project: what people do to it, and what befalls it."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from machine_answers import Answers
from machine_files import Files
from machine_model import Entry
from machine_texts import texts
from machine_watch import everything

from annotator.core.errors import AnnotatorError


class StorageMachine(Answers, Files):
    """Everything that a project goes through, in any order."""

    @initialize(data=st.data(), found=st.lists(texts, min_size=1, max_size=2, unique=True), is_thorough=st.booleans())
    def begin(self, data: st.DataObject, found: list[str], is_thorough: bool) -> None:
        """A project with an article or two, some suggestions, and some spans."""
        self.is_thorough = is_thorough
        self.import_all(found)
        for _ in range(data.draw(st.integers(0, 2))):
            self.suggest(data, False)
            self.add_span(data)

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        self.step(data, "undo")

    @precondition(lambda self: any(entry.state == "undone" for entry in self.model.history))
    @rule(data=st.data())
    def redo(self, data: st.DataObject) -> None:
        self.step(data, "redo")

    def step(self, data: st.DataObject, step: str) -> None:
        """Undo or redo on anybody's stack, in whatever article."""
        who = self.one(data, self._stacks(step))
        if self.model.next(step, who) is None:
            assert getattr(self.project.journal, step)(who) is None
            return
        before = self.model.copy()
        verdict = self.model.step(step, who)
        is_done, code = False, ""
        try:
            is_done = self.happens(lambda: getattr(self.project.journal, step)(who))
        except AnnotatorError as error:
            code = error.code
        assert (verdict == "done") == (not code), (verdict, code)
        assert verdict != "stale" or code == "edit.stale", code
        if not is_done:
            self.model = before

    def _stacks(self, step: str) -> list[int | None]:
        """Whose edits can be taken back; the one that made the label set stays, or there is little left to do."""
        people = self.model.people()
        return [who for who in (*people, None) if self._can(self.model.next(step, who))] or [people[0]]

    def _can(self, entry: Entry | None) -> bool:
        return entry is not None and entry is not self.model.history[0]

    @precondition(lambda self: any(entry.state == "done" for entry in self.model.history[1:]))
    @rule(data=st.data())
    def there_and_back(self, data: st.DataObject) -> None:
        """Several edits of somebody are undone and done again, and everything is as it was."""
        who, connection = self.one(data, self._stacks("undo")), self.project.store.connection
        states, trial = [everything(connection)], self.model.copy()
        for _ in range(data.draw(st.integers(1, 4))):
            entry = trial.next("undo", who)
            if entry is None or entry.name == "label.load" or trial.step("undo", who) != "done":
                break
            self.project.journal.undo(who)
            states.append(everything(connection))
        for state in reversed(states[:-1]):
            assert self.project.journal.redo(who) is not None
            assert everything(connection) == state, "redo does not lead back to where undo began"

    @invariant()
    def says_the_same(self) -> None:
        self.compare()
