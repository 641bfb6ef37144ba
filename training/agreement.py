"""How far two people annotate alike: ``data/second`` holds texts of the other folders marked again without sight of the first
marks.

``python -m training.agreement`` prints F1 between the two for names, triggers and roles, and agreement on stance where both see
the event.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from shiguan.extract.backends.model.labels import REFERENCE, REFERRING, ROLES, TYPES
from shiguan.vocabulary import load_vocabulary
from training.examples import DATA, Example, Told, of_record
from training.markup import MarkupError, records


def marked(folder: str) -> dict[str, Example]:
    """The records of a folder of ``data`` by their text. Raises MarkupError at one that is broken."""
    found: dict[str, Example] = {}
    for path in sorted((DATA / folder).glob("*.txt")):
        for record in records(path):
            if isinstance(record, MarkupError):
                raise record
            found[record.text] = of_record(record)
    return found


def agreement(pairs: Iterable[tuple[Example, Example]]) -> dict[str, float]:
    """F1 of spans (names and roles exact, triggers by overlap and type) and of claims; shares of like certainty and polarity.

    A claim is alike where type and trigger are and no key participant is another: as ``training/judge.py`` counts a finding.
    """
    count: Counter[str] = Counter()
    for one, other in pairs:
        _count(count, "names", set(one.names), set(other.names))
        matched = [(a, b) for a in one.events for b in other.events if a.type == b.type and _overlap(a, b)]
        seen = len({id(a) for a, _ in matched}), len({id(b) for _, b in matched})
        count.update({"events both": min(seen), "events one": len(one.events), "events other": len(other.events)})
        alike = [(a, b) for a, b in matched if _same_parties(a, b, one.text)]
        both = min(len({id(a) for a, _ in alike}), len({id(b) for _, b in alike}))
        told = [sum(e.type != REFERENCE for e in x.events) for x in (one, other)]
        count.update({"claims both": both, "claims one": told[0], "claims other": told[1]})
        for a, b in matched:
            _count(count, "roles", set(a.roles), set(b.roles))
            count.update({"pairs": 1, "certainty": a.certainty == b.certainty, "polarity": a.negated == b.negated})
    kinds = ("names", "events", "claims", "roles")
    result = {k: 2 * count[f"{k} both"] / max(1, count[f"{k} one"] + count[f"{k} other"]) for k in kinds}
    return result | {k: count[k] / max(1, count["pairs"]) for k in ("certainty", "polarity")}


def _overlap(a: Told, b: Told) -> bool:
    return any(x < v and u < y for x, y in a.triggers for u, v in b.triggers)


def _same_parties(a: Told, b: Told, text: str) -> bool:
    """Whether two events of a type are no pronoun's, and of no choice of key participants have one each that differ."""
    if a.type == REFERENCE:
        return False
    for choice in load_vocabulary().events[TYPES[a.type]].keys:
        mine, its = ([text[x:y] for x, y, r in e.roles if ROLES[r] in choice] for e in (a, b))
        if any(REFERRING.fullmatch(n) for n in (*mine, *its)) or not mine or not its:
            continue
        if not any(m in n or n in m for m in mine for n in its):
            return False
    return True


def _count(count: Counter[str], what: str, one: set[tuple[int, int, int]], other: set[tuple[int, int, int]]) -> None:
    count.update({f"{what} both": len(one & other), f"{what} one": len(one), f"{what} other": len(other)})


def main() -> int:
    """Print the agreement; the exit status is 1 when a text was changed on the way."""
    first, second = marked("sentences") | marked("articles"), marked("second")
    strange = [text for text in second if text not in first]
    for text in strange:
        print(f"not a text of data/sentences or data/articles: {text}")
    pairs = [(first[t], second[t]) for t in second if t in first]
    print(f"{len(pairs)} texts marked twice:", ", ".join(f"{k} {v:.3f}" for k, v in agreement(pairs).items()))
    return 1 if strange else 0


if __name__ == "__main__":
    sys.exit(main())
