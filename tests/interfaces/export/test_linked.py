"""GraphML, FollowTheMoney, Web Annotation, PROV, ClaimReview and TimelineJS, as the programs that read them take them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from shiguan import Shiguan
from shiguan.interfaces.export.annotations import annotated
from shiguan.interfaces.export.ftm import ftm
from shiguan.interfaces.export.graph import graphml
from shiguan.interfaces.export.provenance import provenance
from shiguan.interfaces.export.reviews import reviews
from shiguan.interfaces.export.storyline import storyline
from shiguan.interfaces.messages import Messages
from shiguan.judging import Word
from shiguan.query.rumours import RumoursQuestion, rumours
from shiguan.query.timeline import timeline
from shiguan.query.view import View
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.entry import Action
from tests.interfaces.export.conftest import record_of
from tests.query.build import viewed
from tests.resolve.build import NOON, Line, left, paper

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def loaded(pieces: Any) -> Any:
    return json.loads("".join(pieces))


def nodes(text: str) -> dict[str, dict[str, str]]:
    return {
        str(node.get("id")): {str(data.get("key")): data.text or "" for data in node}
        for node in ElementTree.fromstring(text).iter(f"{GRAPHML}node")
    }


# GraphML


def test_a_graph_joins_events_to_those_who_play_their_roles(messages: Messages) -> None:
    with viewed(paper([left("王远", "星河汽车", "2031-01-05", said="据悉")])) as view:
        text = "".join(graphml(messages, view))
        (event,) = view.events
    found = nodes(text)
    assert {node["label"] for node in found.values() if node["node"] == "entity"} == {"王远", "星河汽车"}
    assert (found[event.id]["kind"], found[event.id]["when"]) == ("departure", "2031-01-05")
    assert found[event.id]["quote"].startswith("据悉")
    edges = [(e.get("source"), found[str(e.get("target"))]["label"]) for e in ElementTree.fromstring(text).iter(f"{GRAPHML}edge")]
    assert sorted(edges) == [(event.id, "星河汽车"), (event.id, "王远")]


def test_every_edge_of_a_graph_ends_in_its_nodes(hostile: View, messages: Messages) -> None:
    text = "".join(graphml(messages, hostile))
    found = nodes(text)
    assert len(found) == len(hostile.events) + len(hostile.entities)
    for edge in ElementTree.fromstring(text).iter(f"{GRAPHML}edge"):
        assert {edge.get("source"), edge.get("target")} <= found.keys()


def test_a_graph_opens_in_networkx(hostile: View, messages: Messages) -> None:
    networkx = pytest.importorskip("networkx")
    made = networkx.parse_graphml("".join(graphml(messages, hostile)))
    assert made.number_of_nodes() == len(hostile.events) + len(hostile.entities)
    assert all(isinstance(data["mentions"], int) for _, data in made.nodes(data=True) if data["node"] == "entity")


# FollowTheMoney


def entities_of(view: View, messages: Messages) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ftm(messages, view)]


def test_facts_are_ties_and_all_else_is_an_unknown_link(messages: Messages) -> None:
    lines = [
        Line("appointment", {"person": "王远", "org": "星河汽车"}, {"position": "首席财务官"}, when="2031-01"),
        Line("appointment", {"person": "周岚", "org": "星河汽车"}, {"position": "独立董事"}),
        left("陈默", "星河汽车", "2031-Q1", to="云帆科技"),
        left("林溪", "星河汽车", certainty=Certainty.RUMOURED),
        left("何川", "星河汽车", certainty=Certainty.DENIED, polarity=Polarity.NEGATED),
        Line("acquisition", {"acquirer": "星河汽车", "target": "云帆科技"}, when="2030"),
    ]
    with viewed(paper(lines)) as view:
        found = entities_of(view, messages)
    name = {one["id"]: one["properties"]["name"][0] for one in found if "name" in one["properties"]}
    ties = {
        (one["schema"], *(name[p[0]] for key, p in one["properties"].items() if p[0] in name)): one["properties"]
        for one in found
        if "proof" in one["properties"]
    }
    assert ties["Employment", "王远", "星河汽车"]["startDate"] == ["2031-01"]
    assert ties["Directorship", "周岚", "星河汽车"]["role"] == ["独立董事"]
    assert ties["Employment", "陈默", "星河汽车"]["endDate"] == ["2031"]  # no more exact than ISO 8601 can say of a quarter
    assert ties["UnknownLink", "陈默", "云帆科技"]["role"] == ["离职: 去向"]
    assert ties["UnknownLink", "林溪", "星河汽车"]["status"] == ["传闻"]
    assert "并未发生" in ties["UnknownLink", "何川", "星河汽车"]["status"][0]
    assert ties["Ownership", "星河汽车", "云帆科技"]["startDate"] == ["2030"]
    assert {name[one["id"]] for one in found if one["schema"] == "Company"} == {"云帆科技"}


def test_every_tie_has_its_sentence_and_its_article(hostile: View, messages: Messages) -> None:
    found = entities_of(hostile, messages)
    articles = {one["id"] for one in found if one["schema"] == "Article"}
    ties = [one["properties"] for one in found if "recordId" in one["properties"]]
    assert ties
    assert all(articles.issuperset(tie["proof"]) and tie["summary"][0] for tie in ties)


def test_followthemoney_takes_every_entity(hostile: View, messages: Messages) -> None:
    model = pytest.importorskip("followthemoney").model
    schemata = set()
    for one in entities_of(hostile, messages):
        proxy = model.get_proxy(one)
        model.get(one["schema"]).validate(one)
        schemata.add(proxy.schema.name)
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), (prop.name, value)
        assert set(one["properties"]) == {prop.name for prop, _ in proxy.itervalues()}  # it dropped nothing
    assert {"Article", "Person", "Organization", "Employment", "UnknownLink"} <= schemata


# Web Annotation


def test_each_annotation_finds_its_words_in_the_text_received(hostile: View, messages: Messages) -> None:
    page = loaded(annotated(messages, hostile))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == len(hostile.tellings)
    for one in page["items"]:
        words, place = one["target"]["selector"]
        received = hostile.documents[one["target"]["source"]["id"].removeprefix("urn:shiguan:")].article.received
        assert received[place["start"] : place["end"]] == words["exact"]
        assert words["prefix"] + words["exact"] + words["suffix"] in received
        assert (one["type"], words["type"], place["type"]) == ("Annotation", "TextQuoteSelector", "TextPositionSelector")


# PROV


def graph_of(view: View) -> dict[str, dict[str, Any]]:
    found = loaded(provenance(view))["@graph"]
    assert len({node["@id"] for node in found}) == len(found)
    return {node["@id"]: node for node in found}


def references(node: dict[str, Any]) -> set[str]:
    held = [one for value in node.values() for one in (value if isinstance(value, list) else [value])]
    return {one["@id"] for one in held if isinstance(one, dict) and "@id" in one}


def test_everything_that_provenance_refers_to_is_there(tmp_path: Path) -> None:
    path = record_of(tmp_path / "a.db", [paper([left("王远", "星河汽车")]), paper([left("王远", "星河汽车")], file="b.txt")])
    with Shiguan(path) as shiguan:
        found = graph_of(shiguan.view())
        mentions = {f"urn:shiguan:{m}" for entity in shiguan.view().entities.values() for m in entity.mentions}
        judged = len(shiguan.view().judgements)
    assert judged
    for node in found.values():
        assert references(node) <= found.keys() | mentions
    claims = [node for i, node in found.items() if i.startswith("urn:shiguan:c-")]
    assert all(found[c["prov:wasGeneratedBy"]["@id"]]["@type"] == "prov:Activity" for c in claims)
    assert len(claims) == 2


def test_a_claim_that_was_taken_back_is_there_with_what_ended_it(tmp_path: Path) -> None:
    path = record_of(tmp_path / "a.db", [paper([left("王远", "星河汽车"), left("周岚", "星河汽车")])])
    with Shiguan(path) as shiguan:
        (claim, stays) = sorted(told.claim.id for told in shiguan.claims())
        shiguan.judging().correct(claim, Action.RETRACT, Word("张三", "并无此事"))
        found = graph_of(shiguan.view())
    assert found[f"urn:shiguan:{claim}"]["shiguan:reason"] == "并无此事"
    assert "prov:wasInvalidatedBy" in found[f"urn:shiguan:{claim}"]
    assert "prov:wasInvalidatedBy" not in found[f"urn:shiguan:{stays}"]


# ClaimReview


def test_rumours_are_reviewed_once_their_fate_is_known(messages: Messages) -> None:
    said = [
        paper([left("王远", "星河汽车", certainty=Certainty.RUMOURED)], "a.txt", "2031-02-01", publisher="甲报"),
        paper([left("王远", "星河汽车", certainty=Certainty.CONFIRMED)], "b.txt", "2031-02-09", publisher="乙报"),
        paper([left("周岚", "云帆科技", certainty=Certainty.RUMOURED)], "c.txt", "2031-02-02"),
    ]
    with viewed(*said) as view:
        answer = rumours(view, RumoursQuestion(NOON.date()))
        assert len(answer.rumours) == 2
        (review,) = loaded(reviews(messages, answer))["@graph"]
    assert review["@type"] == "ClaimReview"
    assert "王远" in review["claimReviewed"]
    assert review["reviewRating"]["alternateName"] == "属实"
    assert "ratingValue" not in review["reviewRating"]
    assert [one["publisher"]["name"] for one in review["itemReviewed"]["appearance"]] == ["甲报"]
    assert (review["citation"]["publisher"]["name"], review["datePublished"]) == ("乙报", "2031-02-09")


# TimelineJS


def test_a_slide_is_no_more_exact_than_what_is_told(messages: Messages) -> None:
    lines = [
        left("王远", "星河汽车", "2031-01-05"),
        left("周岚", "星河汽车", "2030"),
        left("陈默", "星河汽车", "2030-Q2"),
        left("林溪", "星河汽车"),
        left("何川", "星河汽车", "2029-03-01/2029-04-02"),
        left("苏白", "星河汽车", "../2028"),
    ]
    with viewed(paper(lines)) as view:
        made = loaded(storyline(messages, timeline(view, "星河汽车")))
    slides = {one["display_date"]: (one["start_date"], one.get("end_date")) for one in made["events"]}
    assert slides == {
        "2031-01-05": ({"year": 2031, "month": 1, "day": 5}, None),
        "2030": ({"year": 2030}, None),
        "2030-Q2": ({"year": 2030, "month": 4}, {"year": 2030, "month": 6}),
        "2029-03-01/2029-04-02": ({"year": 2029, "month": 3, "day": 1}, {"year": 2029, "month": 4, "day": 2}),
    }
    assert "2 件事时间不明" in made["title"]["text"]["text"]


def test_nothing_told_is_markup_in_a_slide(messages: Messages) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    with viewed(paper([left("王远", "星河汽车", "2031", said=hostile)], file=f"{hostile}.txt", publisher=hostile)) as view:
        (slide,) = loaded(storyline(messages, timeline(view, "星河汽车")))["events"]
    assert "<img" not in json.dumps(slide)
    assert "&lt;img src=x" in slide["text"]["text"]
