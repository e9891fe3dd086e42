"""Where reports come from, what was found there, and what became of it."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marsad.web.ledger.fields import ExactText


class Kind(models.TextChoices):
    """What stands at a feed's address: RSS, Atom and JSON feeds are all one kind. What is pushed has no address that
    could be asked: it begins with ``push:``.
    """

    FEED = "feed", _("feed")
    SITEMAP = "sitemap", _("sitemap")
    PAGE = "page", _("page")
    MAILBOX = "mailbox", _("mailbox")
    FOLDER = "folder", _("folder")
    ARCHIVE = "archive", _("archive")
    PUSHED = "pushed", _("sent by a program")


# What is looked into again and again; the others are read once, or come by themselves.
VISITED: Final = (Kind.FEED, Kind.SITEMAP, Kind.PAGE, Kind.MAILBOX, Kind.FOLDER)
# Sources that bring the texts themselves: a page is asked for only where one brings its address alone.
BRINGING: Final = (Kind.MAILBOX, Kind.FOLDER, Kind.ARCHIVE, Kind.PUSHED)


class Standing(models.TextChoices):
    """Whether a feed is visited."""

    ACTIVE = "active", pgettext_lazy("feed", "active")
    PAUSED = "paused", pgettext_lazy("feed", "paused")
    GONE = "gone", pgettext_lazy("feed", "gone for good")


class State(models.TextChoices):
    """How far an item is on its way into the ledger."""

    FOUND = "found", _("found")
    FETCHED = "fetched", _("fetched")
    CODED = "coded", _("in the ledger")
    ASIDE = "aside", _("set aside")


class Reason(models.TextChoices):
    """Why an item was set aside."""

    CLAIMS = "claims", _("no claims")
    LANGUAGE = "language", _("not in Arabic")
    TEXT = "text", _("no text")
    TWIN = "twin", _("the same text was there")
    FETCH = "fetch", _("could not be fetched")
    ROBOTS = "robots", _("the site asks not to")
    SENDER = "sender", _("from a sender who may not bring any")
    DROPPED = "dropped", _("given up")


class Host(models.Model):
    """A host that is asked: when it may be asked again, what its robots.txt says, how many pages of it were read.

    ``robots`` is empty where there is none; ``read`` is when it was taken.
    """

    name = models.CharField(max_length=255, unique=True)
    free = models.DateTimeField(null=True)
    robots = ExactText(default="")
    read = models.DateTimeField(null=True)
    pages = models.PositiveIntegerField(default=0)


class Feed(models.Model):
    """``interval`` is in seconds. ``failures`` counts those since the last success; ``fault`` says what the last was.

    ``usual`` and ``recent`` are the share of pages whose text could be found, over many and over the last few;
    ``fallen`` is since when the second lies far below the first: the outlet's layout has changed. ``seen`` is a digest
    of what was served last, for servers that never say «not changed».
    """

    address = ExactText(unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FEED)
    title = ExactText(default="")
    outlet = ExactText(default="")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.ACTIVE)
    added = models.DateTimeField()
    etag = ExactText(default="")
    modified = ExactText(default="")
    interval = models.PositiveIntegerField(default=3600)
    due = models.DateTimeField()
    visited = models.DateTimeField(null=True)
    succeeded = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    fault = ExactText(default="")
    pages = models.PositiveIntegerField(default=0)
    usual = models.FloatField(default=0.0)
    recent = models.FloatField(default=0.0)
    fallen = models.DateTimeField(null=True)
    seen = models.CharField(max_length=32, default="")

    class Meta:
        """Those that are due are asked for all the time."""

        indexes = (models.Index(fields=["standing", "due"], name="feed_due"),)

    @property
    def name(self) -> str:
        """What it is called on pages."""
        return str(self.outlet or self.title or self.address)


class Item(models.Model):
    """An article that a feed told of. ``guid`` is the feed's own id for it, ``key`` its address in one form of many.

    ``told`` is a digest of what the feed said, to notice a change; ``content`` what the feed gave of the text.
    ``text`` is kept until it is coded. ``twin`` is a digest of outlet and text, of those in the ledger alone.
    """

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="items")
    guid = ExactText()
    key = models.CharField(max_length=64, unique=True)
    address = ExactText(default="")
    host = models.CharField(max_length=255, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.FOUND)
    reason = models.CharField(max_length=10, choices=Reason.choices, default="", blank=True)
    fault = ExactText(default="")
    attempts = models.PositiveIntegerField(default=0)
    due = models.DateTimeField()
    told = models.CharField(max_length=32)
    title = ExactText(default="")
    published = models.DateField(null=True)
    content = ExactText(default="")
    text = ExactText(default="")
    outlet = ExactText(default="")
    author = ExactText(default="")
    report = models.CharField(max_length=80, default="", db_index=True)
    twin = models.CharField(max_length=32, null=True, unique=True)
    claims = models.PositiveIntegerField(default=0)
    found = models.DateTimeField()
    fetched = models.DateTimeField(null=True)
    coded = models.DateTimeField(null=True)

    class Meta:
        """Nothing is taken twice: not by the feed's id, not by its address, not by its text."""

        constraints = (models.UniqueConstraint(fields=["feed", "guid"], name="item_once"),)
        indexes = (models.Index(fields=["state", "due", "id"], name="item_waiting"),)


class Line(models.Model):
    """A line of pages of a host, by its digest: on how many it stood, and since and until which page by number."""

    host = models.ForeignKey(Host, models.CASCADE, related_name="lines")
    digest = models.CharField(max_length=16)
    pages = models.PositiveIntegerField(default=1)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=["host", "digest"], name="line_once"),)


class Import(models.Model):
    """A file that is read into the ledger: of a folder that is watched, or an archive.

    ``position`` is how many of its articles were taken, and kept together with them, so that whoever reads on begins
    there; ``done`` and ``size`` are bytes. ``mark`` tells whether the file is still the same. ``ended`` is empty until
    all was read; ``fault`` says what the last article that could not be read was wrong with.
    """

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="imports")
    name = ExactText()
    mark = models.CharField(max_length=64)
    position = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    coded = models.PositiveBigIntegerField(default=0)
    same = models.PositiveBigIntegerField(default=0)
    aside = models.PositiveBigIntegerField(default=0)
    faults = models.PositiveBigIntegerField(default=0)
    fault = ExactText(default="")
    added = models.DateTimeField()
    stepped = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        """A file of a folder is read once, until it changes."""

        constraints = (models.UniqueConstraint(fields=["feed", "name"], name="import_once"),)
        indexes = (models.Index(fields=["ended", "id"], name="import_open"),)

    @property
    def percent(self) -> int:
        """How far it is, by bytes."""
        if self.ended:
            return 100
        return min(99, self.done * 100 // self.size) if self.size else 0
