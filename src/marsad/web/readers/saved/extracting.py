"""The article in a page that was fetched: its title, text, outlet and day, without markup."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _

from marsad.exchange import Defaults
from marsad.model import Report
from marsad.web.fetching import Fetched
from marsad.web.reports.bringing import BroughtError, bring

_CHARSET: Final = re.compile(r"charset=[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_SAID_WITHIN: Final = re.compile(rb"(?<=charset=)[\"']?[\w.:-]+", re.IGNORECASE)
_PAGES: Final = ("text/html", "application/xhtml+xml", "text/plain", "")


def article(fetched: Fetched) -> Report:
    """What stands in the page. Raises ``BroughtError``, in the reader's language, if it is none or has no text."""
    if fetched.media_type not in _PAGES:
        raise BroughtError(
            _("This is no page but a file of the kind %(kind)s.") % {"kind": fetched.media_type[:60] or "?"}
        )
    name = "page.txt" if fetched.media_type == "text/plain" else "page.html"
    found = bring(_as_utf8(fetched), name, Defaults()).reports[0]
    if not found.text.strip():
        raise BroughtError(_("There is no text in it."))
    return found


def _as_utf8(fetched: Fetched) -> bytes:
    """The page in UTF-8 where its server said in what it is written: that counts more than what the page says."""
    said = _CHARSET.search(fetched.headers.get("content-type", ""))
    if said is None:
        return fetched.body
    try:
        text = fetched.body.decode(said[1], "replace")
    except LookupError:  # no such encoding, or one of bytes
        return fetched.body
    return _SAID_WITHIN.sub(b"utf-8", text.encode("utf-8", "replace"))
