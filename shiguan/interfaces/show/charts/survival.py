"""The share still in post after so long, as steps, with confidence and those who were followed no longer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.axes import TICK, Key, legend
from shiguan.interfaces.show.charts.canvas import Canvas, Font, path
from shiguan.interfaces.show.charts.scales import Box, Scale, count_ticks
from shiguan.query.tenure import MONTH_DAYS, OrgTenure, Step

_HIGH = 210.0
_FEW = 40  # more steps or ticks than this are drawn smaller
_OUTLINED = "red"
_SHARES = (0, 25, 50, 75, 100)


def curve(canvas: Canvas, org: OrgTenure) -> str:
    """Both curves (were every time in post its shortest, its longest), or the one they are; what they show in words."""
    m = canvas.messages
    reach = max(1, *(life.most for life in org.lives))
    left, top = canvas.left + writing.width("100%", TICK) + 6, canvas.bottom + 8
    ticks = count_ticks(int(reach / MONTH_DAYS) + 1, int((canvas.right - left) // 44))
    across = Scale(0, ticks[-1] * MONTH_DAYS, left, canvas.right - 8)
    up = Scale(0, 1, top + _HIGH, top)
    _grid(canvas, across, up, ticks)
    one = org.shortest == org.longest
    drawn = [(org.longest, "blue", 0, True)] if one else [(org.shortest, "red", 1, False), (org.longest, "blue", 0, True)]
    followed = {True: reach, False: max(life.least for life in org.lives)}
    for steps, hue, _, most in drawn:
        _band(canvas, steps, (across, up), hue, followed[most])
    for steps, _, series, most in drawn:
        _steps(canvas, steps, (across, up), series, followed[most])
    for steps, hue, _, most in drawn:
        counted = Counter(life.most if most else life.least for life in org.lives if not life.ended)
        _followed(canvas, steps, counted, (across, up), hue)
    canvas.bottom = top + _HIGH + TICK * 3.2
    keys = [Key("line", f"c-line c-s{series}", m(_name(one=one, most=most))) for _, _, series, most in drawn]
    keys += [Key("box", "c-band c-blue", m("chart.survival.band")), Key("bar", "c-thin c-blue", m("chart.survival.tick"))]
    legend(canvas, keys)
    return m("chart.survival.said", count=len(org.lives), ended=org.ended, **_median(canvas, org))


def _name(*, one: bool, most: bool) -> str:
    return "chart.survival.only" if one else "chart.survival.longest" if most else "chart.survival.shortest"


def _median(canvas: Canvas, org: OrgTenure) -> dict[str, object]:
    said = [canvas.messages("chart.not_reached") if days is None else f"{days / MONTH_DAYS:.0f}" for days in org.median]
    return {"least": said[0], "most": said[1]}


def _grid(canvas: Canvas, across: Scale, up: Scale, ticks: Sequence[int]) -> None:
    for share in _SHARES:
        y = up(share / 100)
        canvas.line(across.start, y, (across.end, y), "c-axis" if share == 0 else "c-rule")
        canvas.words(across.start - 5, y + TICK * 0.36, f"{share}%", Font(TICK, "c-dim", "end"))
    for tick in ticks:
        x = across(tick * MONTH_DAYS)
        canvas.line(x, up(0), (x, up(0) + 4), "c-axis")
        said = str(tick)
        canvas.words(min(x, canvas.right - writing.width(said, TICK) / 2), up(0) + TICK * 1.5, said, Font(TICK, "c-dim", "middle"))
    canvas.words(across.end, up(0) + TICK * 2.8, canvas.messages("chart.survival.axis"), Font(TICK, "c-dim", "end"))


def _band(canvas: Canvas, steps: Sequence[Step], scales: tuple[Scale, Scale], hue: str, reach: int) -> None:
    """A box for each stretch whose bounds are defined, up to where anybody was followed; of the second curve its edges only."""
    across, up = scales
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        if step.low is not None and step.high is not None:
            box = Box(across(step.days), up(step.high), across(following.days if following else reach), up(step.low))
            if hue == _OUTLINED:
                canvas.path(path("M", (box.left, box.top), "L", (box.right, box.top)), f"c-thin c-perhaps c-{hue}")
                canvas.path(path("M", (box.left, box.bottom), "L", (box.right, box.bottom)), f"c-thin c-perhaps c-{hue}")
            elif box.right > box.left:
                canvas.rect(box, f"c-band c-{hue}")


def _steps(canvas: Canvas, steps: Sequence[Step], scales: tuple[Scale, Scale], series: int, reach: int) -> None:
    """The curve, as far as anybody was followed; each step says what happened there."""
    across, up = scales
    points: list[str | tuple[float, float]] = ["M", (across(0), up(1)), "L"]
    share = 1.0
    for step in steps:
        points += [(across(step.days), up(share)), (across(step.days), up(step.share))]
        share = step.share
    canvas.path(path(*points, (across(reach), up(share))), f"c-line c-s{series}")
    for step in steps:
        said = canvas.messages(
            "chart.survival.step", days=step.days, share=f"{step.share:.0%}", left=step.left, at_risk=step.at_risk
        )
        with canvas.mark(said):
            canvas.symbol("circle", across(step.days), up(step.share), f"c-hollow c-s{series}", 3.2 if len(steps) <= _FEW else 1.2)


def _followed(canvas: Canvas, steps: Sequence[Step], counted: Counter[int], scales: tuple[Scale, Scale], hue: str) -> None:
    """A tick on the curve for each length that people were followed to and no longer."""
    across, up = scales
    tall = 5 if len(counted) <= _FEW else 2.5
    for days, count in sorted(counted.items()):
        share = next((s.share for s in reversed(steps) if s.days <= days), 1.0)
        with canvas.mark(canvas.messages("chart.survival.ticks", days=days, count=count)):
            canvas.symbol("bar", across(days), up(share), f"c-thin c-{hue}", tall)
