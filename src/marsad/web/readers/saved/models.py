"""What a reader has saved. Every row belongs to one account, and goes with it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from marsad.web.ledger.fields import ExactText


class Kind(models.TextChoices):
    """What was saved."""

    REPORT = "report", _("report")
    INCIDENT = "incident", _("incident")
    PAGE = "page", _("page")


class Tag(models.Model):
    """A reader's own word for some articles. ``key`` is the name folded, so that one spelling serves for all."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    name = ExactText()
    key = ExactText()

    class Meta:
        """Each tag once."""

        constraints = (models.UniqueConstraint(fields=["owner", "key"], name="tag_once"),)


class Article(models.Model):
    """``address`` is a page's web address, or the id of a report or an incident. Its text is in the versions.

    ``fault`` says why the page could not be fetched, empty if it could; an article without a version waits for one.
    ``terms`` are those of all that is searched (see ``searching``), ``letters`` the length of the newest text,
    ``volume`` that of all versions together.
    """

    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    address = ExactText()
    title = ExactText()
    outlet = ExactText()
    published = models.DateField(null=True)
    saved = models.DateTimeField()
    changed = models.DateTimeField()
    read = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)
    starred = models.BooleanField(default=False)
    note = ExactText(default="")
    fault = ExactText(default="")
    letters = models.PositiveIntegerField(default=0)
    volume = models.PositiveBigIntegerField(default=0)
    terms = ExactText(default="")
    tags = models.ManyToManyField(Tag, related_name="articles")

    class Meta:
        """Each once; the newest are listed first."""

        constraints = (models.UniqueConstraint(fields=["owner", "kind", "address"], name="article_once"),)
        indexes = (
            models.Index(fields=["owner", "archived", "-saved", "-id"], name="article_newest"),
            models.Index(fields=["owner", "archived", "read", "starred"], name="article_state"),
            models.Index(fields=["owner", "volume"], name="article_volume"),
        )


class Version(models.Model):
    """The text of an article as it was when it was taken. It is never changed; numbers begin with 1."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    taken = models.DateTimeField()
    title = ExactText()
    text = ExactText()
    content = models.CharField(max_length=32)

    class Meta:
        """In the order they were taken."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["article", "number"], name="version_once"),)


class Highlight(models.Model):
    """Words of a version that a reader marked, with what stands around them, so that they are found in later ones.

    ``start`` and ``end`` count code points of the version's text (see ``anchors``).
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="highlights")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = ExactText()
    before = ExactText()
    after = ExactText()
    note = ExactText(default="")
    made = models.DateTimeField()

    class Meta:
        """In the order of the text."""

        ordering = ("start", "id")
