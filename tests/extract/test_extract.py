"""Reading with several readers: what comes together, what is kept of it, and that it is the same the second time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shiguan.extract import Backend, default_backends, extract, reader_version
from shiguan.extract.backends.base import Proposal, ProposedRole
from shiguan.extract.reading import Reading
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import RegionKind
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.extraction import Extraction
from shiguan.records.time import ValidTime
from shiguan.vocabulary import load_vocabulary
from tests.extract.bare import bare
from tests.extract.rules.page import document
from tests.extract.rules.scenery import vocabulary

TEXT = "星河汽车首席财务官王远舟与总裁李明岸先后离职。两人均已加入远大电子。"
QUOTE = "星河汽车首席财务官王远舟与总裁李明岸先后离职"


@dataclass(frozen=True)
class Scripted:
    """Proposes what it was given, whatever it reads."""

    proposals: tuple[Proposal, ...]
    name: str = "scripted"
    version: str = "1"

    def propose(self, reading: Reading) -> Iterable[Proposal]:
        """The proposals handed in."""
        assert reading.sentences
        return iter(self.proposals)


def departure(person: str, confidence: float = 1.0, when: ValidTime | None = None, speaker: str | None = None) -> Proposal:
    roles = (
        ProposedRole("person", person, kind=MentionKind.PERSON),
        ProposedRole("org", "星河汽车", kind=MentionKind.ORG),
    )
    return Proposal("departure", roles, QUOTE, 0, when, speaker=speaker, confidence=confidence)


def read(*backends: Backend) -> Extraction:
    return extract(bare(TEXT), load_vocabulary(), backends)


def test_several_proposals_for_one_stretch_are_several_claims() -> None:
    found = read(Scripted((departure("王远舟"), departure("李明岸"))))
    assert [[a.text for a in c.values("person")] for c in found.claims] == [["王远舟"], ["李明岸"]]
    assert {c.evidence.quote for c in found.claims} == {QUOTE}
    assert len({c.id for c in found.claims}) == 2


def test_what_is_told_differently_is_another_claim() -> None:
    plain = departure("王远舟")
    roles = plain.roles
    others = (
        Proposal("membership", roles, QUOTE),
        Proposal("departure", roles, QUOTE, certainty=Certainty.RUMOURED),
        Proposal("departure", roles, QUOTE, polarity=Polarity.NEGATED),
        Proposal("departure", roles, QUOTE, valid_time=ValidTime.of("2024")),
        Proposal("departure", roles, QUOTE, speaker="李明岸"),
        Proposal("departure", roles, TEXT),
    )
    assert len(read(Scripted((plain, *others))).claims) == 1 + len(others)


def test_each_mention_is_listed_once_whoever_names_it() -> None:
    found = read(Scripted((departure("王远舟"), departure("李明岸"))), Scripted((departure("王远舟", 0.5),), "second"))
    assert sorted((m.kind, m.name) for m in found.mentions) == [
        (MentionKind.ORG, "星河汽车"),
        (MentionKind.PERSON, "李明岸"),
        (MentionKind.PERSON, "王远舟"),
    ]
    named = {a.value.id for c in found.claims for a in c.arguments if isinstance(a.value, Mention)}
    assert named == {m.id for m in found.mentions}


def test_the_surer_reader_has_the_claim_that_two_readers_make() -> None:
    found = read(Scripted((departure("王远舟", 0.4),), "guess"), Scripted((departure("王远舟", 0.9),), "sure"))
    assert [(c.backend, c.confidence) for c in found.claims] == [("sure", 0.9)]


def test_the_surer_reader_has_the_claim_though_another_reads_after_it() -> None:
    found = read(Scripted((departure("王远舟", 0.9),), "sure"), Scripted((departure("王远舟", 0.4),), "guess"))
    assert [(c.backend, c.confidence) for c in found.claims] == [("sure", 0.9)]


def test_of_one_readers_equal_proposals_the_surer_is_kept_where_it_comes_first() -> None:
    found = read(Scripted((departure("王远舟", 0.9), departure("王远舟", 0.4))))
    assert [c.confidence for c in found.claims] == [0.9]


def test_of_one_readers_equal_proposals_the_surer_is_kept_where_it_comes_last() -> None:
    found = read(Scripted((departure("王远舟", 0.4), departure("王远舟", 0.9))))
    assert [c.confidence for c in found.claims] == [0.9]


def test_rejects_of_every_reader_are_kept_with_their_reasons() -> None:
    bad = Proposal("departure", (ProposedRole("person", "张思琪"),), QUOTE)
    worse = Proposal("departure", (), "张思琪离职")
    found = read(Scripted((bad, departure("王远舟")), "one"), Scripted((worse,), "two"))
    assert [(r.backend, r.reason) for r in found.rejects] == [
        ("one", "person '张思琪' is not in the text"),
        ("two", "the quote is not in the text"),
    ]
    assert len(found.claims) == 1


def test_unknown_time_stays_unknown() -> None:
    (claim,) = extract(bare(TEXT, published="2024-05-20"), load_vocabulary(), (Scripted((departure("王远舟"),)),)).claims
    assert claim.valid_time is None


def test_time_speaker_and_stance_are_the_readers() -> None:
    roles = departure("王远舟").roles
    when = ValidTime.of("2024-05", "五月")
    proposal = Proposal("departure", roles, QUOTE, 0, when, Certainty.RUMOURED, Polarity.NEGATED, "李明岸", 0.25)
    (claim,) = read(Scripted((proposal,))).claims
    assert (claim.valid_time, claim.certainty, claim.polarity) == (when, Certainty.RUMOURED, Polarity.NEGATED)
    assert (claim.speaker, claim.confidence) == ("李明岸", 0.25)


def test_readers_that_find_nothing_make_nothing() -> None:
    assert read(Scripted(())) == Extraction((), (), ())


def test_the_version_names_every_reader() -> None:
    readers: tuple[Backend, ...] = (Scripted((), "one", "3"), Scripted((), "two", "4"))
    assert reader_version(readers) == "one-3,two-4"
    assert reader_version(default_backends(load_vocabulary())) != reader_version(default_backends(vocabulary()))


STORY = """星河汽车两名高管离职

5月10日，星河汽车宣布，首席财务官王远舟因个人原因离职。他将加入远大电子。
据传云帆科技副总裁李明岸也已离职，云帆科技没有回应。
远大电子去年完成了3亿元A轮融资，营收35.6亿元。
"""


def test_reading_twice_is_reading_once() -> None:
    first, second = (extract(document(STORY), vocabulary()) for _ in range(2))
    assert first == second
    assert [c.id for c in first.claims] == [c.id for c in second.claims]
    assert {c.event_type for c in first.claims} >= {"departure", "funding", "metric"}


def test_the_shipped_reader_claims_nothing_that_the_text_does_not_say() -> None:
    page = document(STORY)
    found = extract(page, vocabulary())
    read_spans = [r.span for r in page.regions_of((RegionKind.TITLE, RegionKind.HEADING, RegionKind.BODY))]
    for claim in found.claims:
        assert claim.evidence.span.of(page.text) == claim.evidence.quote
        assert any(s.contains(claim.evidence.span) for s in read_spans)
        for argument in claim.arguments:
            assert argument.evidence.span.of(page.text) == argument.evidence.quote
    assert all(m.evidence.quote == m.name for m in found.mentions)
