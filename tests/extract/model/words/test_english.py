"""What English sentences cannot tell without one of its words."""

from __future__ import annotations

import pytest

from tests.extract.model.test_findings import event
from tests.extract.model.words.test_mending import mend


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "parts", "kept"),
    [
        ("Skua is gaining on Petrel with users.", "lawsuit", "gaining on", {"plaintiff": "Skua", "defendant": "Petrel"}, False),
        ("Skua is suing Petrel over a patent.", "lawsuit", "suing", {"plaintiff": "Skua", "defendant": "Petrel"}, True),
        ("The DOJ is investigating Skua again.", "funding", "investigating", {"org": "Skua"}, False),
        ("Skua raised $40 million last week.", "funding", "raised", {"org": "Skua"}, True),
        ("Skua put the brakes on a new model.", "layoff", "brakes", {"org": "Skua"}, False),
        ("Skua parted with 60 developers.", "layoff", "parted", {"org": "Skua"}, True),
        (
            "星河汽车 gained on 云帆科技, and 输了官司.",
            "lawsuit",
            "gained on",
            {"plaintiff": "星河汽车", "defendant": "云帆科技"},
            True,
        ),
    ],
)
def test_a_suit_a_round_and_a_layoff_have_words_of_their_own(
    text: str, kind: str, trigger: str, parts: dict[str, str], kept: bool
) -> None:
    assert bool(mend(text, event(text, kind, trigger, **parts))) is kept
