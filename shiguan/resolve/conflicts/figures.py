"""Sums, metrics and ranks of one thing that are told differently."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from shiguan.records.amount import Amount
from shiguan.records.claim import Polarity
from shiguan.records.evidence import Mention
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import VAGUE_ROUND, event_time
from shiguan.resolve.conflicts.compare import Figure, differ, explain, explain_value, gravest, kinds_of, one_measure, one_unit
from shiguan.resolve.conflicts.grounds import OF_HOUSE, Ground, Whose, at_once, ground, near
from shiguan.resolve.conflicts.records import Cause, Conflict, ConflictKind, Known, Severity
from shiguan.resolve.conflicts.sides import FACTUAL, Said, apart, conflict, copied, documents, published_apart, side, sides
from shiguan.resolve.names import normal
from shiguan.vocabulary.measures import load_measures

_YEAR_DAYS = 366
_NEWS_DAYS = 45  # undated figures are of the day they are told
_PASSAGE = 60  # characters: figures told within one passage are compared there by the text itself
_LEAST_MEASURE = 3  # characters beyond the usual words for a measure by which two descriptions are taken to be of one lot
_SEVERAL = re.compile(r"[几多两数各]家|部分|这些|一些|不少|行业|厂商们|公司们|企业们|同行")
_WIDE = Decimal("1.3")  # the upper end over the lower: a range, and not about a number (a tenth either way)
_RANK = re.compile(r"\d+|[一二三四五六七八九十]+")
_NUMERAL = {c: i for i, c in enumerate("零一二三四五六七八九十")}

FIGURES, WORDED, VALUES, RANKS = (f"{OF_HOUSE}{name}" for name in ("figures", "worded", "values", "ranks"))
"""The grounds of all figures of a subject, of those whose subject is only words, and of those that may be one value or rank."""

Explain = Callable[[Figure, Figure], tuple[Cause, Severity, str]]


def valuations(known: Known) -> Iterator[Conflict]:
    """What one firm is worth, told differently within a year."""
    by_org: dict[str, list[Figure]] = defaultdict(list)
    for event in known.of("valuation", "funding"):
        role = "amount" if event.event_type == "valuation" else "valuation"
        for figure in _figures(event, known, "org", role):
            by_org[figure.subject].append(figure)
    for org, figures in sorted(by_org.items()):
        near = [f for f in figures if any(f is not g and _near(f, g, _YEAR_DAYS) and differ(f, g) for g in figures)]
        yield from _conflict(ConflictKind.AMOUNT, known.entities.get(org), near, explain_value)


def rounds(known: Known) -> Iterator[Conflict]:
    """One round of one firm, or a deal for one target, with different sums; one sum with different rounds: near in time."""
    by_org: dict[tuple[str, str], list[tuple[Figure, frozenset[str]]]] = defaultdict(list)
    for event in known.of("funding", "acquisition"):
        role = "org" if event.event_type == "funding" else "target"
        named = frozenset(normal(v.text).removesuffix("融资") for v in event.role("round") if not VAGUE_ROUND.search(v.text))
        for figure in _figures(event, known, role, "amount"):
            by_org[event.event_type, figure.subject].append((figure, named))
    for (_, org), found in sorted(by_org.items()):
        for i, (left, mine) in enumerate(found):
            for right, yours in found[i + 1 :]:
                if not _near(left, right, _NEWS_DAYS):
                    continue
                one_round = bool(mine & yours) or (left.when and right.when and not (mine and yours))
                if one_round and differ(left, right):
                    yield from _conflict(ConflictKind.AMOUNT, known.entities.get(org), [left, right], explain)
                elif mine and yours and not mine & yours and not differ(left, right):
                    yield from _two_rounds(known.entities.get(org), (left, mine), (right, yours))


def _two_rounds(org: Entity | None, *told: tuple[Figure, frozenset[str]]) -> Iterator[Conflict]:
    """One sum that two documents give to two rounds."""
    found = [side([Said(f"{'、'.join(sorted(named))} {f.text}", f.event, f.told)]) for f, named in told]
    if len(documents(found)) > 1:
        cause = Cause.REPRINT if copied(found) else Cause.UNEXPLAINED
        yield conflict(ConflictKind.ROUND, Severity.TENSION, org, found, cause)


def metrics(known: Known) -> Iterator[Conflict]:
    """One measure of one subject with values that cannot both be: of overlapping periods, or told undated at about one time."""
    for (subject, _), figures in _by_subject(known, "value"):
        for group in _of_one_measure(figures):
            clashing = [f for f in group if any(f is not g and _comparable(f, g) and differ(f, g) for g in group)]
            yield from _conflict(ConflictKind.METRIC, known.entities.get(subject), clashing, explain)
            ranges = [f for f in group if _range(f) and any(_other_range(f, g) for g in group)] if not clashing else []
            found = sides([Said(f.text, f.event, f.told) for f in ranges], lambda a, b: normal(a.value) == normal(b.value))
            if len(found) > 1:
                yield conflict(ConflictKind.METRIC, Severity.COMPATIBLE, known.entities.get(subject), found, Cause.SCOPE)


def ranks(known: Known) -> Iterator[Conflict]:
    """Several ranks of one subject by like measures: by scope, by source or by time."""
    for (_, _), figures in _by_subject(known, "rank"):
        for group in _of_one_measure([f for f in figures if _rank(f.text) is not None]):
            for subject in sorted({f.subject for f in group}):
                mine = [f for f in group if f.subject == subject]
                yield from _ranked(subject, [f for f in mine if any(_other_rank(f, g) for g in mine)], known)


def _ranked(subject: str, figures: Sequence[Figure], known: Known) -> Iterator[Conflict]:
    found = sides([Said(f.text, f.event, f.told) for f in figures], lambda a, b: _rank(a.value) == _rank(b.value))
    if len(found) > 1:
        one_time = len({f.when.when if f.when else None for f in figures}) == 1
        cause, severity = (Cause.SCOPE, Severity.TENSION) if one_time else (Cause.LATER, Severity.COMPATIBLE)
        yield conflict(ConflictKind.RANK, severity, known.entities.get(subject), found, cause)


def _other_rank(left: Figure, right: Figure) -> bool:
    return _rank(left.text) != _rank(right.text) and not _together(left, right)


def _range(figure: Figure) -> bool:
    """Whether the figure is told as a range or a bound, and not about a number."""
    low, high = figure.amount.low, figure.amount.high
    return low is None or high is None or high >= low * _WIDE


def _other_range(left: Figure, right: Figure) -> bool:
    """Whether another document gives another range for what it calls the same; both may hold the truth."""
    apart_told = left.told.claim.document != right.told.claim.document
    ends = {(f.amount.low, f.amount.high) for f in (left, right)}
    return apart_told and len(ends) > 1 and _range(right) and _comparable(left, right)


def _together(left: Figure, right: Figure) -> bool:
    mine, yours = left.told, right.told
    return mine.claim.document == yours.claim.document and abs(mine.start - yours.start) < _PASSAGE


def _figures(event: Event, known: Known, subject_role: str, role: str) -> Iterator[Figure]:
    """The amounts that affirmed tellings give the role, each with its one subject."""
    for told in event.tellings:
        claim = told.claim
        if claim.polarity is not Polarity.AFFIRMED or claim.certainty not in FACTUAL:
            continue
        subjects = [a.value for a in claim.values(subject_role) if isinstance(a.value, Mention)]
        if len(subjects) != 1 or subjects[0].id not in known.entity_of:
            continue
        for argument in claim.values(role):
            if isinstance(argument.value, Amount):
                entity = known.entity_of[subjects[0].id]
                yield Figure(argument.value, argument.text, event, told, event.event_type, event_time(told), entity.id)


def _by_subject(known: Known, role: str) -> list[tuple[tuple[str, str], list[Figure]]]:
    """Metrics by whose they are: the firm's own and its products' together; of nameless subjects by their whole measure."""
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for event in known.of("metric"):
        for told in event.tellings:
            figure = _metric(event, told, known, role)
            if figure is None:
                continue
            if figure.named:
                found[known.owners.get(figure.subject, figure.subject), ""].append(figure)
            elif _of_several(figure.subject, figure.measure):
                found["", normal(figure.measure)].append(figure)
    return sorted(found.items())


def _metric(event: Event, told: Told, known: Known, role: str) -> Figure | None:
    claim = told.claim
    measures, values, whose = claim.values("measure"), claim.values(role), claim.values("subject")
    if claim.polarity is not Polarity.AFFIRMED or not measures or not values or len(whose) != 1:
        return None
    value = values[0].value
    amount = value if isinstance(value, Amount) else Amount(None, None, None, None, values[0].text)
    if role == "value" and amount.low is None and amount.high is None:
        return None
    subject = whose[0].value
    entity = known.entity_of.get(subject.id) if isinstance(subject, Mention) else None
    measure = " ".join(m.text for m in measures)
    identity = entity.id if entity else normal(whose[0].text)
    return Figure(amount, values[0].text, event, told, measure, event_time(told), identity, named=entity is not None)


def _of_several(subject: str, measure: str) -> bool:
    """Whether a figure whose subject is no name tells of a lot that its measure describes."""
    return bool(_SEVERAL.search(normal(subject))) and len(_plain(measure)) >= _LEAST_MEASURE


def _plain(measure: str) -> str:
    """The measure's wording without the usual words: 新药获批前的研发成本 says more than 研发成本 does."""
    plain = normal(measure)
    return plain if load_measures().of(measure) is None else load_measures().form.sub("", plain)


