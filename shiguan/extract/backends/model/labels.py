"""What the trained reader tells apart, in the order of its outputs. Changing it calls for new weights."""

from __future__ import annotations

import re

KINDS = ("per", "org", "product", "position")
"""Mentions found by themselves, whether or not an event has them."""

TYPES = (
    "departure",
    "appointment",
    "membership",
    "founding",
    "funding",
    "valuation",
    "acquisition",
    "partnership",
    "spin_off",
    "layoff",
    "product_release",
    "product_shutdown",
    "price_change",
    "pivot",
    "abandonment",
    "lawsuit",
    "bid_wins",
    "listing",
    "metric",
    "count_claim",
    "forecast",
    "statement",
)

REFERENCE = len(TYPES)
"""Asked of a pronoun as of a trigger: which earlier name it stands for is then the role ``REFERENT``.

No trigger is found for it.
"""

FOREIGN_ROLES = {
    "fewfc:lawsuit": ("plaintiff", "defendant", "time"),
    "fewfc:acquisition": ("acquirer", "target", "amount", "time"),
    "fewfc:bid_wins": ("org", "subject", "amount", "time"),
    "fewfc:judgment": ("plaintiff", "defendant", "forum", "amount", "time"),
    "fewfc:investment": ("investors", "org", "amount", "time"),
    "fewfc:transfer": ("org", "acquirer", "target", "subject", "amount", "count", "value", "time"),
    "fewfc:pledge": ("org", "issuer", "subject", "amount", "count", "value", "time"),
    "fewfc:divestment": ("investors", "target", "position", "time"),
    "fewfc:guarantee": ("org", "subject", "amount", "time"),
    "fewfc:contract": ("org", "issuer", "amount", "time"),
}
"""Labels of FewFC, whose spans and parts are not ours: learned beside ours so that they teach without confusing; the first
three are asked for, only to measure."""

EVENTS = (*TYPES, "", *FOREIGN_ROLES)
"""Names by index of an event's type; "" is the reference."""

ROLES = (
    "person",
    "org",
    "position",
    "reason",
    "destination_org",
    "destination_activity",
    "round",
    "amount",
    "investors",
    "valuation",
    "acquirer",
    "target",
    "status",
    "orgs",
    "subject",
    "unit",
    "count",
    "product",
    "kind",
    "change",
    "from",
    "to",
    "plaintiff",
    "defendant",
    "forum",
    "cause",
    "issuer",
    "exchange",
    "step",
    "measure",
    "value",
    "rank",
    "members",
    "gist",
    "horizon",
    "speaker",
    "time",
)

REFERENT = ROLES.index("subject")

CERTAINTIES = ("reported", "confirmed", "rumoured", "denied", "planned", "forecast", "opinion")

DISTANCES = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 144, 208)
"""Edges of the buckets for the distance of a character from a trigger."""

MARKS = 4  # a character is in no trigger, in this one, in another of the same type, in one of another type

TYPE_ROLES = {
    "departure": ("person", "org", "position", "reason", "destination_org", "destination_activity", "speaker", "time"),
    "appointment": ("person", "org", "position", "speaker", "time"),
    "membership": ("person", "org", "position", "speaker", "time"),
    "founding": ("person", "org", "speaker", "time"),
    "funding": ("org", "round", "amount", "investors", "valuation", "speaker", "time"),
    "valuation": ("org", "amount", "speaker", "time"),
    "acquisition": ("amount", "acquirer", "target", "status", "speaker", "time"),
    "partnership": ("orgs", "subject", "speaker", "time"),
    "spin_off": ("org", "unit", "speaker", "time"),
    "layoff": ("org", "unit", "count", "speaker", "time"),
    "product_release": ("org", "product", "kind", "speaker", "time"),
    "product_shutdown": ("org", "product", "speaker", "time"),
    "price_change": ("org", "product", "change", "speaker", "time"),
    "pivot": ("org", "from", "to", "speaker", "time"),
    "abandonment": ("org", "subject", "speaker", "time"),
    "lawsuit": ("plaintiff", "defendant", "forum", "cause", "speaker", "time"),
    "bid_wins": ("org", "amount", "subject", "count", "issuer", "rank", "speaker", "time"),
    "listing": ("org", "exchange", "step", "speaker", "time"),
    "metric": ("subject", "measure", "value", "rank", "speaker", "time"),
    "count_claim": ("subject", "measure", "value", "members", "speaker", "time"),
    "forecast": ("gist", "horizon", "speaker", "time"),
    "statement": ("gist", "speaker", "time"),
}
"""The roles asked of each type.

Those of the vocabulary but currency, unit of a figure and period, which follow from the amount and the time.
"""

REFERRING = re.compile(
    r"[他她它其]们?|我们|(?:本|该|这家)?公司|(?:本|该)?集团|该[一-鿿]{1,5}|这[家款个支份档位][一-鿿]{0,8}|平台|俱乐部|[老前]东家|"
    r"双方|两家(?:公司)?|后者|前者|[两二三]人|对方|此人|官方|自己|"
    r"[Tt]he [a-z][a-z ]{2,20}|[Ii]ts?|[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|company"
)
"""Words that stand for a name told elsewhere."""
