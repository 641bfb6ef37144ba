"""The user's names.yml: what it adds, what it takes over, and how mistakes are refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from shiguan.errors import VocabularyError
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import KnownName, Vocabulary, load_vocabulary
from shiguan.vocabulary.names import read_names, write_names
from shiguan.vocabulary.said import SaidOfClaim, SaidOfNames
from shiguan.vocabulary.values import UserNames

ROOT = Path(__file__).parents[2]
ERRORS: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/vocabulary/names_errors.yml").read_text(encoding="utf-8"))


def loaded(folder: Path, content: str) -> Vocabulary:
    path = folder / "names.yml"
    path.write_text(content, encoding="utf-8")
    return load_vocabulary(path)


def one(vocabulary: Vocabulary, form: str) -> KnownName:
    (found,) = vocabulary.named(form)
    return found


def test_the_documented_example_loads(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(.*?)```", (ROOT / "docs/names.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    vocabulary = loaded(tmp_path, block[1])
    assert one(vocabulary, "Spruce Pharma") == KnownName("云杉医药", MentionKind.ORG, ("云杉", "Spruce Pharma"), source="names.yml")
    assert one(vocabulary, "云杉一号").owner == "云杉医药"
    assert one(vocabulary, "老林").kind is MentionKind.PERSON
    assert one(vocabulary, "四小龙").members == ("云杉医药", "白桦生物", "赤松制药", "银杏基因")
    assert "首席炼丹师" in vocabulary.title_heads
    assert [v.verdict for v in vocabulary.user.verdicts] == ["different", "same"]
    assert vocabulary.user.verdicts[1].left == "person:周启明@a.txt"
    (correction,) = vocabulary.user.corrections
    assert (correction.action, correction.event_type, correction.file) == ("retract", "departure", "a.txt")


def test_documented_errors_are_those_raised() -> None:
    shown = re.findall(r"^names\.yml: .*$", (ROOT / "docs/names.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(shown) == 3
    assert set(shown) <= {case["error"] for case in ERRORS}


@pytest.mark.parametrize("case", ERRORS, ids=[case["case"] for case in ERRORS])
def test_a_mistake_is_refused_in_one_line(case: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(VocabularyError) as refused:
        loaded(tmp_path, case["file"])
    message = str(refused.value)
    assert message.startswith(case["error"])
    assert "\n" not in message


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="cannot be read"):
        load_vocabulary(tmp_path / "none.yml")


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "orgs:\ntitles:\n"])
def test_an_empty_file_adds_nothing(content: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, content).known == load_vocabulary().known


def test_a_known_name_gains_the_users_aliases(tmp_path: Path) -> None:
    vocabulary = loaded(tmp_path, "orgs:\n  - {name: 贵州茅台, aliases: [酱香一哥]}\n")
    known = one(vocabulary, "酱香一哥")
    assert known.name == "贵州茅台"
    assert {"酱香一哥", "茅台"} <= set(known.aliases)
    assert one(vocabulary, "茅台") == known


def test_the_users_name_heads_a_known_one(tmp_path: Path) -> None:
    vocabulary = loaded(tmp_path, "orgs:\n  - {name: 茅台酒厂, aliases: [贵州茅台]}\n")
    assert one(vocabulary, "茅台").name == one(vocabulary, "贵州茅台").name == "茅台酒厂"


def test_an_alias_given_to_something_new_is_taken_over(tmp_path: Path) -> None:
    vocabulary = loaded(tmp_path, "orgs:\n  - {name: 红杉木业, aliases: [红杉]}\n")
    assert one(vocabulary, "红杉").name == "红杉木业"
    assert one(vocabulary, "红杉资本").name == "红杉资本"


def test_a_name_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    vocabulary = loaded(tmp_path, "persons:\n  - {name: 茅台}\n")
    assert {(k.kind, k.name) for k in vocabulary.named("茅台")} == {
        (MentionKind.PERSON, "茅台"),
        (MentionKind.ORG, "贵州茅台"),
    }


def test_one_name_may_name_an_org_and_a_product(tmp_path: Path) -> None:
    vocabulary = loaded(tmp_path, "orgs:\n  - {name: 云杉}\nproducts:\n  - {name: 云杉, owner: 云杉}\n")
    assert {k.kind for k in vocabulary.named("云杉")} == {MentionKind.ORG, MentionKind.PRODUCT}


def test_the_digest_changes_with_the_content(tmp_path: Path) -> None:
    first = loaded(tmp_path, "titles: [首席炼丹师]\n").digest
    second = loaded(tmp_path, "titles: [首席咖啡师]\n").digest
    assert len({first, second, load_vocabulary().digest}) == 3
    assert loaded(tmp_path, "titles: [首席炼丹师]\n").digest == first


def test_what_is_said_of_the_record_does_not_change_the_digest(tmp_path: Path) -> None:
    first = loaded(tmp_path, "titles: [首席炼丹师]\n").digest
    verdicts = "verdicts:\n  - {same: [周启明@a.txt, 周起明@b.txt]}\n"
    assert loaded(tmp_path, "titles: [首席炼丹师]\n" + verdicts).digest == first


NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=8)
TEXTS = st.text("离职 ，“”'\":#-{}[]@,&*!|>%`\\\nno", max_size=20).map(str.strip)
VERDICTS = st.builds(SaidOfNames, st.sampled_from(["same", "different", "unsure"]), NAMES, NAMES, TEXTS).filter(
    lambda v: v.left != v.right
)
CORRECTIONS = st.builds(
    SaidOfClaim,
    st.sampled_from(["retract", "restore"]),
    st.sampled_from(["departure", "funding"]),
    NAMES,
    TEXTS.filter(bool),
    st.lists(NAMES, unique=True, max_size=2).map(tuple),
    TEXTS,
)


@given(st.lists(VERDICTS, max_size=4, unique=True), st.lists(CORRECTIONS, max_size=4, unique=True), st.lists(NAMES, unique=True))
def test_what_is_written_is_read_as_the_same(
    verdicts: list[SaidOfNames], corrections: list[SaidOfClaim], titles: list[str]
) -> None:
    said = UserNames((), tuple(sorted(titles)), tuple(sorted(verdicts)), tuple(sorted(corrections)))
    text = write_names(said)
    assert read_names(text.encode(), "names.yml") == said
    assert write_names(read_names(text.encode(), "names.yml")) == text
    assert len(text.splitlines()) <= 3 * 2 + 2 + len(verdicts) + len(corrections) + len(titles), "one entry a line"


def test_names_are_written_as_they_were_read() -> None:
    block = re.search(r"```yaml\n(.*?)```", (ROOT / "docs/names.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    said = read_names(block[1].encode(), "names.yml")
    again = read_names(write_names(said).encode(), "names.yml")
    assert {k.name: (k.kind, sorted(k.aliases), k.owner, k.members) for k in again.known} == {
        k.name: (k.kind, sorted(k.aliases), k.owner, k.members) for k in said.known
    }
    assert (again.titles, again.corrections) == (said.titles, said.corrections)
    assert set(again.verdicts) == set(said.verdicts)
