"""The words beside a name say on whose side it is, whatever the network takes it for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shiguan.extract.backends.model.labels import CERTAINTIES
from shiguan.extract.backends.model.sight import SeenEvent, SeenRole
from shiguan.extract.backends.model.words.parties import in_one_suit, settled
from shiguan.records.document import Span
from tests.extract.model.test_findings import event, found, values

REPORTED = tuple(float(c == "reported") for c in CERTAINTIES)


def told(text: str, kind: str, trigger: str, **roles: str) -> dict[str, list[str]]:
    """The parts as they are settled; a value may give its score behind a colon."""
    parts = []
    for role, told_there in roles.items():
        for value in told_there.split():
            name, _, score = value.partition(":")
            start = text.index(name)
            parts.append(SeenRole(role, Span(start, start + len(name)), float(score or 0.6)))
    start = text.rindex(trigger)
    event = SeenEvent(kind, Span(start, start + len(trigger)), tuple(parts), REPORTED, 0.0, 0.9)
    found: dict[str, list[str]] = {}
    for part in settled(event, parts, lambda span: (text, span)):
        found.setdefault(part.role, []).append(part.span.of(text))
    return found


def suit(text: str, trigger: str, **roles: str) -> tuple[list[str], list[str]]:
    found = told(text, "lawsuit", trigger, **roles)
    return found.get("plaintiff", []), found.get("defendant", [])


@pytest.mark.parametrize(
    ("text", "trigger", "wrongly", "plaintiff", "defendant"),
    [
        ("北辰被远山以侵权为由起诉至法院", "起诉", {"plaintiff": "北辰 远山"}, "远山", "北辰"),
        ("公司前总裁甲一被老东家北辰告上法庭", "告上法庭", {"defendant": "北辰 甲一"}, "北辰", "甲一"),
        ("北辰前总裁甲一被远山告上法庭", "告上法庭", {"defendant": "北辰 甲一 远山"}, "远山", "甲一"),
        ("北辰的创始人甲一被主机厂商远山告上法庭", "告上法庭", {"defendant": "北辰 甲一 远山"}, "远山", "甲一"),
        ("被裁员工起诉北辰", "起诉", {"plaintiff": "员工 北辰"}, "员工", "北辰"),
        ("远山起诉北辰", "起诉", {"plaintiff": "北辰", "defendant": "远山"}, "远山", "北辰"),
        ("远山以违约为由，将北辰告上法庭", "告上法庭", {"plaintiff": "远山 北辰"}, "远山", "北辰"),
        ("远山在深圳对北辰提起诉讼", "提起诉讼", {"defendant": "远山 北辰"}, "远山", "北辰"),
        ("北辰称，不了解远山起诉一事", "起诉", {"plaintiff": "北辰", "defendant": "远山"}, "远山", "北辰"),
        ("北辰的供货方远山将其告上法庭", "告上", {"plaintiff": "北辰:0.3", "defendant": "北辰 远山"}, "远山", "北辰"),
        ("甲一也向晚报证实，没有起诉远山", "起诉", {"plaintiff": "甲一 晚报", "defendant": "远山"}, "甲一", "远山"),
        ("甲一不服，向海东法院诉请撤销决议，被告为北辰", "诉请", {"defendant": "甲一 北辰"}, "甲一", "北辰"),
        ("原告北辰，被告为远山，下月开庭", "开庭", {"plaintiff": "远山", "defendant": "北辰"}, "北辰", "远山"),
    ],
)  # fmt: skip
def test_who_sues_whom_is_told_by_grammar(text: str, trigger: str, wrongly: dict[str, str], plaintiff: str, defendant: str) -> None:
    suing, sued = suit(text, trigger, **wrongly)
    assert (plaintiff in suing, defendant in sued) == (True, True)
    assert plaintiff not in sued
    assert defendant not in suing


def test_who_is_named_beside_a_party_is_none() -> None:
    text = "北辰前总裁甲一被远山告上法庭"
    assert suit(text, "告上法庭", defendant="北辰 甲一", plaintiff="远山") == (["远山"], ["甲一"])


def test_all_who_sue_together_are_parties() -> None:
    text = "远山和青田资本将北辰告上法庭"
    assert suit(text, "告上法庭", plaintiff="远山 青田资本", defendant="北辰") == (["青田资本", "远山"], ["北辰"])


def test_a_party_is_no_court() -> None:
    text = "云帆科技被判向星河汽车赔偿1.2亿元。"
    seen = event(text, "lawsuit", "被判", plaintiff="星河汽车", defendant="云帆科技", forum="星河汽车")
    (one,) = found(text, seen)
    assert values(one) == {"plaintiff": "星河汽车", "defendant": "云帆科技"}


def test_where_nothing_says_it_the_network_stands() -> None:
    text = "北辰被罚之后，远山仍要打官司"
    assert suit(text, "打官司", plaintiff="北辰", defendant="远山") == (["北辰"], ["远山"])


def test_a_court_and_a_number_of_people_are_no_party() -> None:
    text = "23名员工向海东区法院起诉北辰"
    assert suit(text, "起诉", plaintiff="23名 员工 海东区法院:0.2", defendant="北辰") == (["员工"], ["北辰"])


def test_who_put_a_tender_out_is_not_who_wins_it() -> None:
    text = "公司中标海东银行柜台改造项目"
    assert told(text, "bid_wins", "中标", org="海东银行", issuer="海东银行", subject="柜台改造项目") == {
        "issuer": ["海东银行"],
        "subject": ["柜台改造项目"],
    }
    assert told("北辰中标", "bid_wins", "中标", org="北辰") == {"org": ["北辰"]}


def test_what_one_piece_costs_is_not_what_the_tender_is_worth() -> None:
    text = "北辰以每瓦时1.12元、总价6720万元中标"
    assert told(text, "bid_wins", "中标", amount="1.12元 6720万元")["amount"] == ["6720万元"]


def test_other_events_keep_their_parts() -> None:
    assert told("海东区法院收购北辰", "acquisition", "收购", acquirer="海东区法院", target="北辰") == {
        "acquirer": ["海东区法院"],
        "target": ["北辰"],
    }


def test_who_sends_the_notice_wins_nothing_wherever_it_is_named() -> None:
    text = "北辰收到海东水务发出的《中标通知书》，确认公司为海东水务泵站改造项目的中标单位"
    start = text.rindex("海东水务")
    part = SeenRole("org", Span(start, start + 4), 0.9)
    event = SeenEvent("bid_wins", Span(len(text) - 4, len(text)), (part,), REPORTED, 0.0, 0.9)
    assert settled(event, [part], lambda span: (text, span)) == []
    assert told("北辰收到远山的贺电，祝贺它中标", "bid_wins", "中标", org="北辰 远山") == {"org": ["北辰", "远山"]}


@pytest.mark.parametrize(
    ("text", "trigger", "wrongly", "plaintiff", "defendant"),
    [
        ("甲一等人把北辰和担保方远山诉至法院", "诉至",
         {"plaintiff": "甲一:0.2 远山", "defendant": "甲一 北辰"}, ["甲一"], ["北辰", "远山"]),
        ("远山因为短剧的署名把北辰告到法院", "告到", {"plaintiff": "远山 短剧", "defendant": "北辰"}, ["远山", "短剧"], ["北辰"]),
        ("远山以前的伙伴北辰将青田资本告上法庭", "告上法庭",
         {"plaintiff": "北辰", "defendant": "青田资本"}, ["北辰"], ["青田资本"]),
        ("针对远山的诉讼由北辰提起", "提起", {"plaintiff": "北辰", "defendant": "远山"}, ["北辰"], ["远山"]),
        ("远山将联合北辰和青田资本起诉云帆", "起诉",
         {"plaintiff": "远山 青田资本:0.9", "defendant": "云帆"}, ["远山", "青田资本"], ["云帆"]),
        ("甲一对远山的原股东北辰提出仲裁", "提出仲裁", {"plaintiff": "北辰", "defendant": "甲一 远山"}, ["甲一"], ["北辰"]),
    ],
)  # fmt: skip
def test_who_is_sued_along_and_whose_shareholder_is_sued(
    text: str, trigger: str, wrongly: dict[str, str], plaintiff: list[str], defendant: list[str]
) -> None:
    suing, sued = suit(text, trigger, **wrongly)
    assert (sorted(suing), sorted(sued)) == (sorted(plaintiff), sorted(defendant))


def stage(text: str, trigger: str, **roles: str) -> SeenEvent:
    start = text.rindex(trigger)
    parts = [SeenRole(r, Span(text.index(v), text.index(v) + len(v)), 0.6) for r, values in roles.items() for v in values.split()]
    return SeenEvent("lawsuit", Span(start, start + len(trigger)), tuple(parts), REPORTED, 0.0, 0.9)


def sides(text: str, seen: SeenEvent) -> tuple[list[str], list[str]]:
    return tuple([p.span.of(text) for p in seen.roles if p.role == role] for role in ("plaintiff", "defendant"))  # type: ignore[return-value]


def test_what_becomes_of_a_suit_has_the_parties_of_its_filing() -> None:
    text = "远山将北辰告上法庭，一审判决驳回，股东青田资本不服"
    filed = stage(text, "告上", plaintiff="远山", defendant="北辰")
    ruled = stage(text, "判决", plaintiff="青田资本", defendant="远山")
    assert [sides(text, e) for e in in_one_suit([filed, ruled], lambda span: (text, span))] == [(["远山"], ["北辰"])] * 2


@pytest.mark.parametrize(
    ("text", "filing", "ruling", "own"),
    [
        ("远山起诉北辰，云帆对青田的诉讼被驳回", "起诉", "驳回", ("云帆", "青田")),
        ("远山起诉北辰，另案判决青田败诉云帆", "起诉", "判决", ("云帆", "青田")),
        ("远山起诉北辰，青田也诉请法院判令云帆赔偿", "起诉", "诉请法院判令", ("青田", "云帆")),
        ("法院判决青田败给云帆，远山起诉北辰", "起诉", "判决", ("云帆", "青田")),
    ],
)
def test_what_becomes_of_another_suit_keeps_its_own_parties(text: str, filing: str, ruling: str, own: tuple[str, str]) -> None:
    filed = stage(text, filing, plaintiff="远山", defendant="北辰")
    ruled = stage(text, ruling, plaintiff=own[0], defendant=own[1])
    events = sorted([filed, ruled], key=lambda e: e.trigger)
    kept = {e.trigger: sides(text, e) for e in in_one_suit(events, lambda span: (text, span))}
    assert kept == {filed.trigger: (["远山"], ["北辰"]), ruled.trigger: ([own[0]], [own[1]])}


def test_a_filing_with_an_unsure_party_lends_none() -> None:
    text = "远山起诉北辰，法院判决北辰赔偿"
    filed = stage(text, "起诉", plaintiff="远山", defendant="北辰")
    unsure = replace(filed, roles=tuple(replace(r, score=0.3) for r in filed.roles))
    ruled = stage(text, "判决", plaintiff="远山", defendant="北辰")
    assert in_one_suit([unsure, ruled], lambda span: (text, span)) == [unsure, ruled]


def test_another_filing_of_the_sentence_keeps_its_parties() -> None:
    text = "远山将北辰告上法庭，又把青田资本告上仲裁庭"
    filed = stage(text, "告上法庭", plaintiff="远山", defendant="北辰")
    again = stage(text, "告上仲裁庭", plaintiff="远山", defendant="青田资本")
    kept = in_one_suit([filed, again], lambda span: (text, span))
    assert [sides(text, e) for e in kept] == [(["远山"], ["北辰"]), (["远山"], ["青田资本"])]
