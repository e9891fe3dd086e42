"""Where reports come from, what was found there, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marsad.web.ledger.fields import ExactText


class Kind(models.TextChoices):
    """What stands at a feed's address: RSS, Atom and JSON feeds are all one kind."""

    FEED = "feed", _("feed")
    SITEMAP = "sitemap", _("sitemap")
    PAGE = "page", _("page")


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
    ``fallen`` is since when the second lies far below the first: the outlet's layout has changed.
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
