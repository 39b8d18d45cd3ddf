"""One annotator's layer of an article there, held against the same annotator's layer of the article here.

What only they have is added. Where both have changed the same thing, or what they still have was deleted here, what is
here stays, and the difference is told.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.core.errors import RefusedError
from annotator.core.exchange import Annotation, AnswerMark, Link, Mark, Topic
from annotator.core.model import State

_NO_TIME = 0.001
"""Seconds that two sums of the same work may differ by, each with its own roundings."""
_FAR = {State.NEW: 0, State.IN_PROGRESS: 1, State.SKIPPED: 2, State.DONE: 2}


@dataclass(slots=True)
class Reconciled:
    """What of their layer is to be added, and what became of the rest.

    `added` and `present` count spans. `state` and `seconds` are what the assignment here has to become.
    """

    layer: Annotation
    added: int = 0
    present: int = 0
    state: str = ""
    seconds: float = 0.0
    conflicts: list[RefusedError] = field(default_factory=list)


def reconciled(article: str, ours: Annotation | None, theirs: Annotation, gone: Container[str]) -> Reconciled:
    """Their layer without what is here; `gone` are the uids of what this annotator deleted here."""
    here = ours or Annotation(theirs.annotator, theirs.kind)
    return _Layer(article, here, theirs, gone).reconciled()


class _Layer:
    def __init__(self, article: str, ours: Annotation, theirs: Annotation, gone: Container[str]) -> None:
        self._article = article
        self._ours = ours
        self._theirs = theirs
        self._gone = gone
        self._places = {_place(mark): mark for mark in ours.spans}
        self._uids = {mark.uid: mark for mark in ours.spans}
        self._out = Reconciled(theirs)

    def reconciled(self) -> Reconciled:
        spans, numbers = self._spans()
        state, seconds = self._state()
        self._out.layer = replace(
            self._theirs,
            spans=tuple(spans),
            relations=tuple(self._links(spans, numbers)),
            document_labels=tuple(self._topics()),
            answers=tuple(self._answers()),
            state=state,
            seconds=seconds,
        )
        return self._out

    def _spans(self) -> tuple[list[Mark], list[int | None]]:
        """The spans to add, with those here that relations need, and where each of theirs went."""
        spans: list[Mark] = []
        numbers: list[int | None] = []
        for mark in self._theirs.spans:
            taken = self._span(mark)
            numbers.append(None if taken is None else len(spans))
            if taken is not None:
                spans.append(taken)
        return spans, numbers

    def _span(self, mark: Mark) -> Mark | None:
        ours = self._places.get(_place(mark))
        if ours is not None:
            self._out.present += 1
            return self._filling(ours, mark)
        ours = self._uids.get(mark.uid)
        if ours is not None:
            self._tell("merge.moved", mark, here=f"“{ours.quote}” {ours.label}")
            return _bare(ours)
        if mark.uid in self._gone:
            self._tell("merge.deleted", mark)
            return None
        self._out.added += 1
        return mark

    def _filling(self, ours: Mark, theirs: Mark) -> Mark:
        """Their note and attributes as far as ours lacks them; the others are told."""
        note, attributes = theirs.note, theirs.attributes
        if note and ours.note:
            if note != ours.note:
                self._tell("merge.note", theirs, note=note)
            note = ""
        if attributes and ours.attributes:
            self._tell_attributes(theirs, ours.attributes, attributes)
            attributes = {name: value for name, value in attributes.items() if name not in ours.attributes}
        return replace(_bare(ours), note=note, attributes=attributes)

    def _tell_attributes(self, mark: Mark, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        names = [name for name, value in theirs.items() if name in ours and ours[name] != value]
        if names:
            told = ", ".join(f"{name}: {theirs[name]}" for name in names)
            self._tell("merge.attributes", mark, attributes=told)

    def _links(self, spans: Sequence[Mark], numbers: Sequence[int | None]) -> list[Link]:
        """The relations between spans that are here or come; what was deleted here stays so."""
        ours = self._ours.spans
        by_uid = {link.uid: (_place(ours[link.source]), _place(ours[link.target]), link.label)
                  for link in self._ours.relations}  # fmt: skip
        found: list[Link] = []
        for link in self._theirs.relations:
            source, target = numbers[link.source], numbers[link.target]
            if source is None or target is None or source == target:
                continue
            mark = spans[source]
            arrow = f"{mark.quote} → {spans[target].quote}"
            place = _place(mark), _place(spans[target]), link.label
            if link.uid in by_uid and by_uid[link.uid] != place:
                self._say("merge.relation-moved", quote=arrow, label=link.label)
            elif link.uid in self._gone and link.uid not in by_uid:
                self._say("merge.deleted", quote=arrow, label=link.label)
            else:
                found.append(replace(link, source=source, target=target))
        return found

    def _topics(self) -> list[Topic]:
        here = {topic.label for topic in self._ours.document_labels}
        found: list[Topic] = []
        for topic in self._theirs.document_labels:
            if topic.uid in self._gone and topic.label not in here:
                self._say("merge.topic-deleted", label=topic.label)
            else:
                found.append(topic)
        return found

    def _answers(self) -> list[AnswerMark]:
        here = {_place(answer): answer.answer for answer in self._ours.answers}
        for answer in self._theirs.answers:
            ours = here.get(_place(answer), answer.answer)
            if ours != answer.answer:
                values = {"start": answer.start, "end": answer.end, "label": answer.label}
                self._say("merge.answer", here=ours, there=answer.answer, **values)
        return [answer for answer in self._theirs.answers if _place(answer) not in here]

    def _state(self) -> tuple[str, float]:
        """What is given to be added where nothing is known here; else nothing, and what is here may go further.

        Seconds are those of two copies of the same work as far as anybody can tell: the more of the two, not the sum.
        """
        ours, theirs = self._ours, self._theirs
        if ours.state == State.NEW:
            return theirs.state, max(0.0, theirs.seconds - ours.seconds)
        state = ours.state
        if _FAR[State(theirs.state)] > _FAR[State(state)]:
            state = theirs.state
        elif {theirs.state, state} == {State.DONE, State.SKIPPED}:
            self._say("merge.state", here=state, there=theirs.state)
        seconds = theirs.seconds if theirs.seconds > ours.seconds + _NO_TIME else ours.seconds
        if (state, seconds) != (ours.state, ours.seconds):
            self._out.state, self._out.seconds = state, seconds
        return State.NEW, 0.0

    def _tell(self, code: str, mark: Mark, **values: object) -> None:
        self._say(code, quote=mark.quote, label=mark.label, **values)

    def _say(self, code: str, **values: object) -> None:
        whose = self._theirs.annotator
        self._out.conflicts.append(RefusedError(code, article=self._article, annotator=whose, **values))


def _place(mark: Mark | AnswerMark) -> tuple[int, int, str]:
    return mark.start, mark.end, mark.label


def _bare(mark: Mark) -> Mark:
    """A span that is here, by its place alone."""
    return replace(mark, note="", attributes={})
