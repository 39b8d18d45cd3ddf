"""Suggestions of the shipped model: CPU ms in one thread, beside underthesea's words and parts of speech alone.

Wanted: a first screenful of a 5,000-character article at most 30 ms and all of it at most 90 ms, on a machine where
the words and parts of speech alone take 41 ms; the time a character of 1 MB at most 1.3 times that of 5,000 characters.
"""

from __future__ import annotations

import random
from pathlib import Path

from bench import SEED, cpu_ms, median, table

from annotator.core.assets import asset
from annotator.nlp.segment import words
from annotator.nlp.suggesters.news import News

ARTICLE = 5_000
SCREENFUL = 1_500
LONG = 1_000_000
TIMES = 15
SHIPPED = ("models/news.model", "gazetteers")


def main() -> None:
    """Prints the figures."""
    loading = cpu_ms(lambda: News().suggest("Hà Nội"))
    news = News()
    texts = [article(number) for number in range(TIMES)]
    for text in texts[:3]:
        words(text, tagged=True)
        news.suggest(text)
    alone = median([cpu_ms(lambda text=text: words(text, tagged=True)) for text in texts])
    whole = median([cpu_ms(lambda text=text: news.suggest(text)) for text in texts])
    first = median([cpu_ms(lambda text=text: News.suggest_within(news, text + " ", 0, SCREENFUL)) for text in texts])
    long = "\n".join(article(number) for number in range(LONG // ARTICLE))
    each = cpu_ms(lambda: news.suggest(long)) * ARTICLE / len(long)
    rows = (
        ("words and parts of speech alone, 5,000 characters", alone, 1.0),
        ("suggestions, first 1,500 of 5,000 characters", first, first / alone),
        ("suggestions, 5,000 characters", whole, whole / alone),
        ("suggestions, 1 MB, for 5,000 characters of it", each, each / alone),
        ("loading model, lists and underthesea", loading, loading / alone),
    )
    table(("", "CPU ms", "ratio"), rows)
    print(f"\n1 MB against 5,000 characters, time a character: {each / whole:.2f}")
    print(f"Model and lists: {sum(map(size, SHIPPED)) / 1e6:.1f} MB")


def article(number: int) -> str:
    """Paragraphs of the seeds in another order for each number, `ARTICLE` characters of them."""
    seeds = sorted(Path(asset("seeds")).glob("*.txt"))
    lines = [line for path in seeds for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 80]
    dice = random.Random(SEED + number)
    dice.shuffle(lines)
    return "\n".join(lines)[:ARTICLE]


def size(name: str) -> int:
    """Bytes of a shipped file or folder."""
    path = asset("resources", *name.split("/"))
    return path.stat().st_size if path.is_file() else sum(file.stat().st_size for file in path.glob("*.txt"))


if __name__ == "__main__":
    main()
