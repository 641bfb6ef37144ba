"""Everything the doors say to people, in Chinese and in English; data stays as the articles give it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shiguan.interfaces.messages import (
    api,
    asking,
    asks,
    assistants,
    charts,
    companies,
    conflicts,
    demo,
    drafts,
    errors,
    everywhere,
    exports,
    people,
    reading,
    repairs,
    report,
    resolving,
    rumours,
    web,
    web_record,
    web_review,
)

if TYPE_CHECKING:
    from shiguan.vocabulary import EventType

LANGUAGES = ("zh", "en")

CATALOGUE: Mapping[str, tuple[str, str]] = {
    key: said
    for family in (
        everywhere,
        errors,
        reading,
        repairs,
        asking,
        conflicts,
        demo,
        asks,
        drafts,
        rumours,
        people,
        companies,
        resolving,
        assistants,
        exports,
        charts,
        api,
        web,
        web_record,
        report,
        web_review,
    )
    for key, said in family.SAID.items()
}
"""Key → what is said in Chinese and in English; both take the same values. Each family of commands has a module of its own."""

# Reasons as answers give them, and in a few words of what kind each is, in Chinese and in English.
_REASONS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), chinese, english)
    for pattern, chinese, english in (
        (r"denied$", "被否认", "denied"),
        (r"a total of rounds, no round$", "是几轮的总额，不是一轮", "a total of rounds, no round"),
        (r"still in office$", "仍然在任", "still in office"),
        (r"said not to be so$", "据称并无此事", "said not to be so"),
        (r"rumour only: .*", "只是传闻：计入上限，不计入下限", "rumour only: in the high count, not in the low one"),
        (r"rumour only$", "只是传闻", "rumour only"),
        (r"not yet in effect: .*", "尚未生效：计入上限，不计入下限", "not yet in effect: in the high count, not in the low one"),
        (r"not yet in effect$", "尚未生效", "not yet in effect"),
        (r"outside the time window$", "不在所问时段内", "outside the time window"),
        (
            r"its time is too coarse .*",
            "时间太粗，不知是否在所问时段内：只计入上限",
            "time too coarse to be sure: in the high count only",
        ),
        (r"its time is unknown .*", "时间不明，不知是否在所问时段内：只计入上限", "time unknown: in the high count only"),
        (r"names nobody.*", "没有指名：只计入上限", "names nobody: in the high count only"),
        (r"already counted.*", "同一件事已经计入", "told again: the event is counted already"),
        (r"said not to be so, and affirmed since.*", "曾说并无此事，后来属实", "said not to be so, and affirmed since"),
        (r"does not say of which organisation$", "没有说是哪个组织", "does not say of which organisation"),
        (r".+ is not one of (.+)$", r"不属于\1", r"not of \1"),
        *asking.REASONS,
        *drafts.REASONS,
        *asks.REASONS,
        *people.REASONS,
        *resolving.REASONS,
        *repairs.REASONS,
    )
)


# What English counts in the messages, with a word that may stand between.
_COUNTED = re.compile(
    r"\{(\w+)\} (?:(?:independent|unsure) )?"
    r"(?:answers|articles|claims|corrections|days|documents|events|months|names|organisations|outlets|pairs|passages|people|places|posts|questions|"
    r"repairs|rounds|sources|tables|tellings|times|verdicts|ways|years)\b(?!,? (?:dates|and))"
)


@dataclass(frozen=True, slots=True)
class Messages:
    """What is said in one language; ``events`` gives types and roles their labels."""

    language: str
    events: Mapping[str, EventType]

    def __call__(self, key: str, **values: object) -> str:
        """The message, filled in, one thing in the singular; KeyError for an unknown key."""

        def counted(found: re.Match[str]) -> str:
            return found[0].removesuffix("s") if str(values.get(found[1])) == "1" else found[0]

        said = CATALOGUE[key][LANGUAGES.index(self.language)]
        return _COUNTED.sub(counted, said).format(**values)

    def event(self, name: str) -> str:
        """The event type's label."""
        event = self.events.get(name)
        return name if event is None else event.zh if self.language == "zh" else event.en

    def role(self, event: str, name: str) -> str:
        """The role's label."""
        found = next((role for role in self.events[event].roles if role.name == name), None) if event in self.events else None
        return name if found is None else found.zh if self.language == "zh" else found.en

    def readers(self, backend: str) -> str:
        """Who read a claim: one reader, or several with + between."""
        names = (self(f"reader.{name}") if f"reader.{name}" in CATALOGUE else name for name in backend.split("+"))
        return self("explain.and").join(names)

    def error(self, message: str) -> str:
        """An error's one line."""
        return errors.chinese(message) if self.language == "zh" else message

    def damage(self, fixer: str, reason: str) -> str:
        """What a repair was made for: the kind of damage, and what was wrong."""
        kind = f"repair.{fixer}"
        return self("repairs.why", kind=self(kind) if kind in CATALOGUE else fixer, reason=self.reason(reason))

    def reason(self, reason: str) -> str:
        """The reason why something was not counted, or repaired …; the reason itself where it is of none of these."""
        for pattern, *said in _REASONS:
            if pattern.match(reason):
                return pattern.sub(said[LANGUAGES.index(self.language)], reason)
        return reason
