"""Files, folders, manifests and the standard input become articles; what cannot be read is reported and passed over."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from shiguan.errors import GatherError
from shiguan.gather import find, receive

TEXT = "云帆汽车首席财务官周启明已于上月离职，公司尚未公布继任者。\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def manifest(folder: Path, *lines: object) -> None:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    write(folder, "manifest.jsonl", text)


def test_folders_are_read_in_order_and_below(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "deep/c.html", "README.md", "readme.zh-CN.md", ".hidden.txt", ".git/d.txt", "table.csv"):
        write(tmp_path, name, TEXT)
    found = find([tmp_path])
    assert [source.file for source in found.sources] == ["a.md", "b.txt", "deep/c.html"]
    assert found.failures == ()


def test_a_read_me_named_by_itself_is_read(tmp_path: Path) -> None:
    assert [source.file for source in find([write(tmp_path, "README.md", TEXT)]).sources] == ["README.md"]


def test_what_is_not_there_or_not_text_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = write(tmp_path, "good.txt", TEXT)
    table = write(tmp_path, "table.csv", TEXT)
    empty = tmp_path / "empty"
    empty.mkdir()
    found = find([tmp_path / "gone.txt", table, empty, good])
    assert [source.file for source in found.sources] == ["good.txt"]
    assert [Path(failure.file).name for failure in found.failures] == ["gone.txt", "table.csv", "empty"]
    assert all(failure.reason and "\n" not in failure.reason for failure in found.failures)


@pytest.mark.parametrize("content", [b"", b" \n\t"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (source,) = find([write(tmp_path, "a.txt", content)]).sources
    with pytest.raises(GatherError, match="empty"):
        receive(source)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    (source,) = find([write(tmp_path, "a.txt", picture)]).sources
    with pytest.raises(GatherError, match="no text"):
        receive(source)


def test_a_file_that_went_away_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    (source,) = find([path]).sources
    path.unlink()
    with pytest.raises(GatherError):
        receive(source)


def test_received_is_what_the_bytes_decode_to(tmp_path: Path) -> None:
    (source,) = find([write(tmp_path, "a.txt", TEXT.encode("gb18030"))]).sources
    article = receive(source)
    assert article.received == TEXT
    assert article.encoding is not None
    assert article.received.encode(article.encoding) == article.content
    assert (article.media_type, article.file, article.published_at) == ("text/plain", "a.txt", None)


def test_the_manifest_says_where_an_article_is_from(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "deep/b.txt", TEXT)
    manifest(
        tmp_path,
        {"file": "a.txt", "url": "https://example.com/a", "publisher": "示例报", "published": "2025-06", "title": "人事"},
        {"file": "deep/b.txt", "publisher": "示例网", "published": None},
    )
    first, second = (receive(source) for source in find([tmp_path]).sources)
    assert first.published_at is not None
    assert (first.url, first.publisher, first.published_at.when, first.title) == (
        "https://example.com/a",
        "示例报",
        "2025-06",
        "人事",
    )
    assert (second.publisher, second.published_at) == ("示例网", None)


def test_the_manifest_beside_a_file_named_by_itself_counts_too(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    manifest(tmp_path, {"file": "a.txt", "publisher": "示例报"})
    (source,) = find([path]).sources
    assert source.listed.publisher == "示例报"


def test_a_manifest_above_the_folder_named_says_nothing(tmp_path: Path) -> None:
    write(tmp_path, "deep/a.txt", TEXT)
    manifest(tmp_path, {"file": "deep/a.txt", "publisher": "示例报"})
    (source,) = find([tmp_path / "deep"]).sources
    assert source.listed.publisher is None


def test_bad_manifest_lines_are_reported_by_number_and_the_others_count(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(tmp_path, name, TEXT)
    manifest(
        tmp_path,
        "{not json",
        '["a.txt"]',
        {"file": "a.txt", "publisher": 3},
        "",
        {"file": "gone.txt"},
        {"file": "a.txt", "publisher": "示例报", "published": "前天"},
        {"file": "b.txt", "publisher": "示例网", "published": True},
    )
    found = find([tmp_path])
    assert [failure.reason.partition(":")[0] for failure in found.failures] == [f"line {n}" for n in (1, 2, 3, 5, 6, 7)]
    assert [source.listed.publisher for source in found.sources] == ["示例报", None]


def test_who_asks_for_one_file_is_not_told_of_others_that_its_manifest_misses(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    manifest(tmp_path, {"file": "gone.txt"}, {"file": "a.txt", "publisher": "示例报"})
    found = find([tmp_path / "a.txt"])
    assert found.failures == ()
    assert [source.listed.publisher for source in found.sources] == ["示例报"]
    assert len(find([tmp_path]).failures) == 1


def test_a_manifest_that_is_no_text_is_reported_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "manifest.jsonl", b"\xff\xfe\x00\xd8")
    found = find([tmp_path])
    assert len(found.sources) == len(found.failures) == 1


@pytest.mark.parametrize(("content", "media_type"), [(TEXT, "text/plain"), (f"<!DOCTYPE html><p>{TEXT * 9}</p>", "text/html")])
def test_the_standard_input_is_one_article(content: str, media_type: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content.encode())))
    (source,) = find(["-"]).sources
    article = receive(source)
    assert (article.file, article.media_type) == ("stdin", media_type)
    assert "周启明" in article.received
