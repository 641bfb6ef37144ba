"""Make shiguan/vocabulary/characters.txt: how common Chinese characters, and pairs of them, are.

Counts come from the word list of jieba 0.42.1 (dict.txt, MIT licence): a character's count is the sum of the counts of the words it
stands in, a pair's the sum over words in which the two stand side by side. Traditional forms come from OpenCC (Apache-2.0).
Only these figures are kept, no word list. Run: ``python training/make_characters.py`` with jieba and opencc installed.
"""

from __future__ import annotations

import math
from collections import Counter
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

CHARACTERS = 7000
PAIRS = 30000
TARGET = Path(__file__).parents[1] / "shiguan" / "vocabulary" / "characters.txt"


def counts() -> tuple[Counter[str], Counter[str]]:
    """Counts of characters and of pairs of characters within words."""
    characters: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    with files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, *_ = line.split(" ")
            han = [c if "\u4e00" <= c <= "\u9fff" else " " for c in word]
            characters.update({c: 0 for c in han if c != " "})
            for character in han:
                characters[character] += int(count)
            for left, right in pairwise(han):
                pairs[left + right] += int(count)
    del characters[" "]
    return characters, Counter({p: n for p, n in pairs.items() if " " not in p})


def traditional_forms(simplified: set[str]) -> dict[str, str]:
    """For each simplified character the other forms that fold to it, in code point order."""
    import opencc

    folds = [opencc.OpenCC(name) for name in ("t2s", "tw2s", "hk2s")]
    forms: dict[str, str] = {}
    for point in range(0x4E00, 0xA000):
        character = chr(point)
        for fold in folds:
            folded = fold.convert(character)
            if folded != character and folded in simplified:
                forms[folded] = forms.get(folded, "") + character
                break
    return forms


def level(count: int, total: int) -> int:
    """Minus the logarithm of a share, in tenths of nats, at least 0."""
    return max(0, round(-10 * math.log(count / total)))


def main() -> None:
    """Write the file: one character a line: character, level, other forms or -, then pairs as next character and level."""
    characters, pairs = counts()
    total = sum(characters.values())
    kept = [c for c, n in sorted(characters.items(), key=lambda item: (-item[1], item[0])) if n][:CHARACTERS]
    following: dict[str, list[str]] = {}
    pair_total = sum(pairs.values())
    for pair, count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:PAIRS]:
        following.setdefault(pair[0], []).append(f"{pair[1]}{level(count, pair_total)}")
    forms = traditional_forms(set(kept))
    with TARGET.open("w", encoding="utf-8", newline="\n") as out:
        for character in kept:
            fields = [
                character,
                str(level(characters[character], total)),
                forms.get(character, "-"),
                "".join(following.get(character, [])),
            ]
            out.write(" ".join(fields).rstrip() + "\n")


if __name__ == "__main__":
    main()
