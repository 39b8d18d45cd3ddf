"""What can be a Vietnamese syllable.

A syllable is an onset, a rime and one of six tones. Both inventories are closed, so a spelling can be decided without a
dictionary. They are those of standard Vietnamese phonology in today's orthography: some 160 rimes, 27 spellings of the
onset, and the rules that pair them (k, gh and ngh before e, ê, i; c, g and ng elsewhere; q always with u; gi swallows a
following i). Rimes that end in a stop carry only the tones sắc and nặng.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y yêm yên yêng yêt yêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong
op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh
uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
"""
_ONSETS = "b ch d đ h kh l m n nh p ph r s t th tr v x"
_BEFORE_FRONT = ("k", "gh", "ngh")
_BEFORE_BACK = ("c", "g", "ng")
_FRONT = "eêiy"

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"(?<=[aeiouy\u0302\u0306\u031b])[{_TONES}]")
_STOP_TONES = frozenset("\u0301\u0323")
_STOPS = ("c", "ch", "p", "t")

_WORD = re.compile(r"[^\s/–—-]+")
_EDGES = ".,;:!?…\"'“”‘’«»()[]{}<>*•"


def is_syllable(word: str) -> bool:
    """Tell whether `word` can be one Vietnamese syllable, in any case and normalisation form.

    A word written without any diacritic is looked up without them, so `nguyen` is one and `viêt`, which lacks only its
    tone, is none. Where in the rime the tone stands does not matter.
    """
    return _is_syllable(word.lower()) if len(word) <= 24 else False


@lru_cache(maxsize=16384)
def _is_syllable(word: str) -> bool:
    if word.isascii():
        return word in _bare_spellings()
    letters = unicodedata.normalize("NFD", word)
    base, tones = _TONE.subn("", letters)
    base = unicodedata.normalize("NFC", base)
    if tones > 1 or base not in _spellings():
        return False
    return not base.endswith(_STOPS) or not _STOP_TONES.isdisjoint(letters)


def share(text: str) -> float:
    """Give the share, 0 to 1, of the words of `text` that are Vietnamese syllables.

    It is 0 where fewer than a quarter of the words are syllables with a Vietnamese mark: about two thirds are in any
    Vietnamese page, while other languages have words that merely look like bare syllables. Words with digits do not
    count.
    """
    words = [word for word in (match.group().strip(_EDGES) for match in _WORD.finditer(text)) if _is_word(word)]
    right = [word for word in words if is_syllable(word)]
    marked = sum(not word.isascii() for word in right)
    return len(right) / len(words) if words and 4 * marked >= len(words) else 0.0


def _is_word(word: str) -> bool:
    return any(map(str.isalpha, word)) and not any(map(str.isdigit, word))


@lru_cache(maxsize=1)
def _spellings() -> frozenset[str]:
    """Give all pairs of onset and rime that orthography permits, without tones."""
    rimes = _RIMES.split()
    spellings = {onset + rime for onset in ("", *_ONSETS.split()) for rime in rimes}
    for rime in rimes:
        onsets = _BEFORE_FRONT if rime[0] in _FRONT else _BEFORE_BACK
        spellings.update(onset + rime for onset in onsets)
        spellings.add("gi" + rime)
        if rime[0] == "i":
            spellings.add("g" + rime)
        if rime[0] in "aăâeêiơy":
            spellings.add("qu" + rime)
        if rime.startswith("uy"):
            spellings.add("q" + rime)
    return frozenset(spellings | {"quôc"})


@lru_cache(maxsize=1)
def _bare_spellings() -> frozenset[str]:
    marks = dict.fromkeys(map(ord, "\u0302\u0306\u031b"))
    return frozenset(unicodedata.normalize("NFD", word).translate(marks).replace("đ", "d") for word in _spellings())
