"""How long pages take on a large record: ``python -m benchmarks.pages FILE`` (a file that ``benchmarks.ledger`` made).

The site is served by ``shiguan serve``, a process of its own, and asked for every page it has, of names drawn evenly from all on
record and of the firm that is in most of the news. What counts is the time until the first byte comes.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from starlette.routing import Route

from shiguan import Shiguan
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.web.guard import ENTER
from shiguan.interfaces.web.pages import PAGES
from shiguan.interfaces.web.site import Site
from shiguan.query.view import View

_PATIENCE = 30  # seconds that all the answers of one page may take; the first may take longer
_LONGEST = 120  # seconds for one answer, after which it is given up
_COLD = 2  # times the longest of the others: the first answer is told apart
_SOME = 1000  # ids in their order, which is none: they come from what they hold
_NOT_AS_IT_IS = frozenset({ENTER, "/entity"})  # where nobody comes by: what a form of these sends leads on
_WRONG = 400  # the first status that says that there was no answer

Addresses = Mapping[str, Callable[[], str]]
"""By what they are called, the addresses that are asked for, drawn anew each time."""


def addresses(record: Shiguan, paths: list[str], seed: int = 1) -> Addresses:
    """Every page at one of the paths, as it is and of names. ValueError where a path takes something that nothing is known for."""
    plain = {path: _asking(path) for path in paths if "{" not in path and path not in _NOT_AS_IT_IS}
    named = _named(record.view(), random.Random(seed))
    missing = [path for path in paths if "{" in path and not any(label.startswith(path) for label in named)]
    if missing:
        raise ValueError(f"nothing to ask for at {', '.join(missing)}")
    return {**plain, **named}


def _named(view: View, chance: random.Random) -> Addresses:
    rows = list(view.store.execute("SELECT id, kind, name, mentions FROM {entities} ORDER BY key"))
    firms = [(identity, name) for identity, kind, name, _ in rows if kind == "org"]
    people = [(identity, name) for identity, kind, name, _ in rows if kind == "person"]
    _, most = max((mentions, identity) for identity, kind, _, mentions in rows if kind == "org")
    documents = _ids(view, "SELECT document FROM {documents} ORDER BY document LIMIT ?")
    events = _ids(view, "SELECT id FROM {events} ORDER BY id LIMIT ?")
    claims = _ids(view, "SELECT claim FROM {tellings} ORDER BY claim LIMIT ?")

    def firm() -> str:
        return str(chance.choice(firms)[0])

    def person() -> str:
        return str(chance.choice(people)[0])

    def begins(names: list[tuple[str, str]], length: int) -> Callable[[], str]:
        return lambda: chance.choice(names)[1][:length]

    return {
        "/tally by month": _asking("/tally", by=lambda: "month"),
        "/tally of a firm": _asking("/tally", group=firm),
        "/timeline of a firm": _asking("/timeline", name=firm),
        "/timeline of a person": _asking("/timeline", name=person),
        "/timeline of the most named": _asking("/timeline", name=lambda: most),
        "/tenure of a firm": _asking("/tenure", group=firm),
        "/flows of a firm": _asking("/flows", group=firm),
        "/league of a measure": _asking("/league", measure=lambda: "营收"),
        "/money of a firm": _asking("/money", name=firm),
        "/money of the most named": _asking("/money", name=lambda: most),
        "/compare of two firms": lambda: f"/compare?{urlencode([('names', firm()), ('names', firm())])}",
        "/rumours of a firm": _asking("/rumours", name=firm),
        "/forecasts of a firm": _asking("/forecasts", name=firm),
        "/conflicts of a firm": _asking("/conflicts", name=firm),
        "/outlets of a firm": _asking("/outlets", name=firm),
        "/search for two characters": _asking("/search", q=begins(firms, 2)),
        "/search for a name": _asking("/search", q=begins(people, 3)),
        "/suggest for one character": _asking("/suggest", q=begins(people, 1)),
        "/suggest for two characters": _asking("/suggest", q=begins(firms, 2)),
        "/review of what was said": _asking("/review", tab=lambda: "said"),
        "/article/{document}": lambda: f"/article/{chance.choice(documents)}",
        "/entity by name": _asking("/entity", name=lambda: chance.choice(firms)[1]),
        "/entity/{id} of a firm": lambda: f"/entity/{firm()}",
        "/entity/{id} of a person": lambda: f"/entity/{person()}",
        "/entity/{id} of the most named": lambda: f"/entity/{most}",
        "/explain/{id} of an event": lambda: f"/explain/{chance.choice(events)}",
        "/explain/{id} of a claim": lambda: f"/explain/{chance.choice(claims)}",
    }


def _asking(path: str, **asked: Callable[[], str]) -> Callable[[], str]:
    return lambda: f"{path}?{urlencode({name: give() for name, give in asked.items()})}" if asked else path


def _ids(view: View, sql: str) -> list[str]:
    return [row[0] for row in view.store.execute(sql, (_SOME,))]


def paths(file: Path) -> list[str]:
    """Where the pages of the site are that can be asked for; ``{name}`` in them is to be filled in."""
    with Desk(file) as desk:
        site = Site(desk)
        parts = len(site.app.router.routes)  # that are no pages
        for page in PAGES:
            page.add_to(site)
        routes = [route for route in site.app.router.routes[parts:] if isinstance(route, Route)]
        return list(dict.fromkeys(route.path for route in routes if "GET" in (route.methods or ())))


@contextmanager
def served(file: Path) -> Iterator[tuple[str, int]]:
    """The address at which the record is served while this lasts, and the number of the process that serves it."""
    command = [sys.executable, "-m", "shiguan", "serve", "--record", str(file), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            said = process.stdout.readline()
            yield next(word for word in said.split() if word.startswith("http://")), process.pid
        finally:
            process.terminate()


def measure(asked: Addresses, address: str, process: int, times: int) -> None:
    """Ask and print the median, the 95th percentile and the longest, in milliseconds, and the CPU time of one answer."""
    at = urlsplit(address)
    for label, draw in asked.items():
        spent: list[float] = []
        begun, used = time.perf_counter(), _cpu(process)
        try:
            while not spent or (len(spent) < times and time.perf_counter() - begun < _PATIENCE):
                spent.append(_first_byte(at.netloc, draw()))
        except TimeoutError:  # the server goes on with it: what shares a thread with it may come late too
            print(f"{label:32} no answer in {_LONGEST} s", flush=True)
            continue
        few = f"  {len(spent)} times" if len(spent) < times else ""
        taken = 1000 * (_cpu(process) - used) / len(spent)
        cold = f"  first {spent[0]:.1f} ms" if spent[0] > _COLD * max(spent[1:], default=spent[0]) else ""
        spent = sorted(spent[1:] if cold else spent)
        middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
        print(
            f"{label:32} p50 {middle:7.1f} ms  p95 {late:7.1f} ms  longest {spent[-1]:7.1f} ms  cpu {taken:7.1f} ms{few}{cold}",
            flush=True,
        )


def _first_byte(at: str, address: str) -> float:
    """Milliseconds until the answer begins; it is read to its end. ValueError where it is none."""
    connection = HTTPConnection(at, timeout=_LONGEST)
    try:
        begun = time.perf_counter()
        connection.request("GET", address)
        response = connection.getresponse()
        spent = 1000 * (time.perf_counter() - begun)
        response.read()
    finally:
        connection.close()
    if response.status >= _WRONG:
        raise ValueError(f"{address}: {response.status}")
    return spent


def _cpu(process: int) -> float:
    """Seconds of CPU that a process has used so far; 0 where the system does not tell it in /proc."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--only", default="", help="only the pages whose name in the table begins so")
    arguments = parser.parse_args()
    with Shiguan(arguments.file) as record:
        begun = time.perf_counter()
        record.view()
        print(f"bringing the present up: {time.perf_counter() - begun:.1f} s")
        asked = addresses(record, paths(arguments.file))
    with served(arguments.file) as (address, process):
        chosen = {label: draw for label, draw in asked.items() if label.startswith(arguments.only)}
        measure(chosen, address, process, arguments.times)


if __name__ == "__main__":
    main()
