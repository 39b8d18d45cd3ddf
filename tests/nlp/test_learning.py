"""What is learnt from finished articles: on the model that ships, with made-up articles about sums of money."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.core.evaluation import Score
from annotator.nlp import learned, learning
from annotator.nlp.gold import GoldArticle
from annotator.nlp.learned import Learned
from annotator.nlp.suggesters import Suggested
from annotator.nlp.suggesters.news import News, model

LABELS = ["PER", "ORG", "LOC", "TITLE", "DATE", "EVENT", "AWARD", "DOC", "TIEN"]
MONEY = re.compile(r"\d+ (?:tỷ|triệu) đồng")
TEXTS = [
    "Công ty thu về 25 tỷ đồng trong năm qua.\nNgười mua trả 310 triệu đồng rồi đi về, trời vẫn mưa.",
    "Xã đã chi 14 tỷ đồng để làm đường.\nMỗi nhà được nhận 50 triệu đồng, ai cũng vui.",
    "Cây cầu mới tốn 120 tỷ đồng.\nAnh thợ nói chỉ cần 700 triệu đồng là xong việc.",
    "Quỹ góp được 8 tỷ đồng sau ba tháng.\nMột người giấu tên gửi 90 triệu đồng tới quỹ.",
]
NEW = "Trường học được xây với 36 tỷ đồng.\nHọc sinh nghèo được giúp 15 triệu đồng để đi học."


def money(text: str) -> list[tuple[int, int, str]]:
    return [(*found.span(), "TIEN") for found in MONEY.finditer(text)]


def article(text: str, spans: list[tuple[int, int, str]]) -> GoldArticle:
    return GoldArticle("a", text, tuple(spans))


@pytest.fixture(scope="module")
def base() -> News:
    return News()


@pytest.fixture(scope="module")
def finished(base: News) -> list[GoldArticle]:
    """Articles by somebody who agrees with the model that ships, but marks sums of money too."""
    return [article(text, sorted([*money(text), *agreed(base, text)])) for text in TEXTS]


def agreed(base: News, text: str) -> list[tuple[int, int, str]]:
    taken = [(start, end) for start, end, _ in money(text)]
    spans = [span[:3] for span in base.suggest(text)]
    return [span for span in spans if all(span[1] <= start or end <= span[0] for start, end in taken)]


def made(base: News, trained: learning.Trained | None) -> Learned:
    assert trained is not None
    return Learned(base, model.Container(trained.manifest, trained.parts, "0"))


def test_an_article_in_which_nothing_is_telling_is_passed_over(base: News, finished: list[GoldArticle]) -> None:
    plain = [article("Trời hôm nay rất đẹp.", []), article("\u200b\n", [])]
    trained = learning.train([*finished[:3], plain[0]], base, LABELS)
    assert trained is not None
    assert trained.articles == 4
    nothing = learning.train(plain, base, LABELS)
    assert nothing is not None
    assert not nothing.accepted
    assert learning.train(plain, base, []) is None


def test_a_label_the_model_does_not_know_is_suggested_after_a_handful_of_examples(
    base: News, finished: list[GoldArticle]
) -> None:
    assert "TIEN" not in {span.label for span in base.suggest(NEW)}
    trained = learning.train(finished, base, LABELS)
    assert trained is not None
    assert trained.accepted
    assert trained.after["TIEN"].f1 > trained.before["TIEN"].f1 == 0
    found = [span[:3] for span in made(base, trained).suggest(NEW) if span.label == "TIEN"]
    assert found == money(NEW)


def test_what_the_person_agrees_with_stays(base: News, finished: list[GoldArticle], seeds: list[Path]) -> None:
    suggester = made(base, learning.train(finished, base, LABELS))
    text = seeds[0].read_text("utf-8")
    before, after = ({span[:3] for span in each.suggest(text)} for each in (base, suggester))
    assert {label for *_, label in before} - {"DATE"} <= {label for *_, label in after}
    assert len(before & after) > 0.9 * len(before)
    kept = {span[:3]: span.score for span in base.suggest(text)}
    same = [span for span in suggester.suggest(text) if span[:3] in before]
    assert sum(span.score == kept[span[:3]] for span in same) > 0.8 * len(same)


def test_a_label_that_the_project_does_not_have_is_not_kept_up(base: News, finished: list[GoldArticle]) -> None:
    text = "Đồng chí Nguyễn Văn An phát biểu tại Hà Nội."
    assert {"PER", "LOC"} <= {span.label for span in base.suggest(text)}
    alone = [article(each.text, [span for span in each.spans if span[2] == "TIEN"]) for each in finished]
    found = made(base, learning.train(alone, base, ["TIEN"])).suggest(text)
    assert {span.label for span in found} <= {"TIEN"}


def test_one_article_teaches_nothing(base: News, finished: list[GoldArticle]) -> None:
    assert learning.train(finished[:1], base, LABELS) is None
    assert learning.train(finished[:2], base, LABELS) is not None


def test_the_same_articles_give_the_same_model_in_any_order(base: News, finished: list[GoldArticle]) -> None:
    one, other = (learning.train(each, base, LABELS) for each in (finished, finished[::-1]))
    assert one is not None
    assert other is not None
    assert one.parts == other.parts
    assert (one.before, one.after) == (other.before, other.after)


def test_annotations_that_contradict_each_other_are_not_accepted(base: News, seeds: list[Path]) -> None:
    texts = [path.read_text("utf-8") for path in seeds[:2]]
    nonsense = [article(texts[0], [span[:3] for span in base.suggest(texts[0])]), article(texts[1], [])]
    trained = learning.train(nonsense, base, LABELS)
    assert trained is not None
    assert learning.micro(trained.after).f1 < learning.micro(trained.before).f1
    assert not trained.accepted


class Perfect:
    """A model in use that is right about everything it is shown, and counts what that was."""

    name, version = "news", "1"

    def __init__(self, articles: list[GoldArticle]) -> None:
        self.asked: list[str] = []
        self._spans = {each.text: each.spans for each in articles}

    def suggest(self, text: str) -> list[Suggested]:
        self.asked.append(text)
        return [Suggested(*span, 1.0) for span in self._spans[text]]


def test_a_new_model_that_does_worse_than_the_one_in_use_is_not_accepted(
    base: News, finished: list[GoldArticle]
) -> None:
    hard = [*finished[:3], article("Không ai biết 5 tỷ đồng đã đi đâu.", [(0, 5, "TIEN")])]
    trained = learning.train(hard, base, LABELS, Perfect(hard))
    assert trained is not None
    assert learning.micro(trained.before).f1 == 1
    assert not trained.accepted


def test_the_one_in_use_is_not_judged_by_what_it_learnt_from(base: News, finished: list[GoldArticle]) -> None:
    first = learning.train(finished[:3], base, LABELS)
    held_out = made(base, first).known
    assert set(held_out) == {learning.fingerprint(each) for each in finished[:3]}
    assert first is not None
    in_use = Perfect(finished)
    second = learning.train(finished, base, LABELS, in_use, held_out)
    assert second is not None
    assert in_use.asked == [finished[3].text]
    new = learning.micro(learning.counted(finished[3].spans, finished[3].spans))
    assert learning.micro(second.before) == learning.micro(first.after) + new


def test_where_there_is_nothing_to_learn_nothing_is_changed(base: News, seeds: list[Path]) -> None:
    texts = [path.read_text("utf-8") for path in seeds[:3]]
    trained = learning.train([article(text, [span[:3] for span in base.suggest(text)]) for text in texts], base, LABELS)
    assert trained is not None
    assert learning.micro(trained.before).f1 == 1
    assert not trained.accepted


def test_counts_are_strict_a_label() -> None:
    found = [Suggested(0, 3, "PER", 1.0), Suggested(4, 7, "LOC", None), Suggested(8, 9, "ORG", None)]
    figures = learning.counted([(0, 3, "PER"), (4, 8, "LOC")], [span[:3] for span in found])
    assert figures == {"LOC": Score(1, 1, 0, 0), "ORG": Score(0, 1, 0, 0), "PER": Score(1, 1, 1, 1)}


def test_spans_inside_others_are_left_to_the_outer_one(base: News, finished: list[GoldArticle]) -> None:
    nested = [article(each.text, [*each.spans, *((start, start + 1, "PER") for start, _, _ in each.spans)])
              for each in finished]  # fmt: skip
    assert learned.KIND == learning.KIND
    trained = learning.train(nested, base, LABELS)
    assert [span[:3] for span in made(base, trained).suggest(NEW) if span.label == "TIEN"] == money(NEW)
