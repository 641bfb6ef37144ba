"""Whose employer an organisation is, where the words beside its name say so more surely than the network does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from shiguan.extract.backends.model.sight import SeenRole
from shiguan.extract.backends.rules.bystanders import FORMER
from shiguan.records.document import Span

Place: TypeAlias = Callable[[Span], tuple[str, Span] | None]

_JOINED = re.compile(
    r"(?:转投|转赴|转会|投奔|投效|投身|加入|加盟|入职|过档|跳槽[到至]?|签约|去了|去往|前往|转战|转[任至到]|调[任至到]|改投|履新|(?<!奔)赴|重返|回到|创办|创立|成立)"
    r"[^离辞卸、，,；;。！!？?：:]{0,8}$|"
    r"\b(?:join(?:s|ed|ing)?|(?:hired|poached|recruited) by|mov(?:es?|ed|ing) to|defect(?:s|ed|ing)? to|left for)(?: the)? ?$",
    re.IGNORECASE,
)
"""Before an organisation, but for what it is: somebody goes there."""
_LEFT = re.compile(rf"(?:{FORMER}|来自于?|出身于?|曾[在任是])[《“「]?$")
"""Right before the organisation of somebody who is called by the post that he held."""
_CAME_FROM = re.compile(
    r"(?:从|(?<!来)自|离开|告别|辞别|作别|辞去|辞掉|辞任|卸任|不再担任)(?:了|其)?[《“「]?$|"
    r"(?:\bfrom|\bleft|\bleaving|\bex-|\b(?:until|former|formerly|once|previously)\b[^,;:]*(?: of| at| for| with))(?: the)? ?$",
    re.IGNORECASE,
)
"""Right before where somebody came from."""
_LEAVING = re.compile(
    r"(?:离开|告别|辞别|作别)(?:了)?[《“「]?$|\b(?:left|leaving|leaves|quit|quits|quitting)(?: the)? ?$", re.IGNORECASE
)
_ROSE = re.compile(r"[^，,。；;]{0,14}(?:做起|干起|起步|开始|内部|升)")
"""After an organisation where somebody began and rose."""
_THEN = re.compile(r",? which (?:he|she|they) joined")
_TAKEN = re.compile(r"(?:被|遭)[^，,。；;、]{0,8}$")
_TAKES = re.compile(r"[^，,。；;、]{0,4}(?:挖|(?<!解)聘(?!任)|招[入揽募至致]|延揽|网罗|抢走|请[去到来]|签下)")
"""Before and after an organisation that takes somebody on: 被北辰科技挖走."""
_SENT = re.compile(r"[^，,。；;、]{0,4}(?:派出|派驻|派来|委派|提名|推荐|时期|时代)的")
"""After an organisation that somebody is of, whoever employs him now."""
_SOURCE = re.compile(
    r"[》”」]?(?:记者|[^，,。；;：:（）()]{0,10}[日社][电讯][）)】\] 　，,]|(?:中文网)?(?:讯|报道|报导|获悉)[，,：: 　])|"
    r"》[^，,。；;：:]{0,6}?(?:报道|报导|披露|曝光?|爆料|援引|引述|写道|撰文|获悉)"
)
"""After a paper or an agency that tells it."""
BEFORE_THAT = re.compile(
    r"(?:此前|之前|早前|先前|早年|曾[在任于是就供]|曾先后|历任|先后[在任]|入职前|加入前|加盟前|在此以前|原[任为是])"
)
"""In a clause behind what happens: it tells where somebody was before."""
_FROM = re.compile(r"(?<!来)[从自由]$")
_HITHER = re.compile(r"[^，,。；;]{0,6}?(?:转来|过来|调来|而来|来[的到]|跳槽|加盟|加入|转投|挖来|请来|空降)")
_OUT_OF = re.compile(
    "[^，,。；;]{0,4}?(?:(?:挖|请|招|聘|跳槽?|转会|走)(?:过|出|进)?来的前?|出来的前?|(?:过来|转来|调来|空降|加盟|加入|投奔)(?:过来)?的前)"
)
"""Between such an organisation and the post of somebody who comes from there: 从甲公司挖来的副总裁 was a vice-president there."""
_HIRED = re.compile("[^，,。；;]{0,4}?(?:挖|请|招|聘|延揽|网罗)(?:过|进)?(?:来|到)了?前?")
"""The same behind 从: 从甲公司请来了副总裁王远; but 由甲公司请来了副总裁王远 tells who hired."""
_HIRED_FROM = re.compile(r"\b(?:came|joined|arrived|moved|hired|poached|recruited|over)\b[^,.;]{0,20} from $")
"""从甲公司加盟, and in English: before the organisation that somebody came from, and after it."""
_EARLIER = re.compile(
    r"(?:此前|之前|早前|先前|更早|(?:加入|加盟|入职|上任|履新)前)[^，,。；;]{0,4}(?:在|[任供就]职于|效力于|为|任|是|系)$"
)
_WAS = re.compile(
    r"(?:(?<![中平草高太复])原先?|原本|(?<![资成基版日样书原])本来?|此前|之前|早先|先前|曾经?)(?:[是为系]|任(?!命)|供职于|任职于|就职于|效力于)[^，,。；;]{0,4}$"
)
"""Right before where somebody was, who is told of in a later clause: 王远原是乙公司的经理，7月到岗."""
_EARLIER_APART = re.compile(r"\b(?:formerly|previously|until [A-Z][a-z]+)\b[^,.;]{0,40} (?:at|of|with) $")
"""What follows is where somebody was before, which its own clause may tell, but no clause beside it."""
_WORD = 12  # characters of the longest of them, and of what the organisation is
PAUSE = re.compile("[，,；;。！!？?：:\n]")


def without_misplaced(
    event_type: str, trigger: Span, parts: Sequence[SeenRole], stand: Place
) -> tuple[list[SeenRole], frozenset[str]]:
    """The parts of a departure, appointment or membership without employers that are none; and the names of these.

    Nobody leaves where somebody goes; nobody is appointed where he came from, nor where another one went. ``stand`` gives the
    sentence that a span of the document stands in, and its place there; ``trigger`` is what tells the event.
    """
    if event_type not in ("departure", "appointment", "membership"):
        return list(parts), frozenset()
    parts = _left_by_name(parts, stand) if event_type == "departure" else parts
    people = [p.span for p in parts if p.role == "person"]
    orgs = [p for p in parts if p.role == "org" and p.refers is None]
    if event_type == "membership":
        posts = [p.span for p in parts if p.role == "position"] or [trigger]
        there = [p for p in orgs if any(_is_post_before(p.span, post, stand) for post in posts)]
        dropped = [p for p in orgs if p not in there and (there or _is_origin(p.span, trigger, stand))]
    else:
        dropped = [p for p in orgs if _is_misplaced(event_type, trigger, p.span, people, stand)]
    kept = [p for p in parts if p not in dropped]
    if event_type == "departure":
        surest = max((p.score for p in kept if p.role == "destination_org"), default=0.0)
        going = [p for p in dropped if p.score > surest and any(person.end <= p.span.start for person in people)]
        going = [p for p in going if (place := stand(p.span)) and goes_there(*place)]
        kept += [replace(p, role="destination_org") for p in sorted(going, key=lambda p: -p.score)[:1]]
    return kept, frozenset(place[1].of(place[0]) for p in dropped if (place := stand(p.span)))


def _left_by_name(parts: Sequence[SeenRole], stand: Place) -> Sequence[SeenRole]:
    """What stands right behind a verb of leaving is left, even where the network takes it for where somebody goes."""
    going = [(p, place) for p in parts if p.role == "destination_org" and (place := stand(p.span))]
    left = [p for p, (sentence, inside) in going if _LEAVING.search(sentence, 0, inside.start)]
    if not left:
        return parts
    return [*(p for p in parts if p not in left and p.role != "org"), *(replace(p, role="org") for p in left)]


def _is_misplaced(event_type: str, trigger: Span, org: Span, people: Sequence[Span], stand: Place) -> bool:
    place = stand(org)
    if place is None:
        return False
    sentence, inside = place
    if _SOURCE.match(sentence, inside.end) or is_of_before(sentence, inside, trigger.start - (org.start - inside.start)):
        return True
    if event_type == "departure":
        return goes_there(sentence, inside)
    clause_ends = PAUSE.search(sentence, inside.end)
    later = clause_ends is not None and trigger.start - (org.start - inside.start) > clause_ends.start()
    if later and _WAS.search(sentence, 0, inside.start):
        return True
    if _came_from(sentence, inside):
        return True
    if not people or any(p.start < org.end for p in people):
        return False
    if _SENT.match(sentence, inside.end):
        return True
    before = sentence[max(0, inside.start - _WORD) : inside.start]
    after = sentence[inside.end : inside.end + min(p.start for p in people) - org.end]
    apart = inside.end + len(after) == len(sentence) or PAUSE.search(after)
    return bool(_JOINED.search(before) if apart else _LEFT.search(before))


def goes_there(sentence: str, org: Span) -> bool:
    """Whether the words beside an organisation say that somebody goes there or is taken on."""
    before = sentence[max(0, org.start - _WORD) : org.start]
    taken = _TAKEN.search(before) and _TAKES.match(sentence, org.end)
    return bool(taken or _JOINED.search(before))


def _came_from(sentence: str, org: Span) -> bool:
    before = sentence[max(0, org.start - 4 * _WORD) : org.start]
    return bool(_CAME_FROM.search(before)) and not _ROSE.match(sentence, org.end) and not _THEN.match(sentence, org.end)


def is_of_before(sentence: str, org: Span, trigger: int) -> bool:
    """Whether an organisation stands in a clause behind the trigger's that tells what was before."""
    if not 0 <= trigger < org.start:
        return False
    pauses = [m.end() for m in PAUSE.finditer(sentence, trigger, org.start)]
    return bool(pauses and BEFORE_THAT.search(sentence, pauses[-1], org.start))


