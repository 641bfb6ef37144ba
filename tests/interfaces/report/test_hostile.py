"""What stands in articles is data in every file of a report: never markup, never a place to go, never the name of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.interfaces.cli.main import main
from shiguan.interfaces.messages import Messages
from shiguan.interfaces.render import dumps
from shiguan.interfaces.report import index
from shiguan.interfaces.web.templating import harmless
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity
from tests.interfaces.report.reading import assert_whole, files, pages
from tests.interfaces.report.test_report import indexed
from tests.interfaces.web.markup import Markup
from tests.interfaces.web.test_hostile import HOSTILE, STEERING

SOURCES = (
    "javascript:alert(1)",
    "https://example.org/?lang=en&a=<script>",
    "/check?lang=zh",
    "//evil.example/x",
    "data:text/html,x",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a report on articles that hold hostile text in title, name, sentence and address."""
    folder = tmp_path_factory.mktemp("hostile")
    listed = []
    for n, text in enumerate(HOSTILE):
        lines = [
            f"{text}：星河汽车高管离职",
            f"来源：{text}报 2031年3月{n + 1}日",
            "",
            f"星河汽车首席财务官王远于2031年2月{n + 1}日离职，加入{text}科技公司，他说“{text}”。",
            f"据传{text}张三将离开星河汽车，公司对{text}予以否认。",
        ]
        (folder / f"{n:02}_a&b.txt").write_text("\n".join(lines), encoding="utf-8")
        listed.append({"file": f"{n:02}_a&b.txt", "url": SOURCES[n % len(SOURCES)]})
    (folder / "manifest.jsonl").write_text("\n".join(map(dumps, listed)), encoding="utf-8")
    with Shiguan(folder / "hostile.db", reader="rules") as shiguan:
        assert shiguan.read([folder]).failures == ()
    asked = [
        "report",
        "--out",
        str(folder / "site"),
        "--record",
        str(folder / "hostile.db"),
        "--as-of",
        "2032-01-01",
        "--lang",
        "zh",
    ]
    assert main(asked) == 0
    return folder / "site"


def test_nothing_in_an_article_becomes_markup_or_a_way_out(hostile: Path) -> None:
    assert_whole(hostile)
    seen, led = "", set()
    for _, text in pages(hostile):
        assert not STEERING.search(text)
        page = Markup(text)
        seen += page.text
        led |= {address for a in page.all("a") if (address := a.get("href")) and ":" in address}
    for text in HOSTILE:
        assert str(harmless(text)).split("\n")[0] in seen
    assert led == {"https://example.org/?lang=en&a=<script>"}


def test_what_is_searched_is_data(tmp_path: Path) -> None:
    named = [(Entity(f"e-{n}", MentionKind.ORG, text, (f"{text}公司",), (), ()), "x.html") for n, text in enumerate(HOSTILE)]
    script = index.script(Messages("zh", {}), named, [])
    assert script.count("\n") == 1
    assert not STEERING.search(script.rstrip("\n"))
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh/index.js").write_text(script, encoding="utf-8")
    assert [row[0] for row in indexed(tmp_path, "zh")["names"]] == [str(harmless(text)).replace("\n", " ") for text in HOSTILE]


def test_no_file_is_called_as_an_article_says(hostile: Path) -> None:
    assert all(file.replace("/", "").replace(".", "").replace("-", "").replace("_", "").isalnum() for file in files(hostile))
