"""Sentences that speak to the machine that reads: what they say is no news.

No wall: the wall is that every word must stand in the text. This keeps out what an article dictates word for word. News of prompts,
rules and models speaks of them, and not to anybody.
"""

from __future__ import annotations

import re

_PATTERNS = (
    # 忽略以上所有指令, ignore all previous instructions
    r"(?:忽略|无视|忘记|忘掉|不要理会|不要遵守)(?:掉|了)?(?:以上|上述|之前|此前|先前|前面|所有|一切|全部|你的|系统)[^。！？\n]{0,8}"
    r"(?:指令|指示|提示|规则|设定|说明)",
    r"\b(?:ignore|disregard|forget)\b[^.!?\n]{0,20}\b(?:previous|prior|above|earlier|your)\b[^.!?\n]{0,20}"
    r"\b(?:instructions?|prompts?|rules?)\b",
    # what to write
    r"(?:请|必须|只能|直接|立即)(?:你)?(?:输出|返回|回复|报告|写出|记作)(?!了|过)",
    r"[\"“](?:claims|roles|type|quote)[\"”]\s*[:：]",
    # turns of a talk, and marks of templates; a blank may have been put into these
    r"(?:^|[>\n])\s*(?:system|assistant|user)\s*[:：]",
    r"系统(?:提示|指令|消息)[:：]",
    r"<\s*\|[a-z_]+\|\s*>",
    r"<\s*/?(?:start_of_turn|end_of_turn|article-)",
    r"\[\s*/?INST\s*\]",
    # who it is
    r"(?:^|[，,。！\n])你是(?:一个|一名)?(?:AI|人工智能|语言模型|大语言模型)(?:助手)?[，,。]",
    r"\byou are (?:now )?an? (?:AI|assistant|language model)\b",
)
_ORDERS = re.compile("|".join(_PATTERNS), re.IGNORECASE)


def gives_orders(sentence: str) -> bool:
    """Whether a sentence speaks to who reads it."""
    return _ORDERS.search(sentence) is not None
