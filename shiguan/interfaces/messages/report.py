"""What a report says, and the command that writes it."""

from __future__ import annotations

SAID: dict[str, tuple[str, str]] = {
    "report.finding": ("找页面", "Finding pages"),
    "report.writing": ("写页面", "Writing pages"),
    "report.done": (
        "{pages} 页（{files} 个文件，{size:.1f} MB）已写入 {folder}；请用浏览器打开 {first}",
        "{pages} pages ({files} files, {size:.1f} MB) are written to {folder}; open {first} in a browser",
    ),
    "report.more": (
        "未收入的另有 {count} 页，通往它们的链接只是文字；可用 --limit 和 --entities 多收一些",
        "left out: {count} more, and links to them are plain text; --limit and --entities make room",
    ),
    "report.said": ("截至 {day}（世界时）。收入 {pages} 页。", "As of {day} (UTC). Pages: {pages}."),
    "report.left_out": (
        "截至 {day}（世界时）。收入 {pages} 页；未收入的另有 {count} 页，通往它们的链接只是文字。",
        "As of {day} (UTC). Pages: {pages}; left out: {count} more, and links to them are plain text.",
    ),
    "report.names.org": ("组织", "Organisations"),
    "report.names.person": ("人物", "People"),
    "report.names.product": ("产品", "Products"),
    "report.names.group": ("群体", "Groups"),
    "report.language": ("中文", "English"),
    "report.no_names": ("记录中没有这一类的内容。", "Nothing of this kind is on record."),
    "report.search": ("搜索：名称和事件", "Search names and events"),
    "report.found_none": ("没有找到。", "Nothing was found."),
}
