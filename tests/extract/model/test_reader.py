"""What both readers saw is put together: findings compared, doubts told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shiguan.extract.backends.model.reader import _note_employers, sightings
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from tests.extract.rules.scenery import last_scene, phrase_of, scenes_of, vocabulary


def told(scene: Scene, kind: str, evidence: str, **roles: str) -> Finding:
    """A finding whose roles stand in the scene's sentence, with the trigger at the head of its evidence."""
    start = scene.text.index(evidence)
    places = {role: scene.text.index(words) for role, words in roles.items()}
    items = (Role(role, Item(Span(at, at + len(roles[role])), roles[role])) for role, at in places.items())
    whole = Span(start, start + len(evidence))
    return Finding(kind, tuple(items), whole, whole, 0.9, support=0.9)


def kept(mine: list[Finding], others: list[Finding]) -> list[tuple[str, str, str]]:
    found = sightings(mine, others, {}, vocabulary())
    whose = [next(i.text for r in ("subject", "org") for i in s.finding.values(r)) for s in found]
    return [(s.by, s.finding.event_type, name) for s, name in zip(found, whose, strict=True)]


def test_a_membership_without_a_post_does_not_repeat_the_house_left() -> None:
    scene = last_scene("星河汽车合伙人王远舟离职，去了北辰集团。")
    gone = told(scene, "departure", "星河汽车合伙人王远舟离职", person="王远舟", org="星河汽车")
    there = told(scene, "membership", "星河汽车合伙人王远舟", person="王远舟", org="星河汽车")
    elsewhere = told(scene, "membership", "王远舟离职，去了北辰集团", person="王远舟", org="北辰集团")
    post = told(scene, "membership", "星河汽车合伙人王远舟", person="王远舟", org="星河汽车", position="合伙人")
    assert [k[1:] for k in kept([gone, there, elsewhere], [])] == [("departure", "星河汽车"), ("membership", "北辰集团")]
    assert ("model", "membership", "星河汽车") in kept([gone, post], [])


def test_a_deal_that_the_rules_read_as_called_off_is_off() -> None:
    scene = last_scene("星河汽车终止收购云帆科技。")
    seen_so = told(scene, "acquisition", "星河汽车终止收购云帆科技", acquirer="星河汽车", target="云帆科技")
    off = replace(seen_so, certainty=Certainty.REPORTED, polarity=Polarity.NEGATED)
    for other, wanted in ((off, Polarity.NEGATED), (seen_so, None)):
        (one,) = sightings([seen_so], [other], {}, vocabulary())
        assert one.finding.polarity is wanted


def test_a_membership_repeats_the_post_that_somebody_takes_but_not_his_deputys() -> None:
    scene = last_scene("云帆科技由副总裁王远舟接任公司总裁。")
    took = told(scene, "appointment", "接任公司总裁", person="王远舟", org="云帆科技", position="总裁")
    same = told(scene, "membership", "接任公司总裁", person="王远舟", org="云帆科技", position="公司总裁")
    before = told(scene, "membership", "副总裁王远舟", person="王远舟", org="云帆科技", position="副总裁")
    assert [k[1] for k in kept([took, same], [])] == ["appointment"]
    assert [k[1] for k in kept([took, before], [])] == ["appointment", "membership"]


def test_a_figure_is_of_the_firm_in_its_own_clause() -> None:
    scene = last_scene("星河汽车的对手很多，例如天工机器人的开销有6亿元。")
    far = told(scene, "metric", "例如天工机器人的开销有6亿元", subject="星河汽车", value="6亿元")
    near = told(scene, "metric", "例如天工机器人的开销有6亿元", subject="天工机器人", value="6亿元")
    assert kept([far], [near]) == [("rules+model", "metric", "天工机器人")]
    assert kept([near], [far]) == [("model", "metric", "天工机器人"), ("rules", "metric", "星河汽车")]


def test_a_firm_guessed_elsewhere_yields_to_the_one_that_the_rules_understand() -> None:
    scene = last_scene("星河汽车很好。天工机器人也好。8月裁员三成。")
    cut = told(scene, "layoff", "8月裁员三成", count="三成")
    mine = replace(cut, roles=(*cut.roles, Role("org", Item(None, "星河汽车"))))
    understood = replace(cut, roles=(*cut.roles, Role("org", Item(None, "天工机器人"))))
    assert kept([replace(mine, support=0.3)], [understood]) == [("rules+model", "layoff", "天工机器人")]
    assert kept([replace(mine, support=0.8)], [understood]) == [("rules+model", "layoff", "星河汽车")]


