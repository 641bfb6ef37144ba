"""Who comes and goes, and where he works by it, as the sentence around the network's finding tells."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.model.words.moves import borne_out, settled
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from tests.extract.rules.scenery import last_scene


def told(kind: str, text: str, trigger: str, **roles: str) -> Finding:
    """A finding in the last sentence of a text; what stands only before it is understood there."""
    sentence = last_scene(text).text
    found = []
    for role, value in roles.items():
        at = sentence.find(value)
        found.append(Role(role, Item(Span(at, at + len(value)) if at >= 0 else None, value)))
    start = sentence.index(trigger)
    return Finding(kind, tuple(found), Span(start, start + len(trigger)), Span(0, len(sentence)))


def house(kind: str, text: str, trigger: str, **roles: str) -> str | None:
    found = settled(last_scene(text), told(kind, text, trigger, **roles))
    return found.values("org")[0].text if found else None


@pytest.mark.parametrize(
    ("text", "trigger", "org", "wanted"),
    [
        ("星河汽车总经理王远舟加入云帆科技，任副总裁。", "任", "星河汽车", "云帆科技"),
        ("王远舟离开。四天后，他入职云帆科技，任负责人。", "任", "星河汽车", "云帆科技"),
        ("王远舟去年辞职，三周后即被云帆科技聘为总裁。", "聘为", "星河汽车", "云帆科技"),
        ("王远舟加入北辰集团，现出任云帆科技总裁。", "出任", "云帆科技", "云帆科技"),
        ("星河汽车总经理王远舟曾加入云帆科技，现升任总裁。", "升任", "星河汽车", "星河汽车"),
        ("星河汽车总经理王远舟升任总裁，李明岸加入云帆科技。", "升任", "星河汽车", "星河汽车"),
        ("星河汽车和北辰集团合并，董事长由星河汽车总经理王远舟升任。", "升任", "北辰集团", "星河汽车"),
        ("云帆科技前总监王远舟升任总裁。", "升任", "星河汽车", "星河汽车"),
    ],
)
def test_a_post_is_where_who_takes_it_went_or_rose(text: str, trigger: str, org: str, wanted: str) -> None:
    assert house("appointment", text, trigger, person="王远舟", org=org) == wanted


@pytest.mark.parametrize(
    ("text", "trigger", "org", "wanted"),
    [
        ("王远舟1985年被分配到北辰集团，2000年离职。", "离职", "星河汽车", "北辰集团"),
        ("王远舟结束了在北辰集团的五年工作，辞职开店。", "辞职", "星河汽车", "北辰集团"),
        ("王远舟此前在北辰集团工作，今年离职。", "离职", "星河汽车", "星河汽车"),
        ("王远舟离职，在北辰集团找到新工作。", "离职", "星河汽车", "星河汽车"),
        ("时任云帆科技总经理的王远舟因与大股东北辰集团不合，黯然离场。", "离场", "北辰集团", "云帆科技"),
        ("云帆科技总经理王远舟去年离开北辰集团。", "离开", "北辰集团", "北辰集团"),
        ("前云帆科技总经理王远舟从北辰集团辞职。", "辞职", "北辰集团", "北辰集团"),
    ],
)
def test_who_leaves_leaves_where_he_worked_or_whose_post_he_is_called_by(text: str, trigger: str, org: str, wanted: str) -> None:
    assert house("departure", text, trigger, person="王远舟", org=org) == wanted


@pytest.mark.parametrize(
    ("kind", "text", "trigger", "person", "stays"),
    [
        ("departure", "星河汽车创始人王远舟昨晨安详离世。", "离世", "王远舟", False),
        ("departure", "星河汽车创始人王远舟昨晨离职。", "离职", "王远舟", True),
        ("appointment", "李明岸接替退休的王远舟出任总裁。", "出任", "王远舟", False),
        ("appointment", "李明岸接替退休的王远舟出任总裁。", "出任", "李明岸", True),
        ("appointment", "接替他的是王远舟。", "接替", "王远舟", True),
        ("departure", "接替王远舟的李明岸一年后离职。", "离职", "王远舟", False),
        ("departure", "接替王远舟的李明岸一年后离职。", "离职", "李明岸", True),
        ("departure", "王远舟离职，接替王远舟的是李明岸。", "离职", "王远舟", True),
        ("departure", "技术负责人都离开了，只剩下管销售的王远舟。", "离开", "王远舟", False),
        ("departure", "离开的是王远舟，只剩下李明岸。", "离开", "王远舟", True),
        ("departure", "星河汽车有5位高管离职。", "离职", "王远舟", False),
        ("departure", "离开星河汽车的，则有李明岸和何静怡。", "离开", "王远舟", False),
        ("departure", "去年离开星河汽车，则是为了家人。", "离开", "王远舟", True),
        ("departure", "星河汽车有5位高管离职，其中有王远舟。", "离职", "王远舟", True),
        ("departure", "这两位高管离职。", "离职", "王远舟", True),
        ("departure", "上述13位高管离职。", "离职", "王远舟", True),
        ("departure", "昨天离开的只有王远舟。", "离开", "王远舟", True),
        ("departure", "王远舟没有来。昨天离开星河汽车的是他。", "离开", "王远舟", True),
        ("appointment", "海外业务暂由总裁王远舟代管。", "代管", "王远舟", False),
        ("appointment", "总裁职务暂由王远舟代管。", "代管", "王远舟", True),
        ("appointment", "由秘书王远舟兼理交接。", "兼理", "王远舟", False),
        ("appointment", "原董事长王远舟落选。", "落选", "王远舟", False),
        ("appointment", "王远舟执掌星河汽车三十二年。", "执掌", "王远舟", False),
        ("appointment", "王远舟2015年起执掌星河汽车。", "执掌", "王远舟", True),
        ("appointment", "星河汽车自2005年起一直由王远舟掌舵。", "掌舵", "王远舟", False),
        ("appointment", "星河汽车一直未定由谁出任总裁，昨日王远舟接任。", "接任", "王远舟", True),
        ("appointment", "一直负责海外业务的副总裁王远舟接任总裁。", "接任", "王远舟", True),
        ("departure", "继总监离职后，星河汽车总裁王远舟也将离任。", "离职", "王远舟", False),
        ("departure", "继总监离职后，星河汽车总裁王远舟也将离任。", "离任", "王远舟", True),
        ("departure", "继王远舟离职后，公司再换帅。", "离职", "王远舟", True),
        ("departure", "部分做Skua的员工离职，去了云帆科技。", "离职", "Skua", False),
        ("departure", "王远舟和部分员工离职。", "离职", "王远舟", True),
        ("departure", "星河汽车总裁王远舟回应高管离职潮。", "离职", "王远舟", False),
        ("departure", "星河汽车总裁王远舟离职，潮州工厂停工。", "离职", "王远舟", True),
        ("departure", "王远舟不再向星河汽车的总裁汇报。", "不再", "王远舟", False),
        ("departure", "王远舟不再担任星河汽车总裁。", "不再", "王远舟", True),
        ("departure", "王远舟离职前不再向总裁汇报。", "离职", "王远舟", True),
        ("appointment", "星河汽车换帅：王远舟离任，李明岸接手。", "换帅", "王远舟", False),
        ("appointment", "星河汽车换帅：王远舟离任，李明岸接手。", "换帅", "李明岸", True),
        ("appointment", "王远舟卸任总裁，出任董事长。", "出任", "王远舟", True),
        ("departure", "李明岸接替将于3月退休的王远舟。", "退休", "李明岸", False),
        ("departure", "星河汽车创始人王远舟保留总裁头衔。", "保留", "王远舟", False),
        ("departure", "星河汽车总裁王远舟缺席股东大会。", "缺席", "王远舟", False),
        ("departure", "李明岸接替将于3月退休的王远舟。", "退休", "王远舟", True),
        ("departure", "李明岸是去年离职的总裁。", "离职", "李明岸", True),
        ("departure", "李明岸离职的消息王远舟早已知道。", "离职", "李明岸", True),
        ("appointment", "王远舟将离任，接任者来自云帆科技。", "接任", "王远舟", False),
        ("appointment", "王远舟离任，接任者李明岸来自云帆科技。", "接任", "李明岸", True),
        ("appointment", "王远舟将离任，接任人尚未公布。", "接任", "王远舟", False),
        ("appointment", "王远舟接任人力资源总监。", "接任", "王远舟", True),
        ("appointment", "王远舟升任人工智能实验室主任。", "升任", "王远舟", True),
        ("appointment", "李明岸接替人力资源总监王远舟出任该职。", "出任", "李明岸", True),
        ("appointment", "李明岸接替人力资源总监王远舟出任该职。", "出任", "王远舟", False),
        ("appointment", "2021年升任星河汽车总裁，王远舟卸任后将任顾问。", "升任", "王远舟", True),
        ("departure", "总监王远舟离职的原因是与董事长李明岸不合。", "离职", "王远舟", True),
        ("departure", "王远舟正式辞职的申请已获董事长李明岸批准。", "辞职", "王远舟", True),
        ("departure", "王远舟追随离职的总裁李明岸，也已离开。", "离职", "王远舟", True),
        ("departure", "王远舟与离职的总裁李明岸均已离开。", "离职", "王远舟", True),
    ],
)
def test_a_death_a_predecessor_work_to_mind_and_years_in_a_post_are_no_change(
    kind: str, text: str, trigger: str, person: str, stays: bool
) -> None:
    scene = last_scene(text)
    assert (borne_out(scene, told(kind, text, trigger, person=person, org="星河汽车")) is not None) == stays


@pytest.mark.parametrize(
    ("text", "trigger", "stays"),
    [
        ("王远舟说，李明岸已经离职。", "离职", False),
        ("王远舟出任总裁，前任总裁李明岸已于上月离开。", "离开", False),
        ("王远舟说，他已经离职。", "离职", True),
        ("王远舟，以及总监李明岸离职。", "离职", True),
        ("王远舟因病，已经离职。", "离职", True),
    ],
)
def test_a_clause_with_a_person_of_its_own_is_not_said_of_one_before_it(text: str, trigger: str, stays: bool) -> None:
    found = settled(last_scene(text), told("departure", text, trigger, person="王远舟", org="星河汽车"))
    assert (found is not None) == stays


@pytest.mark.parametrize(
    ("text", "trigger", "stays"),
    [
        ("王远舟对媒体说，云帆科技不再做芯片，两支队伍里的多数人转去了北辰集团。", "转去", False),
        ("王远舟表示，已有五名员工陆续离职。", "离职", False),
        ("王远舟团队集体转入北辰集团。", "转入", False),
        ("王远舟团队的王远舟离职。", "离职", True),
        ("王远舟和五名员工离职。", "离职", True),
        ("王远舟对媒体说，他和团队成员离职。", "离职", True),
        ("王远舟带着团队负责人的头衔，昨天离职。", "离职", True),
        ("王远舟，云帆科技团队负责人，离职。", "离职", True),
    ],
)
def test_what_many_do_is_not_said_of_one_who_stands_before_them(text: str, trigger: str, stays: bool) -> None:
    assert (house("departure", text, trigger, person="王远舟", org="云帆科技") is not None) is stays


@pytest.mark.parametrize("kind", ["departure", "appointment"])
def test_people_without_a_name_are_nobody(kind: str) -> None:
    assert house(kind, "几名骨干先后离开云帆科技。", "离开", person="骨干", org="云帆科技") is None


def test_who_follows_another_one_goes_where_that_one_was() -> None:
    text = "星河汽车总裁王远舟将调任。有消息称云帆科技副总裁李明岸将接替王远舟。"
    assert house("appointment", text, "接替", person="李明岸", org="云帆科技") == "星河汽车"
    text = "星河汽车总裁王远舟将调任。云帆科技副总裁李明岸将接替王远舟出任北辰集团董事。"
    assert house("appointment", text, "接替", person="李明岸", org="北辰集团") == "北辰集团"


@pytest.mark.parametrize(
    ("kind", "text", "trigger", "wanted"),
    [
        ("departure", "Ms Lau will take the helm of Orrin.", "take the helm", "appointment"),
        ("departure", "Ms Lau will take a break.", "take a break", "departure"),
        ("appointment", "Ms Lau relinquished the title.", "quished", "departure"),
        ("appointment", "Ms Lau becomes chief.", "becomes", "appointment"),
    ],
)
def test_english_verbs_say_whether_somebody_comes_or_goes(kind: str, text: str, trigger: str, wanted: str) -> None:
    found = settled(last_scene(text), told(kind, text, trigger, person="Lau", org="Orrin"))
    assert found
    assert found.event_type == wanted


def test_what_is_denied_in_so_many_words_is_denied() -> None:
    text = "The company denied a report that chairman Lau is stepping down."
    found = settled(last_scene(text), told("departure", text, "stepping down", person="Lau", org="Orrin"))
    assert found
    assert (found.certainty, found.polarity) == (Certainty.DENIED, Polarity.NEGATED)
    text = "对于王远舟将离开星河汽车的传闻，公司连说三个“假的”。"
    found = settled(last_scene(text), told("departure", text, "离开", person="王远舟", org="星河汽车"))
    assert found
    assert found.polarity is Polarity.NEGATED
    text = "王远舟将离开星河汽车的传闻坐实。"
    found = settled(last_scene(text), told("departure", text, "离开", person="王远舟", org="星河汽车"))
    assert found
    assert found.polarity is None
    text = "The company denied wrongdoing. Chairman Lau is stepping down."
    found = settled(last_scene(text), told("departure", text, "stepping down", person="Lau", org="Orrin"))
    assert found
    assert found.polarity is None


def test_a_successor_yet_to_be_named_is_nobody() -> None:
    for text, stays in (("Her successor will be named later.", False), ("Her successor will be named later, Lau said.", True)):
        finding = told("appointment", text, "named", person="Lau", org="Orrin")
        assert (borne_out(last_scene(text), finding) is not None) == stays


def test_other_events_are_left_alone() -> None:
    text = "星河汽车创始人王远舟离世。"
    finding = told("founding", text, "创始人", person="王远舟", org="星河汽车")
    assert settled(last_scene(text), finding) is finding


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("星河汽车起步后不久，王远舟便赶来会合。", False),
        ("王远舟从星河汽车赶来会合。", True),
        ("王远舟离开星河汽车，赶来会合。", True),
    ],
)
def test_nobody_leaves_by_coming_unless_the_words_say_from_where(text: str, kept: bool) -> None:
    gone = told("departure", text, "赶来会合", person="王远舟", org="星河汽车")
    assert bool(borne_out(last_scene(text), gone)) is kept


def test_who_is_named_to_a_post_in_so_many_words_is_appointed_and_nobody_before() -> None:
    text = "总裁王远舟离职，董事会任命李明岸为总裁。"
    scene = last_scene(text)
    assert settled(scene, told("appointment", text, "任命", person="王远舟", org="星河汽车")) is None
    assert settled(scene, told("appointment", text, "任命", person="李明岸", org="星河汽车")) is not None
    text = "王远舟获任命接替李明岸担任总裁。"
    assert settled(last_scene(text), told("appointment", text, "任命", person="王远舟", org="星河汽车")) is not None
    text = "星河汽车任命的总裁王远舟离职。"
    assert settled(last_scene(text), told("appointment", text, "任命", person="王远舟", org="星河汽车")) is not None


def people(kind: str, text: str, trigger: str, **roles: str) -> list[str]:
    found = settled(last_scene(text), told(kind, text, trigger, **roles))
    return [i.text for i in found.values("person")] if found else []


@pytest.mark.parametrize("change", ["变更为", "变为", "更换为", "调整为", "换成"])
def test_of_two_who_change_over_the_first_leaves_and_the_second_comes(change: str) -> None:
    text = f"星河汽车董事长由王远舟{change}李明岸。"
    assert people("departure", text, "变" if "变" in change else change, person="李明岸", org="星河汽车") == ["王远舟"]
    assert people("appointment", text, "变" if "变" in change else change, person="王远舟", org="星河汽车") == ["李明岸"]
    assert people("appointment", text, "变" if "变" in change else change, person="李明岸", org="星河汽车") == ["李明岸"]
    text = f"星河汽车董事长发生变更，由王远舟{change}李明岸。"
    assert people("departure", text, "变更", person="李明岸", org="星河汽车") == ["王远舟"]
    text = f"星河汽车董事长由王远舟{change}李明岸，王远舟转任首席科学家。"
    assert people("appointment", text, "转任", person="王远舟", org="星河汽车") == ["王远舟"]


@pytest.mark.parametrize(
    ("text", "person", "wanted"),
    [
        ("总监王远舟就李明岸离职一事作出回应。", "王远舟", ["李明岸"]),
        ("王远舟、李明岸离职。", "王远舟", ["王远舟"]),
        ("王远舟说，他已离职。", "王远舟", ["王远舟"]),
        ("总裁王远舟被董事长李明岸解雇，离职。", "王远舟", ["王远舟"]),
        ("总监王远舟跟随李明岸离职。", "王远舟", ["王远舟"]),
    ],
)
def test_who_stands_right_before_the_word_leaves_and_not_who_speaks_of_it(text: str, person: str, wanted: list[str]) -> None:
    assert people("departure", text, "离职", person=person, org="星河汽车") == wanted


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("星河汽车创始人王远舟：首席运营官离职的消息不实。", False),
        ("星河汽车创始人王远舟称，首席运营官离职的消息不实。", False),
        ("星河汽车创始人王远舟称，自己已从首席执行官离职。", True),
        ("星河汽车创始人王远舟宣布离职。", True),
        ("星河汽车创始人王远舟昨日表示，将从首席执行官离职。", True),
        ("王远舟，因个人原因从副总裁离职。", True),
    ],
)
def test_who_says_that_a_post_was_left_has_not_left_it(text: str, kept: bool) -> None:
    assert bool(people("departure", text, "离职", person="王远舟", org="星河汽车")) is kept


@pytest.mark.parametrize(
    ("text", "person", "gone"),
    [
        ("总裁王远舟宣布，四位高管离职。", "王远舟", False),
        ("总裁王远舟解释说，他们是自愿离职。", "王远舟", False),
        ("总裁王远舟上周离职。", "王远舟", True),
        ("王远舟去年3月出任总裁，六个月后离职。", "王远舟", True),
        ("王远舟加入八年，管理五百名员工后离职。", "王远舟", True),
        ("总裁王远舟辞任，是今年第三位离职的高管。", "王远舟", True),
    ],
)
def test_who_tells_of_several_is_none_of_them(text: str, person: str, gone: bool) -> None:
    found = borne_out(last_scene(text), told("departure", text, "离职", person=person, org="星河汽车"))
    assert (found is not None) is gone


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("王远舟常听猎头和离职同事说起星河汽车。", False),
        ("王远舟等离职员工起诉星河汽车。", True),
        ("王远舟离职后，员工都很意外。", True),
        ("总裁王远舟已从星河汽车离职。", True),
    ],
)
def test_who_speaks_of_those_who_left_is_none_of_them(text: str, gone: bool) -> None:
    found = borne_out(last_scene(text), told("departure", text, "离职", person="王远舟", org="星河汽车"))
    assert (found is not None) is gone


def test_who_invites_somebody_takes_no_post() -> None:
    text = "李明岸受星河汽车总裁王远舟之邀加入，任副总裁。"
    assert borne_out(last_scene(text), told("appointment", text, "加入", person="王远舟", org="星河汽车")) is None
    assert borne_out(last_scene(text), told("appointment", text, "加入", person="李明岸", org="星河汽车")) is not None


@pytest.mark.parametrize(
    ("text", "person", "gone"),
    [
        ("李明岸自总经理退休，由营运长王远舟接棒。", "王远舟", False),
        ("李明岸自总经理退休，由营运长王远舟接棒。", "李明岸", True),
        ("李明岸自总经理退休，接任者未定。", "李明岸", True),
    ],
)
def test_who_takes_over_does_not_leave_by_that(text: str, person: str, gone: bool) -> None:
    found = borne_out(last_scene(text), told("departure", text, "退休", person=person, org="星河汽车"))
    assert (found is not None) is gone


def test_nobody_is_made_a_founder() -> None:
    text = "星河汽车创始人王远舟退休，交棒给李明岸。"
    found = borne_out(last_scene(text), told("appointment", text, "交棒", person="李明岸", org="星河汽车", position="创始人"))
    assert found is not None
    assert not found.values("position")
