"""The description of an event, text or HTML -> an HTML fragment that is safe to show, at most 20 000 characters.

Cleaning is nh3's work; here is what comes before and after it. A fragment that passed comes out unchanged.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache

import nh3

from sync.cleaning.links import web_link
from sync.cleaning.shape import REL, is_settled
from sync.cleaning.text import UNSEEN, without_mailboxes

LONGEST = 20_000
TAGS = frozenset(["p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "a", "h3", "h4", "blockquote", "code"])

_KNOWN = (
    "a|abbr|address|article|aside|audio|b|blockquote|body|br|button|center|code|dd|del|div|dl|dt|em|embed|figure|font"
    "|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|li|link|main|math|meta|nav|object|ol|p|pre|s|script"
    "|section|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|thead|title|tr|u|ul|video"
)
_TAG = re.compile(rf"</?(?:{_KNOWN})(?=[\s/>])", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_PARAGRAPH = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_URL = re.compile(r"(?<![\w/@.-])(?:https?://|www\.)[^\s<>\"'«»\\^`{|}\xa0\u202f]{1,2000}+", re.IGNORECASE)
_TAIL = re.compile(r"[.,;:!?…*_~]+\Z")
_BLOCKS = re.compile(r"<(/?)(?:div|section|article|header|footer|figure|address|dd|dt|h[1256]|tr)(?=[\s/>])", re.I)
_HAS_BLOCK = re.compile(r"<(?:br|p|ul|ol|li|h[1-6]|div|blockquote|tr)(?=[\s/>])", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|h3|h4|strong|em|b|i|li|ul|ol)>(?:\s|&nbsp;|<br>)*</\1>")
_ANY_TAG = re.compile(r"<[^<>]*>")
_ODD = ("<", "&", "@", "://", "www.")


def fragment(text: str, base: str, tell: Callable[[str], None]) -> str:
    """A safe HTML fragment of a description; `base` is what relative links are joined to, "" to drop them.

    Plain text becomes paragraphs with its addresses made links; HTML keeps the tags of `TAGS` and http(s) links.
    `tell` is called with the codes of Notices (`too-long`, `personal-address`).
    """
    if not text.replace("\n", "").isprintable():  # no more than a hint, but one at a quarter of the cost of looking
        text = _BREAK.sub("\n", _UNSEEN.sub("", text))
    if len(text) <= LONGEST // 2 and not any(map(text.__contains__, _ODD)):
        return _few_lines(text) or _paragraphs(text)
    if len(text) <= LONGEST and is_settled(text):
        return text
    return _within(text, base, tell)


def _within(text: str, base: str, tell: Callable[[str], None]) -> str:
    """Cleaning can make text longer: cut what comes in until what comes out fits."""
    text, limit = text.strip(), LONGEST
    if len(text) > limit:
        tell("too-long")
    while len(found := _settled(_cut(text, limit), base, tell)) > LONGEST:
        limit = min(limit, len(text)) * LONGEST // len(found) - 50
    return found


def _settled(text: str, base: str, tell: Callable[[str], None]) -> str:
    """Cleaned until cleaning changes nothing: a parser's repair of one mistake may uncover the next."""
    for _ in range(6):
        cleaner = _cleaned(text, base, tell)
        if cleaner == text or is_settled(cleaner):
            return cleaner
        text = cleaner
    return _paragraphs(html.unescape(_ANY_TAG.sub(" ", text)).translate(_HARMLESS))


_HARMLESS = str.maketrans("<>&@", "    ")


def _cleaned(text: str, base: str, tell: Callable[[str], None]) -> str:
    if not _TAG.search(text):
        if _ENTITY.search(text):
            text = _UNSEEN.sub("", html.unescape(text))
        if not _TAG.search(text):
            return _plain(without_mailboxes(text, tell))
    if "\n" in text and not _HAS_BLOCK.search(text):
        text = text.strip().replace("\n", "<br>")
    text = _cleaner(base).clean(_BLOCKS.sub(r"<\1p", text))
    text = _EMPTY.sub("", without_mailboxes(_UNSEEN.sub("", text), tell)).strip()
    if not _TAG.search(text):
        return f"<p>{text}</p>" if text else ""
    return text if len(text) > 500 or _ANY_TAG.sub("", text).strip() else ""


@lru_cache(maxsize=512)
def _cleaner(base: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={"a": {"href"}, "*": set()},
        clean_content_tags={"script", "style", "title", "template", "noscript", "iframe", "object", "math", "svg"},
        url_schemes={"http", "https"},
        link_rel=REL,
        url_relative=("rewrite_with_base", base) if base else "deny",
    )


def _plain(text: str) -> str:
    """Plain text as paragraphs, its web addresses made links."""
    text, parts, end = text.strip(), [], 0
    for found in _URL.finditer(text):
        url = _trimmed(found[0])
        link = web_link(url, "", lambda _code, _value: None)
        if link:
            parts += [_escaped(text[end : found.start()]), _anchor(link, url)]
            end = found.start() + len(url)
    return _blocks("".join(parts) + _escaped(text[end:]))


def _trimmed(url: str) -> str:
    """An address without the punctuation of the sentence around it."""
    url = _TAIL.sub("", url)
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count({")": "(", "]": "["}[url[-1]]):
        url = _TAIL.sub("", url[:-1])
    return url


def _anchor(link: str, shown: str) -> str:
    return f'<a href="{html.escape(link)}" rel="{REL}">{_escaped(shown)}</a>'


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\xa0", "&nbsp;")


def _few_lines(text: str) -> str:
    """What `_paragraphs` makes of text without `<` and `&` that is one paragraph, as most is; "" of any other.

    Searching for what is not there is most of the work.
    """
    text = text.strip()
    if not text or ">" in text or "\xa0" in text or "\n\n" in text or "\n " in text or "\n\t" in text:
        return ""
    lines = text.replace("\n", "<br>")
    return f"<p>{lines}</p>"


def _paragraphs(text: str) -> str:
    return _blocks(_escaped(text.strip()))


def _blocks(escaped: str) -> str:
    text = escaped
    if not text:
        return ""
    if "\n" in text:
        text = _PARAGRAPH.sub("</p><p>", text).replace("\n", "<br>")
        return _EMPTY.sub("", f"<p>{text}</p>")
    return f"<p>{text}</p>"


def _cut(text: str, limit: int) -> str:
    """At most `limit` characters, never ending inside a tag, an entity or a word."""
    if len(text) <= limit:
        return text
    cut = text[: max(limit - 1, 0)]
    if cut.rfind("<", -2100) > cut.rfind(">"):
        cut = cut[: cut.rfind("<")]
    space = max(cut.rfind(" ", -200), cut.rfind("\n", -200), cut.rfind(">", -200))
    return (cut[: space + 1] if space > 0 else cut).rstrip() + "…"
