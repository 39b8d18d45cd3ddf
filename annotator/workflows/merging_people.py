"""Who an annotator of another project is here.

A uid and a name that both agree are one annotator, as in two copies of one file. A machine is what it is called. Of
people (and gold) with the same name but another uid, or the same uid but another name, nobody can tell: they stay two,
unless whoever merges says that they are one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from annotator.core.errors import RefusedError
from annotator.core.ids import new_uid
from annotator.core.model import Annotator, AnnotatorKind


class Whose(NamedTuple):
    """An annotator there, and whose layer is meant here.

    `uid` is the one that it gets if it comes in. `maybe` is the annotator here that it may be but was not taken for.
    """

    theirs: Annotator
    name: str
    uid: str
    is_known: bool
    maybe: str = ""

    @property
    def layer(self) -> tuple[str, str]:
        """Name and kind here."""
        return self.name, self.theirs.kind


def identified(
    ours: Sequence[Annotator], theirs: Sequence[Annotator], same: Mapping[str, str] | None = None
) -> dict[int, Whose]:
    """Who each of theirs is here, by their numbers; `same` are names there with the names here that they are meant by.

    Raises RefusedError("merge.nobody") for a name in `same` that nobody has there.
    """
    wanted = {_plain(name): _plain(here) for name, here in (same or {}).items()}
    known = {_plain(each.name) for each in theirs if each.kind != AnnotatorKind.MACHINE}
    for name in wanted:
        if name not in known:
            raise RefusedError("merge.nobody", name=name)
    found: dict[int, Whose] = {}
    taken = list(ours)
    for each in theirs:
        whose = _machine(taken, each) if each.kind == AnnotatorKind.MACHINE else _person(taken, each, wanted)
        if not whose.is_known:
            taken.append(Annotator(0, whose.uid, whose.name, each.kind))
        found[each.id] = whose
    return found


def _machine(ours: Sequence[Annotator], theirs: Annotator) -> Whose:
    name = _plain(theirs.name)
    is_known = any((each.name, each.kind) == (name, theirs.kind) for each in ours)
    return Whose(theirs, name, _free_uid(ours, theirs.uid), is_known)


def _person(ours: Sequence[Annotator], theirs: Annotator, wanted: Mapping[str, str]) -> Whose:
    name = _plain(theirs.name)
    kin = {each.name: each for each in ours if each.kind == theirs.kind}
    if name in wanted:
        here = wanted[name]
        return Whose(theirs, here, _free_uid(ours, theirs.uid), here in kin)
    by_uid = {each.uid: each for each in kin.values()}
    if name in kin and kin[name].uid == theirs.uid:
        return Whose(theirs, name, theirs.uid, is_known=True)
    apart = _apart(theirs)
    met = by_uid.get(apart) or next((each for each in kin.values() if _apart(each) == theirs.uid), None)
    if met is not None:
        return Whose(theirs, met.name, met.uid, is_known=True)
    maybe = kin.get(name) or by_uid.get(theirs.uid)
    if maybe is None:
        return Whose(theirs, name, _free_uid(ours, theirs.uid), is_known=False)
    return Whose(theirs, _free_name(kin, name), apart, is_known=False, maybe=maybe.name)


def _apart(annotator: Annotator) -> str:
    """The uid that an annotator gets who stays apart from another one of that name or uid: always the same, so that
    both projects know whom it is of when they are merged again, one way or the other."""
    return sha256(f"{annotator.uid} {_plain(annotator.name)}".encode()).hexdigest()[:32]


def _plain(name: str) -> str:
    return " ".join(name.split())


def _free_uid(ours: Sequence[Annotator], uid: str) -> str:
    return new_uid() if any(each.uid == uid for each in ours) else uid


def _free_name(kin: Mapping[str, Annotator], name: str) -> str:
    free, number = name, 1
    while free in kin:
        number += 1
        free = f"{name} ({number})"
    return free
