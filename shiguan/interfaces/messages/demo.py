"""What the demo says."""

from __future__ import annotations

SAID: dict[str, tuple[str, str]] = {
    "demo.read": ("读了什么", "What was read"),
    "demo.question": ("谁离开了哪家公司", "Who left which company"),
    "demo.next": ("接下来可以试试", "Commands to go on with"),
    "demo.next_tally": ("按公司点算，只问一组公司", "count by company, asking of one group only"),
    "demo.next_timeline": ("一家公司的来龙去脉", "one company's story, in order"),
    "demo.next_explain": ("这一行凭什么", "what one line rests on"),
    "demo.next_search": ("两个字也搜得到，简繁皆可", "search, two characters suffice, in either script"),
    "demo.next_export": ("全部主张，一行一条", "every claim, one a line"),
    "demo.next_repairs": ("一篇损坏的文章修了哪些地方", "what was repaired in a damaged article"),
    "demo.next_read": ("读你自己的文章", "read articles of your own"),
}
