"""The words of neighbours.yml, as the name finders use them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stands beside names. Tuples are for ``startswith`` and ``endswith``; see neighbours.yml for what each list means."""

    org_verbs_strong: tuple[str, ...]
    org_verbs_weak: tuple[str, ...]
    joins: tuple[str, ...]
    stakes: tuple[str, ...]
    org_left: tuple[str, ...]
    posts: frozenset[str]
    leads: tuple[str, ...]
    houses: frozenset[str]
    qualifiers: tuple[str, ...]
    branches: frozenset[str]
    acronyms: frozenset[str]
    person_verbs_strong: tuple[str, ...]
    person_verbs_weak: tuple[str, ...]
    person_left: tuple[str, ...]
    no_last: frozenset[str]
    stops: frozenset[str]


@cache
def neighbours() -> Neighbours:
    """Read once a process."""
    data: dict[str, str] = yaml.safe_load((files(__package__) / "neighbours.yml").read_text(encoding="utf-8"))
    words = {name: tuple(listed.split()) for name, listed in data.items()}
    joins = words["joins"]
    return Neighbours(
        org_verbs_strong=(*words["org_verbs_strong"], *("的" + w for w in words["org_has"])),
        org_verbs_weak=words["org_verbs_weak"],
        joins=(*joins, *(w + "了" for w in joins)),
        stakes=words["stakes"],
        org_left=words["org_left"],
        posts=frozenset(words["posts"]),
        # The longest first: 创办的 before 创办.
        leads=tuple(sorted((*words["posts"], *joins, *words["leads"]), key=len, reverse=True)),
        houses=frozenset(words["houses"]),
        qualifiers=(*words["houses"], *words["qualifiers"]),
        branches=frozenset(words["branches"]),
        acronyms=frozenset(words["acronyms"]),
        person_verbs_strong=words["person_verbs_strong"],
        person_verbs_weak=words["person_verbs_weak"],
        person_left=words["person_left"],
        no_last=frozenset(words["no_last"]),
        stops=frozenset((*words["posts"], *joins, *words["shares"])),
    )
