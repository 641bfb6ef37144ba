import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.gather.decode import decode
from tests.repair.texts import SIMPLIFIED, TRADITIONAL, sentences

CODECS = ("utf-8", "gb18030", "big5hkscs")


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("text", TRADITIONAL)
def test_a_single_sentence_tells_its_encoding(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, codec)


@pytest.mark.parametrize("text", SIMPLIFIED)
def test_simplified_sentences_tell_utf8_from_gbk(text: str) -> None:
    assert decode(text.encode("gbk")).text == decode(text.encode()).text == text


@pytest.mark.parametrize("declared", ["utf-8", "big5", "iso-8859-1", "no-such-codec", "", "rot13", "\0"])
def test_a_wrong_declaration_is_not_believed(declared: str) -> None:
    text = SIMPLIFIED[0]
    decoded = decode(text.encode("gb18030"), declared)
    assert (decoded.text, decoded.encoding) == (text, "gb18030")


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "cp936", '"gb2312"', "GB18030"])
def test_gb2312_and_gbk_are_read_as_gb18030(declared: str) -> None:
    text = "朱镕基与𠮷野家，€5"
    assert decode(text.encode("gb18030"), declared).text == text


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (codecs.BOM_UTF8 + "公司".encode(), "utf-8"),
        ("公司".encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + "公司".encode("utf-16-be"), "utf-16"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_text(content: bytes, encoding: str) -> None:
    assert decode(content, "gbk") == decode(content)
    assert (decode(content).text, decode(content).encoding) == ("公司", encoding)


def test_the_word_that_is_valid_in_both_is_read_as_declared() -> None:
    assert decode("联通".encode("gbk"), "gbk").text == "联通"


def test_line_ends_are_received_as_they_are() -> None:
    assert decode(b"a\r\nb\rc").text == "a\r\nb\rc"


def test_what_cannot_be_decoded_is_marked_and_told() -> None:
    decoded = decode("公司宣布裁员".encode() + b"\xff\xff" + "第二轮".encode())
    assert decoded.text == "公司宣布裁员\ufffd\ufffd第二轮"
    assert "U+FFFD" in decoded.reason


@given(st.binary(max_size=200), st.none() | st.sampled_from(["utf-8", "gbk", "big5", "utf-16", "hex", "idna", "utf-7", "?"]))
def test_any_bytes_are_decoded(content: bytes, declared: str | None) -> None:
    decoded = decode(content, declared)
    assert decoded.reason
    codecs.lookup(decoded.encoding)


@pytest.mark.parametrize("codec", CODECS)
def test_thousands_of_sentences_tell_their_encoding(codec: str) -> None:
    wrong = 0
    for text in sentences("zh_gsd-ud-train.iob2"):
        try:
            wrong += decode(text.encode(codec)).text != text
        except UnicodeEncodeError:
            continue
    assert wrong == 0
