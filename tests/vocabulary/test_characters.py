import pytest

from shiguan.vocabulary.characters import cost, cost_after, look, rank_is_common, text_cost, together


def test_common_characters_cost_less_than_rare_ones_in_either_script() -> None:
    assert cost("的") < cost("经") == cost("經") < cost("蠡") < cost("龘")


def test_a_character_costs_less_after_one_it_makes_a_word_with() -> None:
    assert cost_after("公", "司") < cost("司")
    assert together("經", "濟") > 30
    assert together("布", "完") == 0


@pytest.mark.parametrize("wrong", ["鍏\ue100徃瀹ｅ竷瑁佸憳", "å…¬å¸å®£å¸ƒ", "膆晝絢覃"])
def test_text_read_by_the_wrong_codec_costs_far_more_than_prose(wrong: str) -> None:
    assert text_cost("公司宣布裁员。") + 25 < text_cost(wrong)


def test_no_text_costs_nothing() -> None:
    assert text_cost("") == 0


def test_only_han_characters_of_everyday_use_are_common() -> None:
    assert rank_is_common("業")
    assert not rank_is_common("騶")
    assert not rank_is_common("a")


def test_what_looks_alike_has_one_look() -> None:
    assert look("未") == look("末")
    assert look("己") == look("已") == look("巳")
    assert look("张") == "张" != look("章")
