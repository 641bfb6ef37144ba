"""Checks one half of the evaluation set: `problems(folder)` names what is wrong, an empty list is good."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROLES: dict[str, frozenset[str]] = {
    "departure": frozenset({"person", "org", "position", "reason", "destination_org", "destination_activity"}),
    "appointment": frozenset({"person", "org", "position"}),
    "membership": frozenset({"person", "org", "position"}),
    "founding": frozenset({"person", "org", "field"}),
    "funding": frozenset({"org", "round", "amount", "currency", "investors", "valuation"}),
    "valuation": frozenset({"org", "amount", "currency"}),
    "acquisition": frozenset({"acquirer", "target", "status"}),
    "partnership": frozenset({"orgs", "subject"}),
    "spin_off": frozenset({"org", "unit"}),
    "layoff": frozenset({"org", "unit", "count"}),
    "product_release": frozenset({"org", "product", "kind"}),
    "product_shutdown": frozenset({"org", "product"}),
    "price_change": frozenset({"org", "product", "change"}),
    "pivot": frozenset({"org", "from", "to"}),
    "abandonment": frozenset({"org", "subject"}),
    "lawsuit": frozenset({"plaintiff", "defendant", "forum", "cause"}),
    "bid_wins": frozenset({"org", "count", "rank", "period"}),
    "listing": frozenset({"org", "exchange", "step"}),
    "metric": frozenset({"subject", "measure", "value", "unit", "period", "rank"}),
    "count_claim": frozenset({"subject", "measure", "value", "period", "members"}),
    "forecast": frozenset({"speaker", "gist", "horizon"}),
    "statement": frozenset({"speaker", "gist"}),
}
CERTAINTIES = frozenset({"reported", "confirmed", "rumoured", "denied", "planned", "forecast", "opinion"})
POLARITIES = frozenset({"affirmed", "negated"})
FIELDS = frozenset({"file", "type", "roles", "quote", "when", "certainty", "polarity"})
EXTRA_FIELDS = frozenset({"certainty_alt", "optional"})
LONGEST_QUOTE = 80

_ONE_TIME = r"\d{4}(?:-(?:H[12]|Q[1-4]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?))?"
_WHEN = re.compile(rf"{_ONE_TIME}(?:/{_ONE_TIME})?")


def problems(folder: Path) -> list[str]:
    """Everything wrong in one folder's texts, manifest and gold, a line each."""
    manifest = _read(folder / "manifest.jsonl")
    gold = _read(folder / "gold.jsonl")
    listed = {str(row.get("file")) for row in manifest}
    found = list(_manifest_problems(folder, manifest, listed))
    for number, claim in enumerate(gold, start=1):
        where = f"gold.jsonl:{number} ({claim.get('file')})"
        found += [f"{where}: {what}" for what in _claim_problems(folder, claim, listed)]
    told = {str(claim.get("file")) for claim in gold}
    found += [f"{name}: no gold claim" for name in sorted(listed - told)]
    return found


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _text(path: Path) -> str:
    """The text as written; the checks count on its characters, so no newline is translated."""
    return path.read_bytes().decode("utf-8")


def _manifest_problems(folder: Path, manifest: list[dict[str, Any]], listed: set[str]) -> Iterator[str]:
    if len(listed) != len(manifest):
        yield "manifest.jsonl: a file is listed twice"
    for name in sorted({path.name for path in folder.glob("*.txt")} ^ listed):
        yield f"{name}: in the folder or in the manifest, not in both"
    for row in manifest:
        path = folder / str(row.get("file"))
        if set(row) != {"file", "url", "publisher", "published", "title"}:
            yield f"manifest.jsonl: fields of {path.name}"
        title = row.get("title")
        if title and path.exists() and _text(path).split("\n", 1)[0] != title:
            yield f"{path.name}: the first line is not the title"


def _claim_problems(folder: Path, claim: dict[str, Any], listed: set[str]) -> Iterator[str]:
    if not set(claim) >= FIELDS or set(claim) - FIELDS - EXTRA_FIELDS:
        yield f"fields {sorted(claim)}"
        return
    if claim["file"] not in listed:
        yield "file is not in the manifest"
        return
    yield from _quote_problems(_text(folder / claim["file"]), claim["quote"])
    yield from _role_problems(claim["type"], claim["roles"])
    certainties = {claim["certainty"], *claim.get("certainty_alt", [])}
    if certainties - CERTAINTIES:
        yield f"certainty {sorted(certainties - CERTAINTIES)}"
    if claim["polarity"] not in POLARITIES:
        yield f"polarity {claim['polarity']}"
    if claim["certainty"] == "denied" and claim["polarity"] != "negated":
        yield "denied, but not negated"
    if claim["when"] is not None and not _WHEN.fullmatch(claim["when"]):
        yield f"when {claim['when']}"


def _quote_problems(text: str, quote: str) -> Iterator[str]:
    if not quote or text.count(quote) != 1:
        yield f"quote occurs {text.count(quote) if quote else 0} times: {quote}"
    if len(quote) > LONGEST_QUOTE:
        yield f"quote of {len(quote)} characters: {quote}"


def _role_problems(event_type: str, roles: dict[str, Any]) -> Iterator[str]:
    if event_type not in ROLES:
        yield f"type {event_type}"
        return
    if not roles:
        yield "no roles"
    for role, value in roles.items():
        if role not in ROLES[event_type]:
            yield f"role {role} of {event_type}"
        if value in (None, "", []):
            yield f"role {role} is empty"
