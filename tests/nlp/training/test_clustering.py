from __future__ import annotations

import random

from annotator.nlp.suggesters.news.clusters import Clusters
from annotator.nlp.training.clustering import clusters

PEOPLE = ["Nguyễn Văn Ba", "Trần Thị Tư", "Lê Văn Năm"]
PLACES = ["Hà Nội", "Hải Phòng", "Nha Trang"]


def texts() -> list[str]:
    dice = random.Random(5)
    return [f"ông {dice.choice(PEOPLE)} cho biết tại {dice.choice(PLACES)} có 12/3 mưa." for _ in range(400)]


def test_names_in_the_same_company_share_a_group() -> None:
    found = clusters(texts, seed=1)
    people = {found.names[name][0] for name in PEOPLE}
    places = {found.names[name][0] for name in PLACES}
    assert not people & places
    assert found.of_syllable("ÔNG") == found.of_syllable("ông")
    assert not any("1" in unit or "0" in unit for unit in found.syllables)


def test_the_same_seed_gives_the_same_groups_and_they_survive_the_file() -> None:
    found = clusters(texts, seed=1)
    assert clusters(texts, seed=1).to_bytes() == found.to_bytes()
    again = Clusters.from_bytes(found.to_bytes())
    assert (again.syllables, again.names) == (found.syllables, found.names)
