"""HTML by its tags alone, told in one pass, whatever they look like: the words of a fragment, and how much a page asks of a parser.

Feeds carry a few paragraphs without a page around them. Extractors of articles look for one among much else and take the few
lines of a feed for one paragraph; parsers of HTML stop where tags are nested too deep, and take hours over tags with a
hundred thousand attributes. All that is asked of feeds is which words they have and where paragraphs begin.
"""

from __future__ import annotations

import html
import re

# What stands on lines of its own; and what is none of the article's text, as for pages.
_BLOCKS = frozenset(
    "address article aside blockquote body br center dd details div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav "
    "ol p pre section summary table ul".split()
)
_LEFT_OUT = frozenset(
    "applet aside audio button canvas datalist figure form head iframe map math menu nav noscript object picture select svg table template "
    "textarea title video".split()
)

# Whatever begins here is taken to its end, or to that of the text, so that nothing is scanned twice.
_TAG = r"""<(?P<end>/?)(?P<name>[a-z][^\s<>/]*)(?>=\s*"[^"]*(?:"|\Z)|=\s*'[^']*(?:'|\Z)|[^>])*+(?:>|\Z)"""
_TOKEN = re.compile(
    r"""<(?P<raw>script|style)\b.*?(?:</(?P=raw)(?=[\s/>])[^>]*>|\Z)"""
    r"""|<!--(?:-?>|.*?(?:-->|\Z))"""
    r"""|<!\[CDATA\[|\]\]>"""  # the marks, not what stands between: feeds escape them by mistake
    rf"""|{_TAG}"""
    r"""|<[!?][^>]*(?:>|\Z)""",
    re.S | re.I,
)
_OPENING = re.compile(_TAG, re.S | re.I)
_ATTRIBUTE = re.compile(r"""[^\s>/"'=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_TOO_LONG = re.compile(r"&#0*\d{8,};?")  # no character has such a number


def plain_text(markup: str) -> str:
    """The words of an HTML fragment; a blank line stands between its paragraphs.

    Without a single tag it is plain text, and its own lines stay. Pictures, tables, forms, scripts and the like are left out.
    """
    if not _TOKEN.search(markup):
        return _words(markup).strip()
    paragraphs: list[list[str]] = [[]]
    done, outside, depth = 0, "", 0  # within how many elements of the name that is left out
    for token in _TOKEN.finditer(markup):
        name = (token["name"] or "").lower()
        if not depth:
            paragraphs[-1].append(markup[done : token.start()])
            if name in _BLOCKS:
                paragraphs.append([])
        done = token.end()
        if depth and name == outside:
            depth += -1 if token["end"] else 1
        elif not depth and name in _LEFT_OUT and not token["end"]:
            outside, depth = name, 1
    if not depth:
        paragraphs[-1].append(markup[done:])
    return "\n\n".join(filter(None, (" ".join(_words("".join(pieces)).split()) for pieces in paragraphs)))


def weight(page: str) -> tuple[int, int]:
    """How many elements a page has, and how many attributes the tag that has most of them."""
    elements = most = 0
    for token in _TOKEN.finditer(page):
        if token["raw"] or (token["name"] and not token["end"]):
            elements += 1
            opening = _OPENING.match(page, token.start()) if token["raw"] else token
            if opening is not None and len(opening[0]) > 2 * most:
                most = max(most, len(_ATTRIBUTE.findall(opening[0])) - 1)  # the name of the tag is no attribute
    return elements, most


def _words(text: str) -> str:
    """Text with its character references resolved."""
    return html.unescape(_TOO_LONG.sub("\ufffd", text))
