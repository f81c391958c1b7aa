"""The kinds of sources that the demonstration speaks, and the writer of each; a kind is named in `facts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from federation.demo import (
    write_atom,
    write_blog_rss,
    write_google_ics,
    write_meetup_ics,
    write_native,
    write_openagenda,
    write_rss,
    write_ruby_ics,
    write_spaceapi,
    write_tribe,
)
from federation.demo.announced import Programme
from federation.demo.reply import Reply

Ask = Callable[[Programme, Mapping[str, str]], Reply]
"""What answers an address with its query."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its media type, what answers, whether the query is looked at."""

    media_type: str
    answer: Ask
    queried: bool = False


def _plain(media_type: str, write: Callable[[Programme], bytes]) -> Kind:
    return Kind(media_type, lambda programme, query: Reply(write(programme)))


KINDS = {
    "ruby-ics": _plain(write_ruby_ics.MEDIA_TYPE, write_ruby_ics.write_ruby_ics),
    "google-ics": _plain(write_google_ics.MEDIA_TYPE, write_google_ics.write_google_ics),
    "meetup-ics": _plain(write_meetup_ics.MEDIA_TYPE, write_meetup_ics.write_meetup_ics),
    "blog-rss": _plain(write_blog_rss.MEDIA_TYPE, write_blog_rss.write_event_rss),
    "wordpress-rss": _plain(write_blog_rss.MEDIA_TYPE, write_blog_rss.write_wordpress_rss),
    "rss": _plain(write_rss.MEDIA_TYPE, write_rss.write_rss),
    "atom": _plain(write_atom.MEDIA_TYPE, write_atom.write_atom),
    "tribe": Kind(write_tribe.MEDIA_TYPE, write_tribe.write_tribe, queried=True),
    "openagenda": Kind(write_openagenda.MEDIA_TYPE, write_openagenda.write_openagenda, queried=True),
    "spaceapi": _plain(write_spaceapi.MEDIA_TYPE, write_spaceapi.write_spaceapi),
    "native": _plain(write_native.MEDIA_TYPE, write_native.write_native),
}
"""By name; a source of the kind « page » is one of the pages for people."""
