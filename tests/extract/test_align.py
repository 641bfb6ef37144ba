"""No evidence, no claim: what a reader proposes gets in only where the text bears it out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shiguan.extract.align import align, locate
from shiguan.extract.backends.base import Proposal, ProposedRole
from shiguan.records.amount import Amount
from shiguan.records.claim import Reject
from shiguan.records.document import Span
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.extraction import Extraction
from shiguan.vocabulary import load_vocabulary
from tests.extract.bare import bare

TEXT = "星河汽车首席财务官王远舟离职。\n星河汽车去年营收35.6亿元，\n王远舟 拿到股份。王远舟已加入远大电子。"
PERSON = ProposedRole("person", "王远舟", kind=MentionKind.PERSON)
ORG = ProposedRole("org", "星河汽车", kind=MentionKind.ORG)


def departure(*roles: ProposedRole, quote: str = "王远舟离职", start: int | None = None) -> Proposal:
    return Proposal("departure", roles, quote, start)


def let_in(*proposals: Proposal, text: str = TEXT) -> Extraction:
    return align(bare(text), proposals, "scripted", load_vocabulary())


def reason(*proposals: Proposal, text: str = TEXT) -> str:
    """Why the only proposal was refused."""
    found = let_in(*proposals, text=text)
    assert (found.claims, found.mentions) == ((), ())
    (reject,) = found.rejects
    assert (reject.document, reject.backend) == (bare(text).id, "scripted")
    return reject.reason


def test_a_quote_is_located_to_the_character() -> None:
    assert locate("甲乙丙丁", "乙丙") == Span(1, 3)


@pytest.mark.parametrize(
    ("text", "quote", "stretch"),
    [
        ("甲厂 停产了", "甲厂停产", "甲厂 停产"),
        ("甲厂停产了", "甲 厂\n停产", "甲厂停产"),
        ("甲厂\n\n停产了", "甲厂　停产", "甲厂\n\n停产"),
        ("升4.2%（上年", "4. 2% （", "4.2%（"),
    ],
)
def test_white_space_may_differ(text: str, quote: str, stretch: str) -> None:
    span = locate(text, quote)
    assert span is not None
    assert span.of(text) == stretch


def test_an_exact_place_wins_over_one_that_differs_in_white_space() -> None:
    assert locate("甲 乙，甲乙", "甲乙", 0) == Span(4, 6)


@pytest.mark.parametrize("quote", ["", " ", "甲丁", "乙甲", "甲。乙", "甲乙丙丁戊", "Ａ"])
def test_nothing_but_white_space_may_differ(quote: str) -> None:
    assert locate("甲乙丙丁A", quote) is None


@pytest.mark.parametrize(("hint", "start"), [(None, 0), (0, 0), (2, 3), (3, 3), (5, 6), (7, 6), (99, 6)])
def test_of_several_places_the_one_nearest_the_hint_is_taken(hint: int | None, start: int) -> None:
    assert locate("甲乙，甲乙，甲乙", "甲乙", hint) == Span(start, start + 2)


def test_overlapping_places_are_all_places() -> None:
    assert locate("甲甲甲甲", "甲甲", 1) == Span(1, 3)


def test_a_place_outside_the_text_is_only_a_hint() -> None:
    assert locate("甲乙，丙乙", "乙", -1) == Span(1, 2)


def test_a_claim_cites_its_quote_and_each_role_its_own_words() -> None:
    org = ProposedRole("org", "星河汽车", 0, MentionKind.ORG)
    (claim,) = let_in(departure(PERSON, org, ProposedRole("position", "首席财务官"))).claims
    assert claim.evidence.quote == "王远舟离职"
    assert [(a.role, a.text, a.evidence.quote, a.evidence.span.start) for a in claim.arguments] == [
        ("org", "星河汽车", "星河汽车", 0),
        ("person", "王远舟", "王远舟", 9),
        ("position", "首席财务官", "首席财务官", 4),
    ]
    assert claim.backend == "scripted"


def test_a_role_is_found_nearest_to_the_quote_where_the_reader_gives_no_place() -> None:
    (claim,) = let_in(departure(PERSON, ORG, quote="王远舟已加入远大电子")).claims
    assert claim.values("person")[0].evidence.span.start == TEXT.rindex("王远舟")
    assert claim.values("org")[0].evidence.span.start == TEXT.rindex("星河汽车")


def test_a_role_stands_where_the_reader_says_when_it_does_stand_there() -> None:
    told = ProposedRole("person", "王远舟", TEXT.rindex("王远舟"), MentionKind.PERSON)
    (claim,) = let_in(departure(told, ORG)).claims
    assert claim.values("person")[0].evidence.span.start == TEXT.rindex("王远舟")


def test_a_quote_with_white_space_of_its_own_is_cited_as_the_text_has_it() -> None:
    (claim,) = let_in(departure(PERSON, quote="营收35.6亿元，王远舟拿到股份")).claims
    assert claim.evidence.quote == "营收35.6亿元，\n王远舟 拿到股份"


@pytest.mark.parametrize(
    ("proposal", "why"),
    [
        (Proposal("wedding", (PERSON,), "王远舟离职"), "unknown event type"),
        (departure(PERSON, quote="王远舟被辞退"), "the quote is not in the text"),
        (departure(PERSON, quote=""), "the quote is not in the text"),
        (departure(PERSON, quote=" \n"), "the quote is not in the text"),
        (departure(ProposedRole("person", "李明岸", kind=MentionKind.PERSON)), "person '李明岸' is not in the text"),
        (departure(ProposedRole("person", "", kind=MentionKind.PERSON)), "person '' is not in the text"),
        (departure(PERSON, ProposedRole("org", "北辰集团")), "org '北辰集团' is not in the text"),
        (departure(PERSON, ProposedRole("acquirer", "星河汽车")), "departure has no role acquirer"),
        (departure(), "no role is told"),
        (departure(ProposedRole("reason", "身体原因")), "no role is told"),
        (
            departure(ProposedRole("person", "王远舟", kind=MentionKind.PERSON, name="王远舟之")),
            "person '王远舟' is not in the text",
        ),
    ],
)
def test_what_the_text_does_not_bear_out_is_refused_with_the_reason(proposal: Proposal, why: str) -> None:
    assert reason(proposal) == why


def test_a_reject_keeps_what_was_proposed() -> None:
    (reject,) = let_in(departure(PERSON, quote="王远舟被辞退")).rejects
    assert reject == Reject(bare(TEXT).id, "departure", "王远舟被辞退", "scripted", "the quote is not in the text")


def metric(value: str, quote: str = "星河汽车去年营收35.6亿元") -> Proposal:
    told = Amount(Decimal(3_560_000_000), Decimal(3_560_000_000), "CNY", None, value)
    return Proposal("metric", (ProposedRole("subject", "星河汽车"), ProposedRole("value", value, amount=told)), quote)


def test_an_amount_keeps_the_words_of_the_text() -> None:
    (claim,) = let_in(metric("35. 6亿元")).claims
    (value,) = claim.values("value")
    assert isinstance(value.value, Amount)
    assert (value.value.expression, value.evidence.quote) == ("35.6亿元", "35.6亿元")


@pytest.mark.parametrize("value", ["35.7亿元", "36.6亿元", "85.6亿元", "35.6万元", "三十五点六亿元"])
def test_a_number_with_one_sign_changed_is_refused(value: str) -> None:
    assert reason(metric(value)) == f"value {value!r} is not in the text"


def test_a_quote_with_one_digit_changed_is_refused() -> None:
    assert reason(metric("35.6亿元", "星河汽车去年营收35.8亿元")) == "the quote is not in the text"


def test_an_amount_that_its_words_do_not_mean_is_refused() -> None:
    wrong = Amount(Decimal(9), Decimal(9), "CNY", None, "35.6亿元")
    roles = (ProposedRole("subject", "星河汽车"), ProposedRole("value", "35.6亿元", amount=wrong))
    assert let_in(Proposal("metric", roles, "星河汽车去年营收35.6亿元")).claims == ()


def test_a_speaker_who_is_not_in_the_text_does_not_get_in() -> None:
    proposal = Proposal("departure", (PERSON, ORG), "王远舟离职", speaker="李明岸")
    assert [c.speaker for c in let_in(proposal).claims if c.speaker] == []


def test_a_role_that_is_no_key_is_left_out_where_it_is_not_found() -> None:
    found = let_in(departure(PERSON, ORG, ProposedRole("reason", "身体原因"), ProposedRole("destination_org", "远大电子")))
    (claim,) = found.claims
    assert [a.role for a in claim.arguments] == ["destination_org", "org", "person"]
    assert found.rejects == ()


def test_aliases_that_are_not_in_the_text_are_left_out() -> None:
    told = ProposedRole("org", "星河汽车", kind=MentionKind.ORG, aliases=("银河汽车", "星河", "星河汽车"))
    (claim,) = let_in(departure(PERSON, told)).claims
    assert [a.value.aliases for a in claim.arguments if isinstance(a.value, Mention)] == [("星河",), ()]


def test_a_mention_is_named_by_its_fullest_form_and_cited_where_that_first_stands() -> None:
    short = ProposedRole("org", "星河", TEXT.index("星河汽车去年"), MentionKind.ORG, "星河汽车")
    (claim,) = let_in(departure(PERSON, short)).claims
    (org,) = claim.values("org")
    assert isinstance(org.value, Mention)
    assert (org.text, org.value.aliases, org.value.evidence.span.start) == ("星河汽车", ("星河",), 0)
    assert (org.evidence.quote, org.evidence.span.start) == ("星河", TEXT.index("星河汽车去年"))


def test_one_proposal_told_twice_is_one_claim() -> None:
    found = let_in(departure(PERSON, ORG), departure(ORG, PERSON), departure(PERSON, ORG, ORG))
    assert len(found.claims) == 1
    assert sorted(m.name for m in found.mentions) == ["星河汽车", "王远舟"]


def test_good_proposals_get_in_beside_refused_ones() -> None:
    found = let_in(departure(PERSON, quote="无"), departure(PERSON, ORG), Proposal("wedding", (), "王远舟"))
    assert (len(found.claims), len(found.rejects)) == (1, 2)


# Every kind of character that text may hold, the odd ones likelier than chance would have them.
ANY_TEXT = st.text(
    st.one_of(st.sampled_from("星河王远，。“ \n\t　1.%AaİßΩ()[]\\^$*+?{}|"), st.characters()), min_size=1, max_size=40
)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(ANY_TEXT)
    start = draw(st.integers(0, len(text) - 1))
    span = Span(start, draw(st.integers(start + 1, len(text))))
    assume(span.of(text).strip())
    return text, span


@settings(deadline=None)
@given(stretches(), st.sampled_from([None, *MentionKind]), st.booleans())
def test_any_stretch_of_any_text_is_evidence(drawn: tuple[str, Span], kind: MentionKind | None, hinted: bool) -> None:
    text, span = drawn
    words = span.of(text)
    role = ProposedRole("person", words, span.start if hinted else None, kind)
    found = let_in(departure(role, quote=words, start=span.start if hinted else None), text=text)
    (claim,) = found.claims
    for evidence in (claim.evidence, claim.arguments[0].evidence):
        assert evidence.quote == words == evidence.span.of(text)
        assert not hinted or evidence.span == span
    assert found.rejects == ()


@settings(deadline=None)
@given(stretches(), st.data())
def test_white_space_put_into_a_stretch_does_not_hide_it(drawn: tuple[str, Span], data: st.DataObject) -> None:
    text, span = drawn
    words = span.of(text)
    spaced = "".join(c + data.draw(st.sampled_from(("", "", " ", "\n", "　"))) for c in words)
    found = locate(text, spaced)
    assert found is not None
    assert "".join(found.of(text).split()) == "".join(words.split())


SAID = st.text(st.sampled_from("星河汽车王远舟离职，。 0123"), min_size=2, max_size=30).filter(str.strip)
INVENTED = st.text(st.sampled_from("蓝湾银行陈立群456789"), min_size=1, max_size=6)


@settings(deadline=None)
@given(SAID, INVENTED, st.sampled_from(list(MentionKind)))
def test_an_invented_name_never_gets_in(text: str, invented: str, kind: MentionKind) -> None:
    proposals = [
        departure(ProposedRole("person", invented, kind=kind), quote=text),
        departure(ProposedRole("person", text, kind=kind, name=invented), quote=text),
        departure(ProposedRole("person", text), quote=invented),
        departure(ProposedRole("person", text), ProposedRole("org", invented), quote=text),
        departure(ProposedRole("reason", invented), quote=text),
    ]
    found = let_in(*proposals, text=text)
    assert (found.claims, found.mentions, len(found.rejects)) == ((), (), len(proposals))


@settings(deadline=None)
@given(SAID, INVENTED, st.sampled_from(list(MentionKind)))
def test_of_a_claim_that_gets_in_the_invented_parts_do_not(text: str, invented: str, kind: MentionKind) -> None:
    told = ProposedRole("person", text, kind=kind, aliases=(invented,))
    optional = (ProposedRole("position", invented), ProposedRole("destination_org", invented, 0, kind))
    found = let_in(departure(told, *optional, quote=text), text=text)
    (claim,) = found.claims
    assert [a.role for a in claim.arguments] == ["person"]
    assert invented not in {form for m in found.mentions for form in (m.name, *m.aliases)}


@settings(deadline=None)
@given(SAID, st.data())
def test_a_text_with_one_digit_changed_is_not_found(text: str, data: st.DataObject) -> None:
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    assume(digits)
    at = data.draw(st.sampled_from(digits))
    changed = text[:at] + data.draw(st.sampled_from("456789")) + text[at + 1 :]
    assert locate(text, changed) is None
