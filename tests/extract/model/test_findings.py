"""What was seen becomes findings: spans tied to names, times and amounts, several persons told apart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from shiguan.extract.backends.model.findings import findings
from shiguan.extract.backends.model.labels import CERTAINTIES
from shiguan.extract.backends.model.sight import SeenEvent, SeenRole
from shiguan.extract.backends.model.stage import Stage
from shiguan.extract.backends.rules.reader import scenes
from shiguan.extract.backends.rules.scene import Finding, Scene
from shiguan.extract.sentences import prepare
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from tests.extract.rules.page import document
from tests.extract.rules.scenery import vocabulary

SURE = tuple(float(c == "reported") for c in CERTAINTIES)


def span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def event(text: str, kind: str, trigger: str, refers: str | None = None, **roles: str) -> SeenEvent:
    """An event seen in a text; several values of a role are parted by a blank. ``refers`` is what every pronoun stands for."""
    pronoun = span(text, refers) if refers else None
    parts = [
        SeenRole(role, span(text, value), 0.9, pronoun if value in ("他", "该公司") else None)
        for role, values in roles.items()
        for value in values.split()
    ]
    return SeenEvent(kind, span(text, trigger), tuple(parts), SURE, 0.0, 0.9)


def found(text: str, *seen: SeenEvent) -> list[Finding]:
    told: list[Finding] = []
    earlier: list[Scene] = []
    for scene in scenes(prepare(document(text, "2024-05-20")), vocabulary()):
        whole = scene.line.sentence.span
        here = [e for e in seen if whole.start <= e.trigger.start < whole.end]
        told += findings(Stage(scene, earlier, vocabulary()), here)
        earlier.append(scene)
    return told


def values(finding: Finding) -> dict[str, str]:
    return {r.role: r.item.text for r in finding.roles}


def test_spans_become_names_and_times() -> None:
    text = "星河汽车财务总监王远去年11月离职。"
    seen = event(text, "departure", "离职", person="王远", org="星河汽车", position="财务总监", time="去年11月")
    (one,) = found(text, seen)
    assert values(one) == {"person": "王远", "org": "星河汽车", "position": "财务总监"}
    assert one.valid_time
    assert one.valid_time.when == "2023-11"
    assert (one.certainty, one.polarity) == (Certainty.REPORTED, Polarity.AFFIRMED)


def test_half_a_name_is_taken_for_the_whole() -> None:
    text = "星河汽车财务总监王远舟离职。"
    (one,) = found(text, event(text, "departure", "离职", person="王", org="星河汽车"))
    assert values(one)["person"] == "王远舟"


@pytest.mark.parametrize(
    ("text", "seen", "wanted"),
    [
        ("星河汽车的中单“Kite”（牧之晗）离职。", "Kite”", "Kite"),
        ("星河汽车的中单“Kite”（牧之晗）离职。", "“Kite”", "“Kite”"),
    ],
)
def test_a_mark_that_closes_nothing_is_none_of_a_name(text: str, seen: str, wanted: str) -> None:
    (one,) = found(text, event(text, "departure", "离职", person=seen, org="星河汽车"))
    assert values(one)["person"] == wanted


def test_several_persons_are_several_findings_each_with_his_own_post() -> None:
    text = "星河汽车财务总监王远、副总裁李明先后离职。"
    seen = event(text, "departure", "离职", person="王远 李明", org="星河汽车", position="财务总监 副总裁")
    assert [(values(f)["person"], values(f)["position"]) for f in found(text, seen)] == [("王远", "财务总监"), ("李明", "副总裁")]


@pytest.mark.parametrize(("score", "wanted"), [(0.5, None), (0.9, "云帆科技")])
def test_nobody_goes_where_another_one_of_the_sentence_leaves_more_surely(score: float, wanted: str | None) -> None:
    text = "星河汽车的王远离职、云帆科技的李明辞职。"
    going = event(text, "departure", "离职", person="王远", org="星河汽车", destination_org="云帆科技")
    going = replace(going, roles=(*going.roles[:2], replace(going.roles[2], score=score)))
    one, other = found(text, going, event(text, "departure", "辞职", person="李明", org="云帆科技"))
    assert values(one).get("destination_org") == wanted
    assert values(other)["org"] == "云帆科技"


def test_nobody_invests_in_himself_by_a_pronoun() -> None:
    text = "星河汽车宣布，该公司完成3亿元融资，云帆科技领投。"
    seen = event(text, "funding", "融资", refers="星河汽车", org="该公司", investors="星河汽车 云帆科技", amount="3亿元")
    (one,) = found(text, seen)
    assert [(r.role, r.item.text) for r in one.roles if r.role in ("org", "investors")] == [
        ("org", "星河汽车"),
        ("investors", "云帆科技"),
    ]


def test_who_says_nothing_denies_nothing() -> None:
    text = "星河汽车对裁员的说法不予置评。"
    seen = replace(event(text, "layoff", "裁员", org="星河汽车"), negated=0.9)
    assert found(text, seen) == []
    text = "星河汽车没有裁员。"
    assert len(found(text, replace(event(text, "layoff", "裁员", org="星河汽车"), negated=0.9))) == 1


def test_nobody_buys_himself_and_the_surer_part_stands() -> None:
    text = "安洛集团拟收购北辰物流。"
    seen = event(text, "acquisition", "收购", acquirer="安洛集团", target="北辰物流")
    doubtful = SeenRole("target", span(text, "安洛集团"), 0.6)
    (one,) = found(text, replace(seen, roles=(*seen.roles, doubtful)))
    assert values(one) == {"acquirer": "安洛集团", "target": "北辰物流"}
    alone = replace(seen, roles=(seen.roles[0], doubtful))
    assert found(text, alone) == []


def test_a_pronoun_is_what_it_refers_to() -> None:
    text = "王远是星河汽车的老人。他昨日离职。"
    (one,) = found(text, event(text, "departure", "离职", refers="王远", person="他", org="星河汽车"))
    assert values(one)["person"] == "王远"


def test_an_amount_is_read_by_the_parser() -> None:
    text = "星河汽车完成5亿美元B轮融资。"
    (one,) = found(text, event(text, "funding", "融资", org="星河汽车", amount="5亿美元", round="B轮"))
    (amount,) = [r.item.amount for r in one.roles if r.role == "amount"]
    assert amount
    assert amount.amount.low == 500_000_000
    assert amount.amount.currency == "USD"


def test_without_its_main_part_nothing_is_found() -> None:
    text = "双方各执一词，起诉已经受理。"
    assert found(text, event(text, "lawsuit", "起诉")) == []


def test_evidence_is_the_clauses_that_tell_it() -> None:
    text = "天气很好，星河汽车财务总监王远离职，股价下跌。"
    (one,) = found(text, event(text, "departure", "离职", person="王远", org="星河汽车"))
    assert one.evidence.of(text) == "星河汽车财务总监王远离职"


def test_a_bound_that_stands_before_the_figure_belongs_to_it() -> None:
    text = "云杉系这一轮走了至少17主管。"
    (one,) = found(text, event(text, "count_claim", "17主管", subject="云杉系", value="17主管"))
    (amount,) = [r.item.amount for r in one.roles if r.role == "value"]
    assert amount
    assert amount.amount.low == 17
    assert amount.amount.high is None


def stances(**likely: float) -> tuple[float, ...]:
    return tuple(likely.get(c, 0.0) for c in CERTAINTIES)


def test_nothing_is_denied_or_foreseen_without_a_word_for_it() -> None:
    text = "街坊都在议论云杉医药要裁员。"
    doubted = replace(event(text, "layoff", "裁员", org="云杉医药"), certainty=stances(denied=0.6, rumoured=0.4))
    assert [(f.certainty, f.polarity) for f in found(text, doubted)] == [(Certainty.RUMOURED, Polarity.AFFIRMED)]
    denied = "云杉医药否认裁员。"
    doubted = replace(event(denied, "layoff", "裁员", org="云杉医药"), certainty=stances(denied=0.6, rumoured=0.4))
    assert [(f.certainty, f.polarity) for f in found(denied, doubted)] == [(Certainty.DENIED, Polarity.NEGATED)]
    spent = "云杉医药的仓储开支近2.6亿元。"
    figure = event(spent, "metric", "2.6亿元", subject="云杉医药", measure="仓储开支", value="2.6亿元")
    (one,) = found(spent, replace(figure, certainty=stances(forecast=0.7, reported=0.3)))
    assert one.certainty is Certainty.REPORTED


def test_a_cut_word_is_made_whole_and_a_time_before_it_is_left_out() -> None:
    text = "去年三季度电池投放2亿元，星河汽车放弃芯片研发。"
    (one,) = found(text, event(text, "metric", "2亿元", subject="三季度电", measure="投放", value="2亿元"))
    assert values(one)["subject"] == "电池"
    (one,) = found(text, event(text, "abandonment", "放弃", org="星河汽车", subject="芯片研"))
    assert values(one)["subject"] == "芯片研发"


def test_marks_around_what_was_seen_are_left_out_but_for_those_that_open_and_close() -> None:
    text = "星河汽车放弃，芯片业务、停产“海鸥”。"
    (one,) = found(text, event(text, "abandonment", "放弃", org="星河汽车", subject="，芯片业务、"))
    assert values(one)["subject"] == "芯片业务"


def test_half_a_foreign_phrase_is_nobody() -> None:
    text = "假设Moving Law有效，星河汽车院士表示同意。"
    assert found(text, event(text, "membership", "院士", person="Moving", org="星河汽车")) == []


def test_the_time_in_which_something_is_only_described_is_no_time_of_the_event() -> None:
    text = "2015年上市的星河汽车拟收购云帆科技。"
    (one,) = found(text, event(text, "acquisition", "收购", acquirer="星河汽车", target="云帆科技", time="2015年"))
    assert one.valid_time is None
    text = "2015年星河汽车收购云帆科技。"
    (one,) = found(text, event(text, "acquisition", "收购", acquirer="星河汽车", target="云帆科技", time="2015年"))
    assert one.valid_time
    assert one.valid_time.when == "2015"


def test_last_year_s_time_of_another_sentence_is_that_of_what_stands_by_it() -> None:
    text = "星河汽车亏损3亿元，上年同期亏损2亿元。毛利率28%。"
    (one,) = found(text, event(text, "metric", "28%", subject="星河汽车", value="28%", time="上年同期"))
    assert one.valid_time is None


def test_a_name_in_brackets_behind_another_is_its_other_form() -> None:
    text = "星河汽车总裁王远（Lachlan）离职。"
    (one,) = found(text, event(text, "departure", "离职", person="王远 Lachlan", org="星河汽车"))
    assert values(one)["person"] == "王远"
    text = "星河汽车总裁“小凯”（王远）离职。"
    seen = event(text, "departure", "离职", person="小凯” 王远", org="星河汽车")
    assert "王远" in [values(f)["person"] for f in found(text, seen)]


_STORY = "星河汽车宣布裁员。\n{}\n财务总监王远已离职。"


def employer_in(between: str, seen_there: str, score: float) -> str:
    """Whom a departure that names no firm is given to, when the network sees the employer in the sentence before."""
    text = _STORY.format(between)
    seen = event(text, "departure", "离职", person="王远")
    (one,) = found(text, replace(seen, roles=(*seen.roles, SeenRole("org", span(text, seen_there), score))))
    return values(one)["org"]


def test_nobody_is_employed_by_who_only_stands_beside_the_story() -> None:
    assert employer_in("据北辰咨询统计，行业去年下滑一成。", "北辰咨询", 0.9) == "星河汽车"
    assert employer_in("市场监管总局上周约谈了多家平台。", "市场监管总局", 0.9) == "星河汽车"


def test_a_firm_that_has_become_the_story_keeps_its_people() -> None:
    assert employer_in("云帆科技随后跟进。", "云帆科技", 0.9) == "云帆科技"
    assert employer_in("云帆科技随后跟进。", "云帆科技", 0.2) == "云帆科技"


def test_a_firm_in_passing_has_people_only_where_the_network_is_sure_of_it() -> None:
    passing = "星河汽车去年亏损。星河汽车今年的新车由云帆科技代工。"
    assert employer_in(passing, "云帆科技", 0.9) == "云帆科技"
    assert employer_in(passing, "云帆科技", 0.2) == "星河汽车"


def test_words_are_not_cut_to_the_name_they_hold() -> None:
    text = "星河汽车因拖欠远大电子货款被起诉。"
    (one,) = found(text, event(text, "lawsuit", "起诉", plaintiff="远大电子", defendant="星河汽车", cause="拖欠远大电子货款"))
    assert values(one)["cause"] == "拖欠远大电子货款"
    text = "星河汽车中标远大电子厂房改造项目。"
    (one,) = found(text, event(text, "bid_wins", "中标", org="星河汽车", subject="远大电子厂房改造项目"))
    assert values(one)["subject"] == "远大电子厂房改造项目"


def test_each_who_wins_a_tender_has_won_and_is_not_who_put_it_out() -> None:
    text = "星河汽车与云帆科技联手以8亿元中标公交采购项目。"
    seen = event(text, "bid_wins", "中标", org="星河汽车 云帆科技", issuer="星河汽车", subject="公交采购项目", amount="8亿元")
    assert [values(f) for f in found(text, seen)] == [
        {"org": org, "subject": "公交采购项目", "amount": "8亿元"} for org in ("星河汽车", "云帆科技")
    ]


def test_the_value_of_the_sentence_itself_goes_before_a_nearer_one_of_another() -> None:
    text = "星河汽车中标一期项目，金额5亿元。云帆科技还中标了城南的道路清扫项目，金额8000万元。"
    at = text.rindex("中标")
    seen = event(text, "bid_wins", "云帆科技还中标", org="云帆科技", subject="道路清扫项目", amount="5亿元 8000万元")
    (one,) = found(text, replace(seen, trigger=Span(at, at + 2)))
    assert values(one)["amount"] == "8000万元"


@pytest.mark.parametrize(
    ("text", "value", "low", "unit"),
    [
        ("星河汽车存货周转天数拉长到141天。", "141天", 141, "天"),
        ("星河汽车的桩数3100根。", "3100根", 3100, "根"),
        ("星河汽车评分2.1分。", "2.1分", Decimal("2.1"), "分"),
    ],
)
def test_a_figure_may_count_whatever_the_network_says_is_counted(text: str, value: str, low: Decimal, unit: str) -> None:
    (one,) = found(text, event(text, "metric", value, subject="星河汽车", value=value))
    (item,) = one.values("value")
    assert item.amount
    assert (item.amount.amount.low, item.amount.amount.unit) == (low, unit)


def test_a_year_is_no_quantity() -> None:
    text = "星河汽车成立于2015年。"
    assert found(text, event(text, "metric", "2015年", subject="星河汽车", value="2015年")) == []


def test_the_words_of_a_figure_are_its_value_where_no_other_is_seen() -> None:
    text = "星河汽车缺员三个。"
    (one,) = found(text, event(text, "count_claim", "三个", subject="星河汽车"))
    assert values(one)["value"] == "三个"


def test_nobody_sues_himself() -> None:
    text = "星河汽车提请仲裁。"
    sued = SeenRole("defendant", Span(0, 2), 0.5)
    whose = replace(event(text, "lawsuit", "提请仲裁", plaintiff="星河汽车"))
    assert found(text, replace(whose, roles=(*whose.roles, sued))) == []


@pytest.mark.parametrize(("score", "told"), [(0.5, []), (0.9, ["王远"])])
def test_a_persons_name_is_a_firms_only_where_the_network_is_sure(score: float, told: list[str]) -> None:
    text = "总裁王远很高兴。平阔电子追加1.5亿元B轮。"
    whose = SeenRole("org", span(text, "王远"), score)
    seen = event(text, "funding", "追加", amount="1.5亿元")
    findings = found(text, replace(seen, roles=(*seen.roles, whose)))
    assert [i.text for f in findings for i in f.values("org") if i.text == "王远"] == told


@pytest.mark.parametrize("subject", ["TOP100房企", "五大整车厂商", "前五大厂商"])
def test_a_number_that_says_which_group_is_a_part_of_its_name(subject: str) -> None:
    text = f"上月{subject}销售额为300亿元。"
    (one,) = found(text, event(text, "metric", "300亿元", subject=subject, measure="销售额", value="300亿元"))
    assert values(one)["subject"] == subject


def test_a_sum_at_the_edge_of_what_is_named_is_none_of_it() -> None:
    text = "星河汽车上月300亿元销售额见底。"
    (one,) = found(text, event(text, "metric", "300亿元", subject="星河汽车", measure="300亿元销售额", value="300亿元"))
    assert values(one)["measure"] == "销售额"


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [("能力已接近Skua-4.8。", "-4.8", False), ("能力已接近Skua-4.8。", "4.8", False), ("能力增幅为-4.8%。", "-4.8%", True)],
)
def test_the_number_of_a_version_is_no_figure(text: str, value: str, told: bool) -> None:
    assert bool(found(text, event(text, "metric", value, subject="能力", measure="能力", value=value))) is told


def test_what_every_text_calls_so_is_nobodys_name() -> None:
    text = "星河汽车发布财报。AI周活率为40%。"
    (one,) = found(text, event(text, "metric", "40%", subject="AI", measure="周活率", value="40%"))
    assert values(one)["subject"] == "星河汽车"


def test_of_several_people_none_has_the_post_that_another_sentence_tells() -> None:
    text = "星河汽车人力总监乔安离职。王远舟、李明岸离职的消息也属实。"
    seen = event(text, "departure", "离职的", person="王远舟 李明岸", org="星河汽车", position="人力总监")
    told = found(text, seen)
    assert [values(f)["person"] for f in told] == ["王远舟", "李明岸"]
    assert all("position" not in values(f) for f in told)


def test_what_one_mark_closes_the_other_opens_and_nobody_plays_a_part_twice() -> None:
    text = "星河汽车终止《海鸥》的研发，星河汽车称。"
    seen = event(text, "abandonment", "终止", org="星河汽车", subject="海鸥》的研发")
    again = SeenRole("org", Span(text.rindex("星河汽车"), text.rindex("星河汽车") + 4), 0.9)
    (one,) = found(text, replace(seen, roles=(*seen.roles, again)))
    assert [(r.role, r.item.text) for r in one.roles] == [("org", "星河汽车"), ("subject", "《海鸥》的研发")]
