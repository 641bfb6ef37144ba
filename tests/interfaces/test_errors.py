"""Every error that a command may end with is said in Chinese too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import shiguan
from shiguan.interfaces.messages.errors import chinese
from tests.interfaces.command import Command

PACKAGE = Path(shiguan.__file__).parent
RAISED = {
    "VocabularyError",
    "InputError",
    "NotFoundError",
    "AmbiguousError",
    "LedgerError",
    "ReadOnlyError",
    "GatherError",
    "RepairError",
    "ReaderError",
}
FILES = [
    *(PACKAGE / "query").rglob("*.py"),
    *(PACKAGE / "ledger").rglob("*.py"),
    *(PACKAGE / "gather").rglob("*.py"),
    *(PACKAGE / "repair").rglob("*.py"),
    *(PACKAGE / "interfaces").rglob("*.py"),
    PACKAGE / "app.py",
    PACKAGE / "judging.py",
    PACKAGE / "extract" / "__init__.py",
    *(PACKAGE / "extract" / "backends" / "llm").rglob("*.py"),
    PACKAGE / "settings.py",
    *(PACKAGE / "vocabulary" / f"{name}.py" for name in ("values", "reading", "names", "said")),
]
# A message with values in it; what is said of them is not a sentence of English any more.
_ENGLISH = re.compile(r"[A-Za-z]+(?:'s)? [a-z]+ [a-z]+")


def written(value: ast.expr) -> str | None:
    """The text of a literal, with a value in each of its gaps; None for any other expression."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return "".join("甲1" if isinstance(part, ast.FormattedValue) else str(ast.literal_eval(part)) for part in value.values)
    return None


def messages() -> Iterator[tuple[str, str]]:
    """Every message that is raised, with its file: a literal, or what a function of the file returns."""
    for file in sorted(FILES):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refuse":
                alternatives = (
                    [node.args[-1].body, node.args[-1].orelse] if isinstance(node.args[-1], ast.IfExp) else node.args[-1:]
                )
                yield from ((file.name, f"names.yml: orgs[1] 甲: {text}") for text in map(written, alternatives) if text)
            if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name)):
                continue
            if node.exc.func.id not in RAISED:
                continue
            (said,) = node.exc.args
            made = [said]
            if isinstance(said, ast.Call) and isinstance(said.func, ast.Name) and said.func.id in functions:
                made = [n.value for n in ast.walk(functions[said.func.id]) if isinstance(n, ast.Return) and n.value]
            for value in made:
                text = written(value)
                if text is not None and re.search("[a-z]", text):  # else it is made of what others say
                    yield file.name, text


MESSAGES = sorted(set(messages()))
USAGE = [
    ("frobnicate",),
    ("tall",),
    ("tally",),
    ("tally", "departures", "--colour"),
    ("tally", "departures", "more"),
    ("tally", "departures", "--since"),
    ("search", "字节", "--limit", "many"),
    ("search", "字节", "--limit", "0"),
    ("export", "claims", "--format", "xml"),
]


def test_the_messages_are_found() -> None:
    assert len(MESSAGES) > 50


@pytest.mark.parametrize("message", [text for _, text in MESSAGES])
def test_an_error_is_said_in_chinese_with_its_values(message: str) -> None:
    said = chinese(message)
    assert not _ENGLISH.search(said)
    assert re.search(r"[一-鿿]{2}", said)


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_a_command_written_wrong_is_told_so_in_chinese(arguments: tuple[str, ...], run: Command) -> None:
    ran = run(*arguments, "--lang", "zh") if arguments[-1] != "--since" else run("--lang", "zh", *arguments)
    assert ran.status == 2
    assert ran.error.startswith("错误：")
    assert not _ENGLISH.search(ran.error)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("no one on record is called 云杉; did you mean 云杉医药?", "记录中没有叫 云杉 的；您是否要找 云杉医药？"),
        ("no one on record is called 云杉", "记录中没有叫 云杉 的"),
        (
            "北极星 may be: e-1 org 北极星, named 1×; e-2 product 北极星, named 2×",
            "北极星 可能是：e-1（组织 北极星，1 处提到）；e-2（产品 北极星，2 处提到）",
        ),
        ("gone.txt: no such file or folder; b.txt: the file is empty", "gone.txt：没有这个文件或文件夹；b.txt：文件是空的"),
        ("list.jsonl: line 3: the file is empty", "list.jsonl：第 3 行：文件是空的"),
        ("Invalid value for '--lang': choose one of zh, en", "--lang 的值不对：可选：zh, en"),
        ("no/such/a.html: cannot be written: Permission denied", "no/such/a.html：无法读写：没有权限"),
        ("n.yml: line 3: 'orgs' stands twice", "n.yml：第 3 行：'orgs' 出现了两次"),
        ("n.yml: orgs[1] 甲: aliases: must be a list, not text '乙'", "n.yml：orgs[1] 甲：aliases：应是列表，而不是文字 '乙'"),
        ("n.yml: unknown key 'org'; known: orgs, persons", "n.yml：没有 'org' 这个键；有：orgs, persons"),
        ("n.yml: 甲: 乙 already names 丙", "n.yml：甲：乙 已经是 丙 的名称"),
        ("same 甲, 乙: no one on record is called 甲", "same 甲, 乙：记录中没有叫 甲 的"),
        ("something else", "something else"),
    ],
)
def test_what_a_message_is_in_chinese(message: str, said: str) -> None:
    assert chinese(message) == said
