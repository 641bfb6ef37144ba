"""The journey: whole or not at all for each article, once however often, and one that fails costs no other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.errors import RepairError
from shiguan.pipeline import Status
from shiguan.records.document import Article, Document
from shiguan.repair import repair
from tests.conftest import EXAMPLES

TEXTS = {
    "a.txt": "云帆汽车首席财务官周启明已于上月离职，公司尚未公布继任者。\n",
    "b.txt": "海川物流首席运营官贺知远宣布离职，加入北岸冷链。\n",
    "c.txt": "南岭医药完成B轮融资，金额为两亿元人民币。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def state(record: Shiguan) -> object:
    """Everything that another reading might change."""
    view = record.view()
    return (
        [listed.document for listed in record.articles()],
        [t.claim.id for t in view.tellings],
        view.judgements,
        view.record.counts(),
    )


def failing_for(file: str, error: BaseException) -> Callable[[Article], Document]:
    def repaired(article: Article) -> Document:
        if article.file == file:
            raise error
        return repair(article)

    return repaired


def test_reading_twice_is_reading_once(tmp_path: Path) -> None:
    with Shiguan(tmp_path / "a.db") as record:
        first = record.read([EXAMPLES])
        before = state(record)
        second = record.read([EXAMPLES])
        assert {o.status for o in first.outcomes} == {Status.READ}
        assert {o.status for o in second.outcomes} == {Status.KNOWN}
        assert state(record) == before


@pytest.mark.parametrize("error", [RepairError("no text can be made of it"), ZeroDivisionError("a defect")])
def test_an_article_that_fails_costs_no_other_and_is_read_next_time(
    error: Exception, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Shiguan(":memory:") as record:
        with monkeypatch.context() as patched:
            patched.setattr("shiguan.pipeline.repair", failing_for("b.txt", error))
            report = record.read([folder])
        assert [o.status for o in report.outcomes] == [Status.READ, Status.FAILED, Status.READ]
        (failure,) = report.failures
        assert failure.file == "b.txt"
        assert str(error) in failure.reason
        assert [listed.file for listed in record.articles()] == ["a.txt", "c.txt"]
        assert [o.status for o in record.read([folder]).outcomes] == [Status.KNOWN, Status.READ, Status.KNOWN]


def test_a_reading_cut_short_keeps_what_was_read_and_the_next_one_completes_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Shiguan(":memory:") as record:
        with monkeypatch.context() as patched:
            patched.setattr("shiguan.pipeline.repair", failing_for("b.txt", KeyboardInterrupt()))
            with pytest.raises(KeyboardInterrupt):
                record.read([folder])
        assert [listed.file for listed in record.articles()] == ["a.txt"]
        record.read([folder])
        assert [listed.file for listed in record.articles()] == ["a.txt", "b.txt", "c.txt"]


def test_the_same_bytes_under_another_name_are_the_same_article(folder: Path) -> None:
    (folder / "z.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    with Shiguan(":memory:") as record:
        statuses = [o.status for o in record.read([folder]).outcomes]
        assert statuses == [Status.READ, Status.READ, Status.READ, Status.KNOWN]
        assert {o.status for o in record.read([folder]).outcomes} == {Status.KNOWN}


def test_a_date_given_later_makes_the_article_be_read_again(folder: Path) -> None:
    with Shiguan(":memory:") as record:
        record.read([folder])
        (folder / "manifest.jsonl").write_text('{"file": "a.txt", "published": "2023-08-02"}\n', encoding="utf-8")
        assert [o.file for o in record.read([folder]).read] == ["a.txt"]
        assert [a.published_at.when for a in record.articles() if a.published_at] == ["2023-08-02"]
        assert record.read([folder]).read == ()


def test_the_users_names_make_known_articles_be_read_again(folder: Path, tmp_path: Path) -> None:
    names = tmp_path / "own" / "names.yml"
    names.parent.mkdir()
    names.write_text("orgs:\n  - name: 北岸冷链\n", encoding="utf-8")
    record = tmp_path / "own" / "a.db"
    with Shiguan(record) as plain:
        plain.read([folder])
    with Shiguan(record, names) as own:
        assert len(own.read([folder]).read) == len(TEXTS)
        assert own.read([folder]).read == ()


def test_the_order_of_reading_makes_no_other_entities() -> None:
    def names(files: list[str]) -> set[tuple[str, ...]]:
        with Shiguan(":memory:") as record:
            for file in files:
                record.read([EXAMPLES / file])
            return {(e.kind, e.name, *e.aliases) for e in record.view().entities.values()}

    some = ["03_hongtao_leaves.txt", "06_chen_jiao_startups.txt", "24_six_counts.txt", "12_gbk.txt"]
    assert names(some) == names(some[::-1])


def test_every_claim_quotes_the_received_text(demo_record: Path) -> None:
    with Shiguan(demo_record) as record:
        documents = record.documents()
        claims = record.claims()
        assert claims
        for told in claims:
            received = documents[told.claim.document].article.received
            assert received[told.start : told.end] == told.quote != ""