def test_whose_firm_somebody_founded_is_known_from_then_on() -> None:
    scenes = scenes_of("创始人王远舟说，星河汽车很好。王远舟很忙。")
    founded = told(scenes[0], "founding", "创始人王远舟", person="王远舟", org="星河汽车")
    _note_employers(scenes[0], founded)
    employer = scenes[-1].discourse.employer(phrase_of(scenes[-1], "P").items[0])
    assert employer is not None
    assert employer.text == "星河汽车"


def test_a_figure_guessed_elsewhere_yields_to_whom_the_rules_read_in_the_sentence() -> None:
    scene = last_scene("天工机器人也好。星河汽车递交招股书，上半年营收2.75亿元。")
    near = told(scene, "metric", "上半年营收2.75亿元", subject="星河汽车", value="2.75亿元")
    far = replace(near, roles=(*(r for r in near.roles if r.role != "subject"), Role("subject", Item(None, "天工机器人"))))
    assert kept([replace(far, support=0.3)], [near])[0] == ("rules+model", "metric", "星河汽车")
    assert kept([replace(far, support=0.9)], [near])[0] == ("model", "metric", "天工机器人")


def test_the_network_words_a_post_and_the_rules_a_forum() -> None:
    scene = last_scene("星河汽车造型设计总监王远舟离职。")
    mine = told(scene, "departure", "王远舟离职", person="王远舟", org="星河汽车", position="造型设计总监")
    other = told(scene, "departure", "王远舟离职", person="王远舟", org="星河汽车", position="设计总监")
    (one,) = sightings([mine], [other], {}, vocabulary())
    assert [i.text for i in one.finding.values("position")] == ["造型设计总监"]
    suit = last_scene("王远舟向海东区法院起诉星河汽车。")
    seen = told(suit, "lawsuit", "起诉星河汽车", plaintiff="王远舟", defendant="星河汽车", forum="法院")
    read = told(suit, "lawsuit", "起诉星河汽车", plaintiff="王远舟", defendant="星河汽车", forum="海东区法院")
    (one,) = sightings([seen], [read], {}, vocabulary())
    assert [i.text for i in one.finding.values("forum")] == ["海东区法院"]


@pytest.mark.parametrize(("support", "wanted"), [(0.9, "天工机器人"), (0.5, "星河汽车")])
def test_a_house_of_another_sentence_stands_where_the_network_is_sure_of_it(support: float, wanted: str) -> None:
    scene = last_scene("天工机器人很好。在星河汽车干过的王远舟是副总裁。")
    read = told(scene, "membership", "王远舟是副总裁", person="王远舟", org="星河汽车", position="副总裁")
    far = Role("org", Item(None, "天工机器人"))
    mine = replace(read, roles=(*(r for r in read.roles if r.role != "org"), far), support=support)
    (one,) = sightings([mine], [read], {}, vocabulary())
    assert [i.text for i in one.finding.values("org")] == [wanted]


def test_one_thing_told_longer_by_one_reader_is_one() -> None:
    scene = last_scene("星河汽车锡州店关闭，云州店留下。")
    seen = told(scene, "product_shutdown", "星河汽车锡州店关闭", org="星河汽车", product="锡州店")
    read = told(scene, "product_shutdown", "星河汽车锡州店关闭", org="星河汽车", product="星河汽车锡州店")
    other = told(scene, "product_shutdown", "星河汽车锡州店关闭，云州店留下", org="星河汽车", product="云州店")
    assert len(kept([seen], [read])) == 1
    assert len(kept([seen], [other])) == 2


def test_what_a_figure_measures_stands_right_before_it_where_the_rules_read_that() -> None:
    scene = last_scene("星河汽车每股盈余0.71元，逾放比0.14%。")
    seen = told(scene, "metric", "逾放比0.14%", subject="星河汽车", measure="每股盈余", value="0.14%")
    read = told(scene, "metric", "逾放比0.14%", subject="星河汽车", measure="逾放比", value="0.14%")
    (both,) = sightings([seen], [read], {}, vocabulary())
    assert [i.text for i in both.finding.values("measure")] == ["逾放比"]
    far = told(scene, "metric", "逾放比0.14%", subject="星河汽车", measure="星河", value="0.14%")
    (both,) = sightings([seen], [far], {}, vocabulary())
    assert [i.text for i in both.finding.values("measure")] == ["每股盈余"]
