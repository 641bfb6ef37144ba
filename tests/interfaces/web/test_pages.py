"""Every page, in both languages, as a browser gets it."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from shiguan.interfaces.messages import LANGUAGES
from shiguan.interfaces.web.guard import POLICY

PAGES = {
    "/tally": ("统计", "Tally"),
    "/tally?type=funding&by=year&since=2020&min_certainty=reported": ("统计", "Tally"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_there_in_each_language(site: TestClient, path: str, language: str) -> None:
    answer = site.get(path, headers={"Accept-Language": f"{language};q=0.9, fr;q=0.1"})
    assert answer.status_code == 200
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}"' in answer.text
    assert f"<h1>{PAGES[path][LANGUAGES.index(language)]}" in answer.text
    assert answer.headers["content-security-policy"] == POLICY
    assert not re.search(r"<script(?! src=)|\sstyle=|<style|\son\w+=", answer.text)