def _is_post_before(org: Span, post: Span, stand: Place) -> bool:
    """Whether a post is told as held where somebody came from: 从甲公司挖来的副总裁."""
    place = stand(org)
    if place is None or post.start <= org.end:
        return False
    sentence, inside = place
    begins = inside.end + post.start - org.end
    return held_there(sentence, inside, Span(begins, begins + post.end - post.start))


def held_there(sentence: str, org: Span, post: Span) -> bool:
    """Whether a post behind an organisation was held there by the words between them: 从甲公司请来了副总裁王远."""
    between = sentence[org.end : post.start + sentence.startswith("前", post.start)]
    hired = sentence[: org.start].endswith(("从", "自")) and _HIRED.fullmatch(between)
    return bool(hired or (_FROM.search(sentence, 0, org.start) and _OUT_OF.fullmatch(between)))


def _is_origin(org: Span, trigger: Span, stand: Place) -> bool:
    """Whether an organisation is told as where somebody came from, or was before what the trigger tells."""
    place = stand(org)
    if place is None:
        return False
    sentence, inside = place
    pauses = [m.end() for m in PAUSE.finditer(sentence, 0, inside.start)]
    clause = pauses[-1] if pauses else 0
    before = sentence[clause : inside.start]
    if _HIRED_FROM.search(before) or (_FROM.search(before) and _HITHER.match(sentence, inside.end)):
        return True
    if _EARLIER.search(before):
        return trigger.end <= org.start - inside.start + clause
    end = PAUSE.search(sentence, inside.end)
    beyond = end is not None and trigger.start >= org.start - inside.start + end.start()
    return bool(_EARLIER_APART.search(before)) and (beyond or trigger.end <= org.start - inside.start + clause)
