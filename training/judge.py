"""Fit how the readers are joined (``shiguan/extract/backends/model/judge.py``) on the development part of our annotated text.

Each finding of either reader on a development text is right when the annotation has an event of its type whose trigger lies
in its evidence and none of whose key participants is another. Logistic regression with an L2 penalty; what is reported comes
from five-fold cross-validation over texts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from shiguan.extract.backends.model.judge import BOTH, MODEL, RULES, Judge, Sighting
from shiguan.extract.backends.model.labels import REFERENCE, REFERRING, ROLES, TYPES
from shiguan.extract.backends.model.names import names_of
from shiguan.extract.backends.model.network import WEIGHTS, Network
from shiguan.extract.backends.model.reader import ModelBackend
from shiguan.extract.backends.model.windows import windows
from shiguan.extract.backends.rules.reader import scenes
from shiguan.extract.backends.rules.scene import Finding, Scene
from shiguan.extract.sentences import prepare
from shiguan.gather import find, receive
from shiguan.records.document import Article, Document
from shiguan.repair import repair
from shiguan.vocabulary import load_vocabulary
from tests.eval.score import agrees
from training.corpus import is_dev
from training.examples import Example, Told, stored, written

FOLDS = 5
AT_LEAST = 0.5  # what is likelier than not is let in
_PENALTY = 0.3  # on every weight; the intercepts of a reader (features ending in ":") are free
OPEN = Path("tests/eval/open")
_UNTOLD = ("statement", "forecast")
_OPEN_WEIGHT = 3  # an open text counts as so many development texts: it is nearer to what is read at work
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Judged:
    """A sighting on a development text (its number), whether it is right, and which event of which text it tells."""

    sighting: Sighting
    right: bool
    event: tuple[int, int] | None
    text: int

    @property
    def fold(self) -> int:
        """For cross-validation over texts."""
        return self.text % FOLDS


def development(shared: Path) -> list[Example]:
    """Whole development texts: sentences, real sentences and articles.

    Those that repair changes are left out: the annotation's places would not be the document's.
    """
    texts = [e for e in [*written("sentences"), *stored(shared), *written("articles")] if is_dev(e)]
    return [e for e in texts if as_document(e).text == e.text]


def as_document(example: Example) -> Document:
    """The text as a repaired document of no known day."""
    return repair(Article(example.text.encode(), example.text, "utf-8", "text/plain", "x", None, None, None, None, _LONG_AGO))


def judged(backend: ModelBackend, examples: Sequence[Example]) -> Iterator[Judged]:
    """Every finding of either reader, right or wrong."""
    for number, example in enumerate(examples):
        for scene, sighting in sighted(backend, as_document(example)):
            if TYPES.index(sighting.finding.event_type) not in example.types:
                continue
            event = event_of(sighting, scene, example, backend)
            yield Judged(sighting, event is not None, (number, event) if event is not None else None, number)


def sighted(backend: ModelBackend, document: Document) -> Iterator[tuple[Scene, Sighting]]:
    """What either reader sees in a document, sentence by sentence."""
    reading = prepare(document)
    sight = backend.network.look(document.text, list(windows([s.span for s in reading.sentences])))
    earlier: list[Scene] = []
    for scene in scenes(reading, backend.vocabulary, names_of(document.text, sight)):
        for sighting in backend.sight_in(scene, earlier, sight):
            yield scene, sighting
        earlier.append(scene)


def event_of(sighting: Sighting, scene: Scene, example: Example, backend: ModelBackend) -> int | None:
    """The number of the annotated event that a finding tells; None where it tells none rightly."""
    finding, base = sighting.finding, scene.line.sentence.span.start
    start, end = base + finding.evidence.start, base + finding.evidence.end
    for number, told in enumerate(example.events):
        if told.type == REFERENCE or TYPES[told.type] != finding.event_type:
            continue
        if not any(start < b and a < end for a, b in told.triggers):
            continue
        choices = backend.vocabulary.events[finding.event_type].keys
        if all(_plays(sighting, told, choice, example.text) for choice in choices):
            return number
    return None


def _plays(sighting: Sighting, told: Told, choice: Sequence[str], text: str) -> bool:
    """Whether a key participant is one of the annotation's; what it leaves open or gives as a pronoun cannot be wrong."""
    gold = [text[a:b] for a, b, r in told.roles if ROLES[r] in choice]
    if not gold or any(REFERRING.fullmatch(g) for g in gold):
        return True
    mine = [n for role in choice for i in sighting.finding.values(role) for n in (i.text, i.name.name if i.name else i.text)]
    return any(m in g or g in m for m in mine for g in gold if m)


@dataclass(frozen=True, slots=True)
class _Told:
    """A finding as the scorer of the evaluation set wants a claim."""

    finding: Finding

    def values(self, role: str) -> list[_Value]:
        return [_Value(i.name.name if i.name else i.text, i.amount.amount if i.amount else None) for i in self.finding.values(role)]


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    value: object


