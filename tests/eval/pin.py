"""The floors of the quality gate: ``python -m tests.eval.pin`` measures and pins them anew.

Floors only rise: a lower figure is refused unless ``--lower REASON`` is given, and the reason is kept in the file. The digest
ties the floors to the texts and gold they were measured on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from tests.eval.score import FOLDER, score

BASELINE = FOLDER / "baseline.json"
HALVES = ("open", "held")


def digest() -> str:
    """Of all texts and gold of the set."""
    total = hashlib.sha256()
    for path in sorted(p for half in HALVES for p in (FOLDER / half).iterdir()):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def measure() -> dict[str, dict[str, float]]:
    """The figures of each half, to three places, rounded down so that a floor is never above what was measured."""
    found: dict[str, dict[str, float]] = {}
    for half in HALVES:
        result = score(half)
        figures = {
            "micro_f1": result.f1(),
            "departure_f1": result.f1(["departure"]),
            "evidence": result.share(result.evidence),
            "polarity": result.share(result.polarity),
        }
        found[half] = {name: int(value * 1000) / 1000 for name, value in figures.items()}
    return found


def lowered(old: dict[str, Any], new: dict[str, dict[str, float]]) -> list[str]:
    """Which figures fell below their floors."""
    return [
        f"{half} {name}: {new[half][name]} < {floor}"
        for half, floors in old.get("floors", {}).items()
        for name, floor in floors.items()
        if new[half][name] < floor
    ]


def told(old: dict[str, Any], fell: list[str], reason: str | None) -> list[dict[str, Any]]:
    """Why floors were ever lowered: a rise forgets none of it."""
    return [*old.get("lowered", []), *([{"what": fell, "reason": reason}] if fell else [])]


def main() -> int:
    """Pin, or say what fell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", metavar="REASON", help="pin although a figure fell, because of REASON")
    options = parser.parse_args()
    old = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    new = measure()
    fell = lowered(old, new)
    if fell and not options.lower:
        print("not pinned:", "; ".join(fell))
        return 1
    floors: dict[str, Any] = {"digest": digest(), "floors": new}
    if reasons := told(old, fell, options.lower):
        floors["lowered"] = reasons
    Path(BASELINE).write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(new, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
