"""A look into a mailbox of either kind."""

from __future__ import annotations

from typing import Final

from marsad.web.ingest.entries import Entry
from marsad.web.ingest.hosts import rules
from marsad.web.ingest.mail import imap, maildir
from marsad.web.ingest.mail.address import mailbox
from marsad.web.ingest.mail.address import maildir as as_maildir
from marsad.web.ingest.mail.messages import BYTES
from marsad.web.ingest.models import Feed, Item

MOST: Final = 200  # mails of a look


def look(feed: Feed) -> tuple[list[Entry], str, bool]:
    """The mails that are new, what the next look is to begin after, and whether there are more.

    Raises ``FetchError`` or ``FeedError``.
    """
    found = as_maildir(feed.address)
    if found is None:
        return imap.look(mailbox(feed.address), feed.etag, rules(BYTES), MOST)
    path, senders = found
    known = set(Item.objects.filter(feed=feed).values_list("guid", flat=True))
    entries, more = maildir.look(path, senders, known, MOST)
    return entries, "", more
