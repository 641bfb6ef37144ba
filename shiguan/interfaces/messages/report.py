"""What a report says, and the command that writes it."""

from __future__ import annotations

SAID: dict[str, tuple[str, str]] = {
    "report.finding": ("找页面", "Finding pages"),
    "report.writing": ("写页面", "Writing pages"),
    "report.done": (
        "{pages} 页（{files} 个文件，{size:.1f} MB）已写入 {folder}；用浏览器打开 {first}",
        "{pages} pages ({files} files, {size:.1f} MB) are written to {folder}; open {first} in a browser",
    ),
    "report.left_out": (
        "另有 {count} 页未收入，通往它们的链接只是文字；可用 --limit 和 --entities 多收一些",
        "{count} more pages are left out, and links to them are plain text; --limit and --entities make room for more",
    ),
    "report.as_of": ("截至 {day}。", "As of {day}."),
    "report.pages": ("全站 {count} 页。", "{count} pages in all."),
    "report.without": (
        "另有 {count} 页未收入，通往它们的链接只是文字。",
        "{count} more pages are left out, and links to them are plain text.",
    ),
    "report.between": ("", " "),
    "report.names.org": ("组织", "Organisations"),
    "report.names.person": ("人物", "People"),
    "report.names.product": ("产品", "Products"),
    "report.names.group": ("群体", "Groups"),
    "report.language": ("中文", "English"),
    "report.no_names": ("记录中没有这一类的内容。", "Nothing of this kind is on record."),
    "report.search": ("搜索：名称和事件", "Search names and events"),
    "report.found_none": ("没有找到。", "Nothing was found."),
}