def _of_one_measure(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The figures by measure: each with all that may be of the same one as the first of its group."""
    groups: list[list[Figure]] = []
    for figure in figures:
        group = next((g for g in groups if one_measure(g[0].measure, figure.measure)), None)
        if group is None:
            groups.append([figure])
        else:
            group.append(figure)
    yield from (g for g in groups if len(g) > 1)


def _comparable(left: Figure, right: Figure) -> bool:
    """Whether the two are of one time and two sources; one document contradicts itself only in the words of two speakers.

    Across a house only money adds up.
    """
    if not _of_one_time(left, right):  # first, for it is so of the fewest
        return False
    mine, yours = left.told.claim, right.told.claim
    speakers = {mine.speaker, yours.speaker}
    one_voice = mine.document == yours.document and (None in speakers or len(speakers) == 1)
    if one_voice or not one_unit(left.amount, right.amount):
        return False
    house = left.subject != right.subject and left.named and right.named
    return not house or bool({left.amount.currency, right.amount.currency} - {None})


def _of_one_time(left: Figure, right: Figure) -> bool:
    if left.when and right.when:
        return left.when.overlaps(right.when)
    if left.when or right.when:
        return False
    gap = published_apart(left.told, right.told)
    return gap is not None and gap <= _NEWS_DAYS


def _near(left: Figure, right: Figure, days: int) -> bool:
    mine: ValidTime | None = left.when or left.told.published_at
    yours: ValidTime | None = right.when or right.told.published_at
    gap = apart(mine, yours)
    return gap is not None and gap <= days


def _conflict(kind: ConflictKind, subject: Entity | None, figures: Sequence[Figure], cause_of: Explain) -> Iterator[Conflict]:
    """The conflict that the figures come to, one side for each value."""
    groups: list[list[Figure]] = []
    for figure in figures:
        group = next((g for g in groups if not differ(g[0], figure)), None)
        if group is None:
            groups.append([figure])
        else:
            group.append(figure)
    if len(groups) < 2:
        return
    found = [side([Said(f.text, f.event, f.told) for f in group]) for group in groups]
    pairs = [(g[0], h[0]) for i, g in enumerate(groups) for h in groups[i + 1 :]]
    cause, severity, detail = gravest(cause_of(a, b) for a, b in pairs)
    if cause is Cause.UNEXPLAINED and len(documents(found)) > 1 and copied(found):
        cause = Cause.REPRINT
    yield conflict(kind, severity, subject, found, cause, detail)


def _rank(text: str) -> int | None:
    """The number of a rank as written: 第九位, 35, 第十一; None for 前三, which is no one place."""
    match = _RANK.search(text)
    if match is None or text.startswith("前"):
        return None
    if match[0].isdigit():
        return int(match[0])
    tens, _, ones = match[0].rpartition("十")
    if "十" not in match[0]:
        return _NUMERAL[match[0]] if len(match[0]) == 1 else None
    return 10 * (_NUMERAL[tens] if tens else 1) + (_NUMERAL[ones] if ones else 0)


def grounds(event: Event, whose: Whose) -> Iterator[Ground]:
    """Where the rules above look: a firm's worth within a year, its rounds within some weeks, and figures of a measure.

    Figures are compared in a house (``OF_HOUSE``): all of a subject stand on one ground, its values and ranks by measure on others.
    """
    for told in event.tellings:
        if event.event_type in ("valuation", "funding", "acquisition"):
            yield from _of_sums(event, told, whose)
        elif event.event_type == "metric":
            yield from _of_figures(told, whose)


def _of_sums(event: Event, told: Told, whose: Whose) -> Iterator[Ground]:
    claim = told.claim
    subjects = whose(told, "target" if event.event_type == "acquisition" else "org")
    if claim.polarity is not Polarity.AFFIRMED or claim.certainty not in FACTUAL or len(subjects) != 1:
        return
    time = event_time(told) or told.published_at
    worth = {"valuation": "amount", "funding": "valuation"}.get(event.event_type)
    for amount in _amounts_of(told, worth) if worth else ():
        yield from near("valuations", *subjects, said=_bounds(amount), time=time, days=_YEAR_DAYS)
    named = sorted({normal(v.text) for v in event.role("round")})
    for amount in _amounts_of(told, "amount") if event.event_type != "valuation" else ():
        said = (_bounds(amount), named)
        yield from near("rounds", event.event_type, *subjects, said=said, time=time, days=_NEWS_DAYS)


def _amounts_of(told: Told, role: str) -> Iterator[Amount]:
    yield from (a.value for a in told.claim.values(role) if isinstance(a.value, Amount))


def _bounds(amount: Amount) -> tuple[object, ...]:
    return amount.low, amount.high, amount.currency, amount.unit


def _of_figures(told: Told, whose: Whose) -> Iterator[Ground]:
    claim, named = told.claim, whose(told, "subject")
    measures, of = claim.values("measure"), claim.values("subject")
    if claim.polarity is not Polarity.AFFIRMED:
        return
    measure = " ".join(m.text for m in measures)
    kinds = kinds_of(measure) if named else {""}
    yield from (ground(FIGURES, subject, kind, said="") for subject in named for kind in kinds)
    yield from (ground(WORDED, a.text, said="") for a in of if not named)
    if not measures or len(of) != 1 or not (named or _of_several(of[0].text, measure)):
        return
    subject = named[0] if named else "=" + normal(measure)
    if not named:
        yield ground(FIGURES, subject, "", said="")
    when = event_time(told)
    for kind in kinds:
        for value in claim.values("value")[:1]:
            amount = value.value if isinstance(value.value, Amount) else Amount(None, None, None, None, value.text)
            if when:
                yield from at_once(VALUES, subject, kind, "dated", said=_bounds(amount), time=when)
            else:
                yield from near(VALUES, subject, kind, "", said=_bounds(amount), time=told.published_at, days=_NEWS_DAYS)
        for value in claim.values("rank")[:1]:
            yield ground(RANKS, subject, kind, said=_rank(value.text))
