"""A tally as people see it."""

from rich.cells import cell_len
from rich.console import Console

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.render import plain
from shiguan.interfaces.show import tally as shown
from shiguan.query.tally import TallyQuestion, tally
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import load_vocabulary
from tests.query.build import viewed
from tests.resolve.build import Line, paper


def test_a_narrow_screen_breaks_no_short_name() -> None:
    long = {"measure": "一个月里来过一次的人数", "value": "至少二十万人上下", "period": "从今年二月份到八月底"}
    one = paper([Line("metric", {"subject": "云杉医药"}, dict(long), when="2030-02/2030-08", kinds={"subject": MentionKind.ORG})])
    with viewed(one) as view:
        answer = tally(view, TallyQuestion("metric"))
        made = shown.tally(Messages("zh", load_vocabulary().events), answer, {one.document.id: one.document})
    screen = Console(width=60)
    with screen.capture() as captured:
        screen.print(made)
    lines = captured.get().splitlines()
    assert "2030-02-01" in captured.get()
    assert max(cell_len(line) for line in lines) <= 60
    assert len([line for line in lines if line.startswith("  ") and "“" not in line]) < 8


def test_an_event_that_tells_no_more_than_what_it_is_counted_by_has_its_sentence() -> None:
    one = paper([Line("spin_off", {"org": "云杉医药"})])
    with viewed(one) as view:
        answer = tally(view, TallyQuestion("spin_off"))
        made = shown.tally(Messages("zh", load_vocabulary().events), answer, {one.document.id: one.document})
    screen = Console(width=60)
    with screen.capture() as captured:
        screen.print(made)
    assert "org是云杉医药" in captured.get()


def test_an_event_told_of_a_product_says_so_where_it_counts_for_the_maker() -> None:
    made_by = Line("product_release", {"product": "星图", "org": "云杉医药"})
    of_it = Line("metric", {"subject": "星图"}, {"measure": "月活", "value": "3万"}, kinds={"subject": MentionKind.PRODUCT})
    one = paper([made_by, of_it])
    with viewed(one) as view:
        answer = tally(view, TallyQuestion("metric"))
        made = shown.tally(Messages("en", load_vocabulary().events), answer, {one.document.id: one.document})
        (event,) = plain(answer)["rows"][0]["events"]
    screen = Console(width=100)
    with screen.capture() as captured:
        screen.print(made)
    assert "told of its product 星图" in captured.get()
    assert event["told_of_product"] == "星图"
