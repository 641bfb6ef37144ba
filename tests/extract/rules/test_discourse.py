"""What a reader has in mind after some sentences: whom 他 means, who works where, what the article is about."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.rules.discourse import Discourse
from shiguan.extract.backends.rules.names.table import Name
from shiguan.extract.backends.rules.phrases import Item, Phrase
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind

PLACE = Span(0, 3)


def org(surface: str, full: str | None = None) -> Item:
    return Item(PLACE, surface, Name(MentionKind.ORG, surface, full or surface))


def person(name: str, at: Item | None = None, former: bool = False) -> Item:
    return Item(PLACE, name, Name(MentionKind.PERSON, name, name), at, former=former)


def phrase(*items: Item, pronoun: bool = False) -> Phrase:
    kinds = {MentionKind.PERSON: "P", MentionKind.PRODUCT: "D"}
    name = items[0].name
    return Phrase(kinds.get(name.kind, "O") if name else "O", PLACE, items, pronoun)


def after(*sentences: tuple[Phrase, ...]) -> Discourse:
    """The discourse once it has heard the sentences, all of one paragraph."""
    discourse = Discourse()
    for sentence in sentences:
        discourse.note(sentence)
    return discourse


WANG, LI = person("王远舟"), person("李明岸")
XINGHE, YUNFAN = org("星河汽车"), org("云帆科技")


def texts(items: tuple[Item, ...]) -> list[str]:
    return [i.text for i in items]


def test_at_first_nothing_is_meant() -> None:
    nothing = Discourse()
    assert (nothing.persons(False), nothing.persons(True), nothing.orgs(), nothing.products()) == ((), (), (), ())
    assert (nothing.topic(), nothing.main(), nothing.pair(), nothing.kind_of_pair(), nothing.employer(WANG)) == (None,) * 5


def test_he_is_the_first_person_of_the_last_sentence_that_named_one() -> None:
    discourse = after((phrase(LI),), (phrase(WANG), phrase(LI)), (phrase(XINGHE),))
    assert texts(discourse.persons(many=False)) == ["王远舟"]


def test_a_pronoun_does_not_change_whom_it_means() -> None:
    discourse = after((phrase(WANG),), (phrase(WANG, pronoun=True), phrase(LI)))
    assert texts(discourse.persons(many=False)) == ["李明岸"]


def test_they_are_a_list_of_persons_and_nobody_where_only_one_was_named() -> None:
    assert texts(after((phrase(WANG, LI),)).persons(many=True)) == ["王远舟", "李明岸"]
    assert texts(after((phrase(WANG, LI),)).persons(many=False)) == ["王远舟"]
    assert after((phrase(WANG),)).persons(many=True) == ()


@pytest.mark.parametrize("last", [(phrase(XINGHE),), (phrase(XINGHE), phrase(LI)), (phrase(person("王远舟", XINGHE)),)])
def test_the_company_is_the_firm_last_spoken_of(last: tuple[Phrase, ...]) -> None:
    discourse = after((phrase(YUNFAN),), last, (phrase(WANG),))
    assert texts(discourse.orgs()) == ["星河汽车"]
    topic = discourse.topic()
    assert topic is not None
    assert topic.text == "星河汽车"


def test_of_two_firms_of_a_sentence_the_company_is_the_first() -> None:
    assert texts(after((phrase(XINGHE), phrase(YUNFAN))).orgs()) == ["星河汽车"]


def test_the_document_is_about_the_firm_it_names_most_by_whatever_name() -> None:
    discourse = after(
        (phrase(YUNFAN),), (phrase(XINGHE),), (phrase(org("星河", "星河汽车")),), (phrase(YUNFAN),), (phrase(XINGHE),)
    )
    main = discourse.main()
    assert main is not None
    assert main.name is not None
    assert main.name.name == "星河汽车"


def test_a_new_paragraph_is_still_about_the_same() -> None:
    discourse = after((phrase(XINGHE), phrase(WANG)))
    assert texts(discourse.orgs()) == ["星河汽车"]
    main = discourse.main()
    assert main is not None
    assert main.text == "星河汽车"


def test_what_is_remembered_no_longer_stands_anywhere() -> None:
    discourse = after((phrase(person("王远舟", XINGHE), LI),))
    pair = discourse.pair()
    assert pair is not None
    remembered = (*discourse.persons(many=True), *discourse.orgs(), *pair)
    assert [i.span for i in remembered] == [None] * 5
    employer = discourse.employer(WANG)
    assert employer is not None
    assert employer.span is None


def test_somebody_works_where_the_text_last_said_most_often() -> None:
    discourse = after(
        (phrase(person("王远舟", YUNFAN)),),
        (phrase(person("王远舟", XINGHE)),),
        (phrase(person("王远舟", org("星河", "星河汽车"))),),
    )
    employer = discourse.employer(WANG)
    assert employer is not None
    assert employer.text in ("星河", "星河汽车")
    assert discourse.employer(LI) is None


def test_what_the_phrase_itself_says_of_the_employer_comes_first() -> None:
    discourse = after((phrase(person("王远舟", XINGHE)),))
    assert discourse.employer(person("王远舟", YUNFAN)) == YUNFAN


def test_the_former_and_the_latter_are_the_last_list_of_two() -> None:
    discourse = after((phrase(WANG, LI),), (phrase(XINGHE, YUNFAN),))
    pair = discourse.pair()
    assert pair is not None
    assert texts(pair) == ["星河汽车", "云帆科技"]
    assert discourse.kind_of_pair() is MentionKind.ORG


def test_two_firms_of_one_sentence_are_a_pair_though_not_side_by_side() -> None:
    pair = after(
        (phrase(XINGHE), phrase(YUNFAN)),
    ).pair()
    assert pair is not None
    assert texts(pair) == ["星河汽车", "云帆科技"]


def test_a_firm_beside_itself_and_a_list_of_three_are_no_pair() -> None:
    assert after((phrase(XINGHE), phrase(XINGHE))).pair() is None
    assert after((phrase(WANG, LI, person("张思琪")),)).pair() is None


def test_the_product_is_the_one_last_spoken_of() -> None:
    one, other = (Item(PLACE, n, Name(MentionKind.PRODUCT, n, n)) for n in ("云雀", "海燕"))
    assert texts(after((phrase(one),), (phrase(other),), (phrase(XINGHE),)).products()) == ["海燕"]
