"""Answers as charts, written to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiguan.errors import InputError
from shiguan.interfaces.cli.door import Drawn, save

if TYPE_CHECKING:
    from shiguan.app import Shiguan


def drawn(options: Drawn, shiguan: Shiguan, question: str, answer: object) -> bool:
    """Whether the answer was asked for as a chart; it is written then. InputError for a file that cannot be.

    With --json the chart is written too, and False says that the JSON is still to be.
    """
    if options.picture is None:
        return False
    if options.picture.suffix.lower() != ".svg":
        raise InputError(f"a chart is written as SVG, so its file is called NAME.svg: {options.picture}")
    from shiguan.interfaces.show.charts.canvas import Look
    from shiguan.interfaces.show.charts.gallery import CHARTS

    messages = options.messages(shiguan)
    save(options.picture, CHARTS[question](messages, answer, Look(standalone=True)))
    if not options.json:
        print(messages("chart.written", file=options.picture))
    return not options.json