def evaluated(backend: ModelBackend, after: int) -> tuple[list[Judged], int]:
    """The same of the open half of tests/eval, which may be read by who joins the readers; with the number of its claims.

    Its statements and forecasts are left out: its gold tells few of them.
    """
    gold = [json.loads(line) for line in (OPEN / "gold.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    found = []
    for number, source in enumerate(find([OPEN]).sources, after):
        mine = [g for g in gold if g["file"] == source.file]
        for _, sighting in sighted(backend, repair(receive(source))):
            if sighting.finding.event_type in _UNTOLD:
                continue
            event = backend.vocabulary.events[sighting.finding.event_type]
            told = _Told(sighting.finding)
            hits = (n for n, g in enumerate(mine) if g["type"] == event.name and agrees(g["roles"], told, event))
            hit = next(hits, None)
            found.append(Judged(sighting, hit is not None, (number, hit) if hit is not None else None, number))
    return found, sum(g["type"] not in _UNTOLD and not g.get("optional") for g in gold)


Floats = npt.NDArray[np.float64]


def fit(found: Sequence[Judged]) -> dict[str, float]:
    """The weights."""
    names = sorted({n for j in found for n in j.sighting.features()})
    index = {n: i for i, n in enumerate(names)}
    x: Floats = np.zeros((len(found), len(names)))
    for row, j in enumerate(found):
        for name, value in j.sighting.features().items():
            x[row, index[name]] = value
    y: Floats = np.array([float(j.right) for j in found])
    penalty: Floats = np.array([1e-3 if n.endswith(":") else _PENALTY for n in names])
    w: Floats = np.zeros(len(names))
    for _ in range(30):  # Newton
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        w = w - np.linalg.solve(hessian, gradient)
    return {n: round(float(v), 4) for n, v in zip(names, w, strict=True) if abs(v) > 1e-4}


def crossed(found: Sequence[Judged]) -> list[tuple[float, Judged]]:
    """Each finding's probability by weights fitted on the other folds."""
    result = []
    for fold in range(FOLDS):
        judge = Judge(fit([j for j in found if j.fold != fold]), {})
        result += [(judge.probability(j.sighting), j) for j in found if j.fold == fold]
    return result


def f1_at(pairs: Sequence[tuple[float, Judged]], gold: int, threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of what is at least that likely; a second telling of one event neither adds nor costs."""
    kept = [j for p, j in pairs if p >= threshold]
    right, wrong = len({j.event for j in kept if j.right}), sum(not j.right for j in kept)
    return right / max(1, right + wrong), right / max(1, gold), 2 * right / max(1, right + wrong + gold)


def main() -> None:
    """Write the weights into ``calibration.json`` and print how well they do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    examples = development(args.shared)
    backend = ModelBackend(load_vocabulary(), Network(args.weights))
    found = list(judged(backend, examples))
    opened, claims = evaluated(backend, len(examples))
    everything = crossed([*found, *_OPEN_WEIGHT * opened])
    pairs = [(p, j) for p, j in everything if j.text < len(examples)]
    others = list({id(j): (p, j) for p, j in everything if j.text >= len(examples)}.values())
    print("open half {:>12}  P {:.3f}  R {:.3f}  F1 {:.3f}".format(claims, *f1_at(others, claims, AT_LEAST)))
    for by in (BOTH, MODEL, RULES):
        mine = [(p, j) for p, j in pairs if j.sighting.by == by]
        right = sum(j.right for _, j in mine)
        print(f"{by:<12}{len(mine):>5} findings, {right / max(1, len(mine)):.2f} right; {_kept(mine)}")
    print(*by_type(pairs, examples), sep="\n")
    for name in ("real sentences", "own sentences", "own articles"):
        texts = {n for n, x in enumerate(examples) if _sort_of(x) == name}
        events = sum(e.type != REFERENCE for n in texts for e in examples[n].events)
        p, r, f = f1_at([(p, j) for p, j in pairs if j.text in texts], events, AT_LEAST)
        print(f"{name:<18}{events:>5}  P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
    print(f"calibration error {_error(pairs):.3f}")
    path = args.weights / "calibration.json"
    tuned: dict[str, object] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    tuned["judge"] = {"weights": fit([*found, *_OPEN_WEIGHT * opened]), "at_least": {"": AT_LEAST}}
    path.write_text(json.dumps(tuned, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def by_type(pairs: Sequence[tuple[float, Judged]], examples: Iterable[Example]) -> Iterator[str]:
    """Precision, recall and F1 of all and of each type; ``proposed`` is the share that either reader sees, let in or not."""
    told = [TYPES[e.type] for x in examples for e in x.events if e.type != REFERENCE]
    for name in ("", *TYPES):
        mine = [(p, j) for p, j in pairs if name in ("", j.sighting.finding.event_type)]
        events = sum(name in ("", t) for t in told)
        if events:
            p, r, f = f1_at(mine, events, AT_LEAST)
            proposed = f1_at(mine, events, 0.0)[1]
            yield f"{name or 'all':<18}{events:>5}  P {p:.3f}  R {r:.3f}  F1 {f:.3f}  proposed {proposed:.3f}"


def _sort_of(example: Example) -> str:
    if example.source.startswith(("fewfc", "finre", "uner")):
        return "real sentences"
    return "own articles" if "\n" in example.text else "own sentences"


def _kept(pairs: Sequence[tuple[float, Judged]]) -> str:
    kept = [j.right for p, j in pairs if p >= AT_LEAST]
    return f"{len(kept)} kept, {sum(kept) / max(1, len(kept)):.2f} of them right"


def _error(pairs: Sequence[tuple[float, Judged]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for p, j in pairs:
        bins.setdefault(min(9, int(p * 10)), []).append((p, j.right))
    return sum(abs(sum(p for p, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, len(pairs))


if __name__ == "__main__":
    main()
