"""The files that come with the package: they load, say nothing twice, and agree with the design."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import opencc
import pytest

from shiguan.errors import InputError, VocabularyError
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import ValueKind, load_vocabulary
from shiguan.vocabulary.reading import parse

VOCABULARY = load_vocabulary()
SHARED = Path(__file__).parents[3] / "shared"

# Event types and roles as the export names them.
DESIGN = {
    "departure": "person org position reason destination_org destination_activity",
    "appointment": "person org position",
    "membership": "person org position",
    "founding": "person org",
    "funding": "org round amount currency investors valuation",
    "valuation": "org amount currency",
    "acquisition": "acquirer target amount currency status",
    "partnership": "orgs subject",
    "spin_off": "org unit",
    "layoff": "org unit count",
    "product_release": "org product kind",
    "product_shutdown": "org product",
    "price_change": "org product change",
    "pivot": "org from to",
    "abandonment": "org subject",
    "lawsuit": "plaintiff defendant forum cause",
    "bid_wins": "org subject amount currency issuer count rank period",
    "listing": "org exchange step",
    "metric": "subject measure value unit period rank",
    "count_claim": "subject measure value period members",
    "forecast": "speaker gist horizon",
    "statement": "speaker gist",
}

# Classes of words.yml that readers name.
WORD_CLASSES = (
    "speech_verbs rumour_markers talks_markers reported_markers denial_markers no_comment_markers plan_markers future_words modals"
    " confirmation_markers official_channels negators cancel_markers conditionals questions forecast_markers opinion_markers"
    " function_words name_enders adverbs conjunctions list_enders pronouns_person pronouns_org speakers_unnamed not_names"
)


def test_events_are_those_of_the_design() -> None:
    assert {name: " ".join(r.name for r in e.roles) for name, e in VOCABULARY.events.items()} == DESIGN


def test_events_agree_with_the_shared_design() -> None:
    design = SHARED / "DESIGN.md"
    if not design.exists():
        pytest.skip("the design is not beside this checkout")
    section = design.read_text(encoding="utf-8").split("## Event types and roles")[1].split("certainty:")[0]
    told = {m[1]: re.sub(r":.*", "", m[2]) for m in re.finditer(r"(\w+)\(([^)]*)\)", section) if m[1] in DESIGN}
    # The vocabulary may hold more than the design's names: members of a group, the price of a firm, what was won in a tender and
    # from whom.
    for name, roles in told.items():
        assert {x.strip() for x in roles.split(",")} <= set(DESIGN[name].split()), name


def test_keys_agree_with_the_scorer() -> None:
    scorer = SHARED / "score/score_claims.py"
    if not scorer.exists():
        pytest.skip("the scorer is not beside this checkout")
    source = scorer.read_text(encoding="utf-8")
    found = re.search(r"^KEYS = (\{.*?^\})", source, re.DOTALL | re.MULTILINE)
    assert found
    keys: dict[str, tuple[str, ...]] = ast.literal_eval(found[1])
    ours = {e.name: e.keys for e in VOCABULARY.events.values() if e.keys}
    assert ours.keys() == keys.keys()
    # What the scorer lets in, ours does; of tenders it wants those that are counted, and we keep each one that is won.
    for name, choices in keys.items():
        for choice, mine in zip(choices, ours[name], strict=True):
            theirs = set(choice.split("|"))
            assert theirs <= set(mine) if name == "bid_wins" else theirs == set(mine), name


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("departure", "departure"),
        ("departures", "departure"),
        ("离职", "departure"),
        ("Funding", "funding"),
        ("收购", "acquisition"),
        ("IPO", "listing"),
        ("product release", "product_release"),
        ("裁员 ", "layoff"),
    ],
)
def test_an_event_type_is_found_by_its_words(word: str, name: str) -> None:
    assert VOCABULARY.event(word).name == name


def test_an_unknown_event_type_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"wedding.*departure"):
        VOCABULARY.event("wedding")


def test_no_word_means_two_event_types() -> None:
    words = Counter(w.lower() for e in VOCABULARY.events.values() for w in {e.name, e.zh, e.en, *e.aliases})
    shared = {w for w, n in words.items() if n > 1}
    assert not shared, shared


def test_roles_have_kinds() -> None:
    funding = VOCABULARY.events["funding"]
    assert funding.role("investors").many
    assert funding.role("investors").kind is ValueKind.ORG
    assert funding.role("amount").kind is ValueKind.AMOUNT
    assert funding.one_of == ("round", "amount", "valuation")
    assert VOCABULARY.events["metric"].keys == (("subject",), ("value", "rank"))
    with pytest.raises(KeyError):
        funding.role("bride")


def test_the_data_is_wide() -> None:
    kinds = Counter((k.kind, k.owner is not None) for k in VOCABULARY.known)
    assert kinds[MentionKind.ORG, False] >= 700
    assert kinds[MentionKind.ORG, True] >= 50
    assert kinds[MentionKind.PRODUCT, True] >= 300
    assert len(VOCABULARY.surnames) >= 440
    assert len(VOCABULARY.compound_surnames) >= 60
    assert len(VOCABULARY.given_characters) >= 700
    assert len(VOCABULARY.transliteration_characters) >= 250
    assert len(VOCABULARY.title_modifiers) >= 300
    assert len(VOCABULARY.words["not_names"]) >= 400


def test_every_word_class_is_there() -> None:
    assert [c for c in WORD_CLASSES.split() if not VOCABULARY.words.get(c)] == []


def test_single_surnames_are_one_character() -> None:
    assert {s for s in VOCABULARY.surnames if len(s) != 1} == set()
    assert {s for s in VOCABULARY.compound_surnames if len(s) < 2} == set()
    assert VOCABULARY.doubtful_surnames < VOCABULARY.surnames


def test_a_form_names_one_thing_of_a_kind_or_is_listed_as_ambiguous() -> None:
    forms = Counter((k.kind, form) for k in VOCABULARY.known for form in k.forms)
    assert {form for (_, form), n in forms.items() if n > 1} == VOCABULARY.ambiguous


def test_doubtful_forms_are_known_forms() -> None:
    assert all(VOCABULARY.named(form) for form in VOCABULARY.doubtful)
    assert "苹果" in VOCABULARY.doubtful
    assert "台积电" not in VOCABULARY.doubtful


def test_ordinary_words_and_known_names_do_not_meet() -> None:
    known = {form for k in VOCABULARY.known for form in k.forms if form not in VOCABULARY.doubtful}
    generic = VOCABULARY.generic_orgs | VOCABULARY.appositions | VOCABULARY.units | VOCABULARY.title_heads
    assert known & generic == set()
    everyday = {w for c in ("adverbs", "function_words", "speech_verbs", "negators", "modals") for w in VOCABULARY.words[c]}
    assert known & everyday == set()


def test_everything_is_in_simplified_script() -> None:
    to_simplified = opencc.OpenCC("t2s").convert
    words = {w for group in VOCABULARY.words.values() for w in group}
    forms = {form for k in VOCABULARY.known for form in k.forms}
    sets = (
        VOCABULARY.surnames,
        VOCABULARY.compound_surnames,
        VOCABULARY.given_characters,
        VOCABULARY.title_heads,
        VOCABULARY.title_modifiers,
        VOCABULARY.org_strong,
        VOCABULARY.places,
    )
    text = "\n".join(sorted(words | forms | frozenset().union(*sets)))
    changed = [(a, b) for a, b in zip(text.split("\n"), to_simplified(text).split("\n"), strict=True) if a != b and b not in forms]
    assert changed == []


@pytest.mark.parametrize("place", ["杭州", "杭州市", "北京市", "广东省", "海淀区", "硅谷", "印尼", "内蒙古自治区"])
def test_places_are_known_short_and_long(place: str) -> None:
    assert place in VOCABULARY.places


def test_longest_legal_form_comes_first() -> None:
    lengths = [len(form) for form in VOCABULARY.legal_forms]
    assert lengths == sorted(lengths, reverse=True)


def test_currencies_have_codes_and_labels() -> None:
    labels = {c.code: (c.zh, c.en) for c in VOCABULARY.currencies}
    assert labels["USD"] == ("美元", "US dollar")
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in labels)


def test_the_vocabulary_is_loaded_once() -> None:
    assert load_vocabulary() is VOCABULARY


@pytest.mark.parametrize("content", [b"a: 1\na: 2\n", b"- a\n", b"a: [1\n", b"\xff\xfe\xfa"])
def test_a_broken_file_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(VocabularyError, match=r"^broken\.yml: "):
        parse(content, "broken.yml")


def test_who_watches_and_who_backs_is_told_by_every_form() -> None:
    words = load_vocabulary()
    assert {"第一财经", "一财", "港交所", "财政部"} <= words.watchers
    assert {"红杉资本", "Sequoia", "德勤"} <= words.backers
    assert not {"腾讯", "比亚迪"} & (words.watchers | words.backers)
