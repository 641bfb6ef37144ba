"""New names and numbers for old ones, so that the network learns the sentence and not who is in it."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shiguan.extract.backends.model.labels import KINDS
from shiguan.vocabulary import load_vocabulary
from training.examples import Example, reference

_PERSON, _ORG = KINDS.index("per"), KINDS.index("org")
_HAN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"[A-Z][A-Za-z]+")
_WORDS = re.compile(r"[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)+")
_FIGURE = re.compile(r"(?<![\d.])\d{1,4}(?:\.\d+)?(?![\d年])")
_SYLLABLES = tuple("ba be bo ca cor da del el fa for gen ha hel in ka kor la len lu ma mer mi na nor o pa per qua ra ro".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Pool:
    """Where new names come from."""

    surnames: Sequence[str]
    given: Sequence[str]
    transliterated: Sequence[str]
    firms: Sequence[str]
    endings: tuple[str, ...]

    @classmethod
    def load(cls, shared: Path) -> Pool:
        """From the vocabulary and the Apache-2.0 lists in ``shared``."""
        vocabulary = load_vocabulary()
        lines = (shared / "datasets/names/company_short_forms_28W.txt").read_text(encoding="utf-8-sig").splitlines()
        firms = [x.strip() for x in lines if 2 <= len(x.strip()) <= 6 and _HAN.fullmatch(x.strip())]
        endings = tuple(sorted({*vocabulary.org_strong, *vocabulary.org_weak}, key=len, reverse=True))
        sounds = sorted(vocabulary.transliteration_characters)
        return cls(sorted(vocabulary.surnames), sorted(vocabulary.given_characters), sounds, firms, endings)

    def person(self, old: str, rng: random.Random) -> str | None:
        """A person's name of the same make-up; None where the old one is best left alone."""
        if _LATIN.fullmatch(old):
            return self._latin(rng)
        if _WORDS.fullmatch(old):
            return " ".join(self._latin(rng).capitalize() for _ in old.split())
        if "·" in old or not _HAN.fullmatch(old) or len(old) < 2:
            return None
        if len(old) > 3:
            return "".join(rng.choices(self.transliterated, k=rng.randint(3, 5)))
        return rng.choice(self.surnames) + "".join(rng.choices(self.given, k=len(old) - 1))

    def firm(self, old: str, rng: random.Random) -> str | None:
        """A firm's name: the ending stays, so that 银行 remains a bank; None where nothing can be changed."""
        if _LATIN.fullmatch(old) and len(old) > 2:
            return self._latin(rng)
        if _WORDS.fullmatch(old):
            return " ".join([self._latin(rng), *old.split()[1:]])
        if not _HAN.fullmatch(old) or len(old) < 2:
            return None
        ending = next((e for e in self.endings if old.endswith(e) and len(old) - len(e) >= 2), "")
        if not ending and len(old) > 6:
            return None
        stem = rng.choice(self.firms)
        return (stem if not ending or rng.random() < 0.3 else stem[: rng.choice((2, 2, 3))]) + ending

    def _latin(self, rng: random.Random) -> str:
        word = "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3)))
        return word.upper() if len(word) < 5 and rng.random() < 0.3 else word.capitalize()


def renamed(example: Example, pool: Pool, rng: random.Random) -> Example:
    """The example with other names and figures; itself where a new name would cut a span in two."""
    surfaces = {example.text[a:b]: kind for a, b, kind in example.names if kind in (_PERSON, _ORG)}
    new: dict[str, str] = {}
    for old, kind in sorted(surfaces.items(), key=lambda item: len(item[0])):
        if any(base in old for base in new):
            continue  # 泊岸汽车 changes with 泊岸
        name = pool.person(old, rng) if kind == _PERSON else pool.firm(old, rng)
        if name:
            new[old] = name
    for figure in {m[0] for m in _FIGURE.finditer(example.text)}:
        if rng.random() < 0.5 and len(figure) > 1:
            new.setdefault(figure, figure[0] + "".join(rng.choice("123456789") if c.isdigit() else c for c in figure[1:]))
    return substituted(example, new)


_HALF = str.maketrans("，：；？！（）", ",:;?!()")


def half_width(example: Example) -> Example:
    """The example with the punctuation of a careless copy."""
    return replace(example, text=example.text.translate(_HALF))


_PRONOUNS = {_PERSON: ("他", "她", "其", "此人"), _ORG: ("该公司", "公司", "其", "该集团", "这家公司")}


def referring(example: Example, rng: random.Random) -> Example:
    """The example with a later mention of a name turned into a pronoun, and what it stands for told.

    Itself where nothing offers.
    """
    again = [
        (a, b, k, example.text[a:b])
        for a, b, k in example.names
        if k in _PRONOUNS
        and b - a > 1
        and example.text[a:b] in example.text[:a]
        and "。" in example.text[example.text.rfind(example.text[a:b], 0, a) : a]
    ]
    if not again:
        return example
    start, end, kind, name = rng.choice(again)
    told = reference(example.text, start, end, name)
    if told is None:
        return example
    names = tuple(n for n in example.names if n[:2] != (start, end))
    whole = replace(example, names=names, events=(*example.events, told))
    return placed(whole, [(start, end, rng.choice(_PRONOUNS[kind]))])


def substituted(example: Example, new: dict[str, str]) -> Example:
    """Every occurrence of the keys replaced, spans moved along; the example itself where a span would begin or end inside one."""
    if not new:
        return example
    pattern = re.compile("|".join(re.escape(k) for k in sorted(new, key=len, reverse=True)))
    return placed(example, [(m.start(), m.end(), new[m[0]]) for m in pattern.finditer(example.text)])


def placed(example: Example, changes: Sequence[tuple[int, int, str]]) -> Example:
    """Stretches of the text, in order, replaced; the example itself where a span would begin or end inside one."""
    moved = list(range(len(example.text) + 1))
    inside: set[int] = set()
    parts, at, shift = list[str](), 0, 0
    for start, end, text in changes:
        parts += [example.text[at:start], text]
        inside.update(range(start + 1, end))
        for place in range(at, start + 1):
            moved[place] = place + shift
        shift += len(text) - (end - start)
        at = end
    parts.append(example.text[at:])
    for place in range(at, len(moved)):
        moved[place] = place + shift
    edges = {x for a, b, _ in example.names for x in (a, b)} | {x for a, b in example.open for x in (a, b)}
    edges |= {example.head, example.target} | {x for e in example.events for a, b in e.triggers for x in (a, b)}
    edges |= {x for e in example.events for a, b, _ in e.roles for x in (a, b)}
    if edges & inside:
        return example
    events = tuple(
        replace(
            e,
            triggers=tuple((moved[a], moved[b]) for a, b in e.triggers),
            roles=tuple((moved[a], moved[b], r) for a, b, r in e.roles),
        )
        for e in example.events
    )
    names = tuple((moved[a], moved[b], k) for a, b, k in example.names)
    unsaid = tuple((moved[a], moved[b]) for a, b in example.open)
    return replace(
        example,
        text="".join(parts),
        names=names,
        events=events,
        open=unsaid,
        head=moved[example.head],
        target=moved[example.target],
    )
