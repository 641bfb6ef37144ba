"""Texts written for the tests, articles made of texts, and the reference texts where they are present."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from shiguan.records.document import Article

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "repair"
SHARED = ROOT.parent / "shared"

TRADITIONAL = (
    "這家電池廠去年關閉了兩條產線，今年又宣布暫停海外擴建計劃，理由是訂單不足。",
    "董事會昨日發布公告，財務總監因個人原因辭職，繼任者尚未確定，業務由副總經理代管。",
    "因為棉花價格上漲，三家紡織企業把生產基地從沿海遷往內陸，又得到了優惠。",
    "他們能夠實現盈利，主要創新來自包裝而不是配方，這一點讓同行感到意外。",
    "據統計，全國有四百多個縣沒有三級醫院，遠程醫療系統因此被寄予厚望。",
    "航運公司與港口簽訂了十年協議，明確規定每年的最低吞吐量，超出部分另行計費。",
    "該研究團隊認為，實驗數據還不足以證明新藥有效，需要更多的環境樣本來驗證。",
    "今年上半年，機器人概念股的股價漲到驚人的水平，隨後在一個月內腰斬。",
    "創始人表示，公司從未考慮出售，傳聞純屬競爭對手編造，他們已經委託律師處理。",
    "這座水電站的建設歷時九年，移民三萬人，發電量相當於兩座中型火電廠的總和。",
    "由於轉型太慢，這家百貨公司在五年裡換了四任總裁，最後一任只待了七個月。",
    "監管機構要求平台在三十天內完成整改，否則將處以年營收百分之四的罰款。",
    "聯合創始人離開之後，技術部門的領導由一位從硅谷回來的工程師接任。",
    "農業合作社引進了無人機，噴藥的時間從三天縮短到半天，節省了大量人力。",
    "電影的票房在第二週就超過了製作成本，但發行方仍然不肯公開分帳比例。",
)
SIMPLIFIED = (
    "这家电池厂去年关闭了两条产线，今年又宣布暂停海外扩建计划，理由是订单不足。",
    "董事会昨日发布公告，财务总监因个人原因辞职，继任者尚未确定。",
    "航运公司与港口签订了十年协议，明确规定每年的最低吞吐量，超出部分另行计费。",
    "创始人表示，公司从未考虑出售，传闻纯属竞争对手编造，他们已经委托律师处理。",
    "监管机构要求平台在三十天内完成整改，否则将处以年营收百分之四的罚款。",
    "农业合作社引进了无人机，喷药的时间从三天缩短到半天，节省了大量人力。",
)


def article(text: str, **known: Any) -> Article:
    """An article received as text; ``known`` overrides what else is known of it."""
    fields: dict[str, Any] = {
        "content": text.encode("utf-8", "surrogatepass"),
        "received": text,
        "encoding": "utf-8",
        "media_type": "text/plain",
        "file": "test.txt",
        "url": None,
        "publisher": None,
        "published_at": None,
        "title": None,
        "retrieved_at": datetime(2025, 1, 1, tzinfo=UTC),
    }
    return Article(**fields | known)


def cases(name: str) -> list[Any]:
    """The cases of ``tests/cases/repair/<name>.yml``."""
    loaded: list[Any] = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return loaded


@cache
def sentences(name: str) -> tuple[str, ...]:
    """Sentences of a Universal NER file under ../shared; skips the test where they are absent."""
    path = SHARED / "datasets" / "universal-ner-zh" / name
    if not path.exists():
        pytest.skip("../shared/datasets/universal-ner-zh is not present")
    return tuple(line[8:].strip() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# text ="))
