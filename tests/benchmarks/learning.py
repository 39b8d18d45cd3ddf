"""How F grows on the next article when a person's finished ones are learnt from, beside not learning.

python tests/benchmarks/learning.py GOLD [ORDERS]

The articles of the gold file are put into random orders (fixed seed). In each order the last seven stand for the next
article; before them 0, 2, 4 and 8 are finished, learnt from and judged as in the window, the previous model kept where
the new one does worse. F is strict, micro, over all orders, of the labels that the articles have, since a window shows
no suggestions by others; the last column is the gain over not learning. Made-up people follow: one whose dates are
without `ngày`, `tháng`, `năm`, who marks no titles and calls events by a label of their own.
"""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench import SEED, table

from annotator.core.evaluation import Score
from annotator.nlp import learned, learning
from annotator.nlp.gold import GoldArticle, read_gold
from annotator.nlp.learned import Learned
from annotator.nlp.suggesters import Suggester
from annotator.nlp.suggesters.news import News, Tagged, model

FINISHED, NEXT = (0, 2, 4, 8), 7
_BEFORE_DATE = re.compile(r"(?:[Nn]gày|[Tt]háng|[Nn]ăm|[Ss]áng|[Cc]hiều) ")


class Remembered(News):
    """The shipped suggester, which tags each text once: the same articles come back in every order."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, list[Tagged]] = {}

    def tagged(self, text: str) -> list[Tagged]:
        if text not in self._known:
            self._known[text] = super().tagged(text)
        return self._known[text]

    def suggest(self, text: str) -> list:
        return [span for line in self.tagged(text) for span in self.decoded(line)]


def otherwise(article: GoldArticle) -> GoldArticle:
    """The article as the made-up person annotates it."""
    spans = []
    for start, end, label in article.spans:
        before = _BEFORE_DATE.match(article.text, start, end) if label == "DATE" else None
        if label != "TITLE":
            spans.append((before.end() if before else start, end, "OCCASION" if label == "EVENT" else label))
    return GoldArticle(article.name, article.text, tuple(spans))


def simulate(articles: list[GoldArticle], base: Remembered, orders: int) -> dict[int, Score]:
    """The counts on the next articles after each number of finished ones."""
    labels = {label for article in articles for *_, label in article.spans}
    totals = dict.fromkeys(FINISHED, Score())
    for order in range(orders):
        shuffled = articles[:]
        random.Random(SEED + order).shuffle(shuffled)
        in_use: Learned | None = None
        for finished in FINISHED:
            trained = learning.train(shuffled[:finished], base, labels, in_use, in_use.known if in_use else None)
            if trained and trained.accepted:
                in_use = learned.Learned(base, model.Container(trained.manifest, trained.parts, ""))
            totals[finished] += counts(in_use or base, shuffled[-NEXT:], labels)
    return totals


def counts(suggester: Suggester, articles: list[GoldArticle], labels: set[str]) -> Score:
    """The strict counts on articles of what is suggested by these labels."""
    total = Score()
    for article in articles:
        shown = [span[:3] for span in suggester.suggest(article.text) if span.label in labels]
        total += learning.micro(learning.counted(article.spans, shown))
    return total


def main(path: str, orders: int) -> None:
    """Prints the tables."""
    articles = read_gold(path)
    if len(articles) < FINISHED[-1] + NEXT:
        raise SystemExit(f"{path} has fewer than {FINISHED[-1] + NEXT} articles")
    base = Remembered()
    for who, given in (("as in the file", articles), ("another person", [*map(otherwise, articles)])):
        start = time.process_time()
        totals = simulate(given, base, orders)
        rows = [
            (number, 100 * score.precision, 100 * score.recall, 100 * score.f1, 100 * (score.f1 - totals[0].f1))
            for number, score in totals.items()
        ]
        print(f"\n{who}: {orders} orders, {time.process_time() - start:.0f} s")
        table(("finished", "P", "R", "F", "gain"), rows)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 30)
