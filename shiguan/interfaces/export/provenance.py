"""W3C PROV as JSON-LD: articles, the documents read in them, the runs that read, the claims they put on record, the judgements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import quote

from shiguan.interfaces.export.annotations import URN
from shiguan.interfaces.render import dumps, when
from shiguan.ledger.reader import Listed
from shiguan.query.view import View
from shiguan.query.whole import standing
from shiguan.records.entry import Action, Entry, Run
from shiguan.records.judgement import Judgement
from shiguan.records.views import Told

Node: TypeAlias = dict[str, Any]

_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "shiguan": f"{URN}term:",
}
_BATCH = 500


def provenance(view: View) -> Iterator[str]:
    """The graph as one JSON-LD document, a node a line; claims that no longer stand are there with what ended them."""
    yield f'{{"@context": {dumps(_CONTEXT)}, "@graph": ['
    between = "\n"
    for node in _nodes(view):
        yield between + dumps(node)
        between = ",\n"
    yield "\n]}\n"


def _nodes(view: View) -> Iterator[Node]:
    runs = [run for run in view.record.runs() if view.known_at is None or run.started_at <= view.known_at]
    for reader in sorted({run.reader for run in runs}):
        yield {"@id": _reader(reader), "@type": ["prov:Agent", "prov:SoftwareAgent"], "shiguan:name": reader}
    yield from map(_run, runs)
    for listed in view.record.documents(view.known_at):
        yield from _document(listed)
    told = ((one.told.claim.id, one.told) for one in standing(view))
    stands: set[str] = set()
    while batch := dict(islice(told, _BATCH)):
        stands |= batch.keys()
        histories = view.record.histories(batch, view.known_at)
        for claim, one in batch.items():
            yield _claim(claim, histories[claim], one)
    fallen = iter([claim for claim in view.record.claim_ids("") if claim not in stands])
    while gone := list(islice(fallen, _BATCH)):
        for claim, history in view.record.histories(gone, view.known_at).items():
            if history:  # else it was not known yet
                yield _claim(claim, history, None)
    yield from _judgements(view.judgements)


def _run(run: Run) -> Node:
    return {
        "@id": URN + run.id,
        "@type": "prov:Activity",
        "prov:startedAtTime": _moment(run.started_at),
        "prov:wasAssociatedWith": {"@id": _reader(run.reader)},
    }


def _document(listed: Listed) -> Iterator[Node]:
    article = {
        "@id": URN + listed.article,
        "@type": "prov:Entity",
        "dcterms:identifier": listed.file,
        **({"dcterms:source": listed.url} if listed.url else {}),
    }
    yield article
    yield {
        "@id": URN + listed.document,
        "@type": "prov:Entity",
        "prov:wasDerivedFrom": {"@id": URN + listed.article},
        "prov:generatedAtTime": _moment(listed.recorded_at),
        **({"dcterms:title": listed.title} if listed.title else {}),
        **({"dcterms:publisher": listed.publisher} if listed.publisher else {}),
        **({"dcterms:issued": when(listed.published_at)} if listed.published_at else {}),
    }


def _claim(claim: str, history: Sequence[Entry], told: Told | None) -> Node:
    """A claim with its history; what it quotes where it stands."""
    node: Node = {"@id": URN + claim, "@type": "prov:Entity"}
    if told:
        node |= {
            "prov:wasQuotedFrom": {"@id": URN + told.claim.document},
            "prov:value": told.quote,
            "shiguan:start": told.start,
            "shiguan:end": told.end,
            "shiguan:type": told.claim.event_type,
        }
    asserted = [entry for entry in history if entry.action is Action.ASSERT]
    retracted = [entry for entry in history if entry.action is Action.RETRACT]
    if asserted:
        node |= {
            "prov:wasGeneratedBy": _each(asserted),
            "prov:generatedAtTime": _moment(asserted[0].recorded_at),
        }
    if retracted and history[-1].action is Action.RETRACT:
        node |= {
            "prov:wasInvalidatedBy": _each(retracted[-1:]),
            "prov:invalidatedAtTime": _moment(retracted[-1].recorded_at),
            "shiguan:reason": retracted[-1].reason,
        }
    return node


def _each(entries: Sequence[Entry]) -> Node | list[Node]:
    runs = [{"@id": URN + run} for run in dict.fromkeys(entry.run for entry in entries)]
    return runs[0] if len(runs) == 1 else list(runs)


def _judgements(judgements: Sequence[Judgement]) -> Iterator[Node]:
    """Each judgement, by whom, of which two mentions; then who judged."""
    for one in judgements:
        yield {
            "@id": URN + one.id,
            "@type": "prov:Entity",
            "prov:wasAttributedTo": {"@id": _judge(one.by)},
            "prov:generatedAtTime": _moment(one.recorded_at),
            "shiguan:mentions": [{"@id": URN + one.left}, {"@id": URN + one.right}],
            "shiguan:verdict": str(one.verdict),
            "shiguan:score": one.score,
            "shiguan:explanation": one.explanation,
            **({"prov:wasRevisionOf": {"@id": URN + one.undoes}} if one.undoes else {}),
        }
    for judge in sorted({one.by for one in judgements}):
        yield {"@id": _judge(judge), "@type": "prov:Agent", "shiguan:name": judge}


def _moment(at: datetime) -> Node:
    return {"@value": at.isoformat(), "@type": "xsd:dateTime"}


def _reader(name: str) -> str:
    return _urn("reader", name)


def _judge(name: str) -> str:
    return _urn("judge", name)


def _urn(kind: str, name: str) -> str:
    return f"{URN}{kind}:{quote(name, safe='')}"
