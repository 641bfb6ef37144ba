"""The record served, as a user starts it: the address it says answers, and Ctrl-C ends it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.conftest import ROOT
from tests.interfaces.command import Command

pytest.importorskip("uvicorn", reason="needs shiguan[web]")


def test_the_record_is_served_until_it_is_interrupted(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "shiguan", "serve", "--port", "0", "--record", str(tmp_path / "r.db"), "--lang", "en"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONWARNINGS": "error"}
    ) as served:
        try:
            assert served.stdout is not None
            said = served.stdout.readline()
            assert said.startswith("serving at http://127.0.0.1:")
            address = said.split()[2].removesuffix("/;")
            # Who connects before the server is ready waits until it is.
            with build_opener(ProxyHandler({})).open(f"{address}/api/v1/health", timeout=60) as answer:
                assert json.load(answer)["status"] == "ok"
                assert "server" not in {name.lower() for name in answer.headers}
        finally:
            served.send_signal(signal.SIGINT)
        out, error = served.communicate(timeout=60)
    assert (served.returncode, out, error) == (0, "", "")


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path, run: Command) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("serve", "--port", port, "--record", tmp_path / "r.db", "--lang", "zh")
    assert ran.status == 1
    assert ran.error.startswith(f"错误：无法在 127.0.0.1 {port} 服务：")


def test_what_serving_needs_and_is_missing_is_said(tmp_path: Path, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    ran = run("serve", "--port", "0", "--record", tmp_path / "r.db", "--lang", "en")
    assert (ran.status, ran.error) == (1, "error: serving needs uvicorn; install shiguan[web]\n")
