"""The tables of the ledger.

Each table has the columns that are asked for and, where there is more, the whole value as JSON in ``document`` (see
``marsad.ledger.wire``): the value is read from there, the columns only find it. Ids of claims and incidents are 20
hexadecimal digits; rows refer to each other by numbers, which are smaller.
"""

from __future__ import annotations

from django.db import models

from marsad.web.ledger.fields import ExactText

_ID = 20  # hexadecimal digits: marsad.ledger.entry.claim_id


class Report(models.Model):
    """A report as published last. ``key`` is its id, ``content`` the fingerprint of all that follows."""

    key = ExactText(unique=True)
    title = ExactText()
    text = ExactText()
    published = models.DateField(null=True)
    outlet = ExactText()
    url = ExactText(null=True)
    content = models.CharField(max_length=32)


class ReportVersion(models.Model):
    """A report as it was before its text changed, oldest first."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="versions")
    content = models.CharField(max_length=32)
    document = ExactText()


class Coding(models.Model):
    """What a coder found in a report; people's judgements are not in it. ``coder`` is its name and version."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True)
    coder = ExactText()
    content = models.CharField(max_length=32)
    document = ExactText()


class Incident(models.Model):
    """One happening. ``key`` is the id of its founding claim; the whole of it is in ``IncidentDocument``, so that
    these rows are small and all of them can be looked through in no time.

    ``precision`` and ``radius_km`` are its place's. The counts are of all people together; they are empty for running
    totals of more than a month (``marsad.ledger.sums.own``). Where ``high`` is open, ``most`` is the largest figure
    that still stands; it is empty where nobody counted.
    """

    key = models.CharField(max_length=_ID, unique=True)
    type = models.CharField(max_length=40)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    country = ExactText(null=True)
    governorate = ExactText(null=True)
    place = ExactText(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    precision = models.CharField(max_length=20, null=True)
    radius_km = models.FloatField(null=True)
    grade = models.CharField(max_length=20)
    disputed = models.BooleanField()
    claims_told = models.PositiveIntegerField()
    killed_low = models.IntegerField(null=True)
    killed_best = models.IntegerField(null=True)
    killed_high = models.IntegerField(null=True)
    killed_most = models.IntegerField(null=True)
    injured_low = models.IntegerField(null=True)
    injured_best = models.IntegerField(null=True)
    injured_high = models.IntegerField(null=True)
    injured_most = models.IntegerField(null=True)
    captured_low = models.IntegerField(null=True)
    captured_best = models.IntegerField(null=True)
    captured_high = models.IntegerField(null=True)
    captured_most = models.IntegerField(null=True)
    missing_low = models.IntegerField(null=True)
    missing_best = models.IntegerField(null=True)
    missing_high = models.IntegerField(null=True)
    missing_most = models.IntegerField(null=True)
    displaced_low = models.IntegerField(null=True)
    displaced_best = models.IntegerField(null=True)
    displaced_high = models.IntegerField(null=True)
    displaced_most = models.IntegerField(null=True)

    class Meta:
        """Incidents are listed by day, for a country, a governorate or a place, and by grade; the gravest first on the
        map.
        """

        indexes = (
            models.Index(fields=["first", "id", "last", "grade", "disputed"], name="incident_day"),
            models.Index(fields=["grade", "first", "id"], name="incident_grade"),
            models.Index(fields=["first", "id"], condition=models.Q(disputed=True), name="incident_disputed"),
            models.Index(fields=["-killed_high", "id"], name="incident_gravest"),
            models.Index(fields=["-killed_best", "-first", "-id"], name="incident_deadliest"),
            models.Index(fields=["country", "first"], name="incident_country"),
            models.Index(fields=["governorate", "first"], name="incident_governorate"),
            models.Index(fields=["place", "first"], name="incident_place"),
        )


class IncidentDocument(models.Model):
    """An incident whole."""

    incident = models.OneToOneField(Incident, models.CASCADE, primary_key=True, related_name="whole")
    document = ExactText()


class Claim(models.Model):
    """A claim as it counts: what the coder found, under people's judgements. ``position`` is its place in the report.

    The day, the place and what holds it are those of the claim's first place.
    """

    key = models.CharField(max_length=_ID, unique=True)
    report = models.ForeignKey(Report, models.CASCADE, related_name="claims", db_index=False)
    position = models.PositiveIntegerField()
    type = models.CharField(max_length=40)
    factuality = models.CharField(max_length=20)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    country = ExactText(null=True)
    governorate = ExactText(null=True)
    place = ExactText(null=True)
    origin = ExactText(db_index=True)
    confidence = models.FloatField()
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="claims")
    document = ExactText()

    class Meta:
        """Claims are reviewed in the order of doubt; what is searched for leads from reports to incidents."""

        indexes = (
            models.Index(fields=["confidence", "id"], name="claim_confidence"),
            models.Index(fields=["report", "incident"], name="claim_report"),
        )


class Party(models.Model):
    """An actor or source of the registers that a claim names, and how it is spelt there. ``role`` is one of
    ``initiator``, ``target``, ``source`` and ``outlet``.

    ``report``, ``type`` and ``incident`` are the claim's: what is counted of a party is read off its own indexes.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="parties", db_index=False)
    role = models.CharField(max_length=10)
    party = ExactText()
    name = ExactText()
    # Kept in step by whoever writes the claim. No constraints: a report or incident that goes would look for its own.
    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    type = models.CharField(max_length=40)
    incident = models.ForeignKey(
        Incident, models.DO_NOTHING, null=True, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        """What a party did, to whom the claims of a party say so, and how it is spelt."""

        indexes = (
            models.Index(fields=["party", "role", "type", "incident", "claim"], name="party_deed"),
            models.Index(fields=["party", "role", "name", "report"], name="party_spelt"),
            models.Index(fields=["claim", "role", "party"], name="party_claim"),
        )


class Sketch(models.Model):
    """A claim as linking sees it, with the cluster it is in (the id of the cluster's founding claim)."""

    claim = models.CharField(max_length=_ID, unique=True)
    cluster = models.CharField(max_length=_ID, null=True, db_index=True)
    document = ExactText()


class ClaimKey(models.Model):
    """A blocking key, by its hash, under which a sketch is filed."""

    key = models.BigIntegerField(db_index=True)
    sketch = models.ForeignKey(Sketch, models.CASCADE, related_name="keys")


class Link(models.Model):
    """Two claims that may tell one happening, and the log-odds that they do; ``a`` has the smaller id."""

    a = models.ForeignKey(Sketch, models.CASCADE, related_name="+")
    b = models.ForeignKey(Sketch, models.CASCADE, related_name="+")
    score = models.FloatField()

    class Meta:
        """Each pair once."""

        constraints = (models.UniqueConstraint(fields=["a", "b"], name="link_once"),)


class Constraint(models.Model):
    """A person's word on two claims, as it follows from all merges and splits that count."""

    a = models.CharField(max_length=_ID)
    b = models.CharField(max_length=_ID, db_index=True)
    together = models.BooleanField()

    class Meta:
        """Each pair once."""

        constraints = (models.UniqueConstraint(fields=["a", "b"], name="constraint_once"),)


class Tell(models.Model):
    """What a report tells of who holds a place."""

    key = models.CharField(max_length=_ID, unique=True)
    report = models.ForeignKey(Report, models.CASCADE, related_name="tells")
    place = ExactText()
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    document = ExactText()

    class Meta:
        """The record of a place is made of all tells about it."""

        indexes = (models.Index(fields=["place", "last"], name="tell_place"),)


class TellParty(models.Model):
    """An actor that a report tells of as holder or loser of a place, or the source on whose word it does."""

    tell = models.ForeignKey(Tell, models.CASCADE, related_name="parties")
    party = ExactText(db_index=True)


class Belonging(models.Model):
    """What a report says of an actor: that it belongs to another. ``day`` is the report's."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="belongings")
    member = ExactText()
    parent = ExactText()
    day = models.DateField(null=True)

    class Meta:
        """The parents of an actor over time, and its units."""

        indexes = (
            models.Index(fields=["member", "parent", "day"], name="belonging_member"),
            models.Index(fields=["parent", "member", "day"], name="belonging_parent"),
        )


class Judgement(models.Model):
    """What a person decided. Rows are only ever added; the number of the row is the judgement's id."""

    kind = models.CharField(max_length=20)
    who = ExactText()
    when = models.TextField()
    document = ExactText()


class JudgementSubject(models.Model):
    """What a judgement is about: ``claim:ID``, ``actor:ID`` or ``source:ID``; and the report, where that is a claim's.

    An undoing is about what it undoes.
    """

    judgement = models.ForeignKey(Judgement, models.CASCADE, related_name="subjects")
    subject = ExactText(db_index=True)
    report = ExactText(null=True, db_index=True)


class TextSignature(models.Model):
    """The signature of a report's text, the group of reports that are one text, by the id of its first, and the agency
    (a source id) that the text is credited to.
    """

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True)
    signature = models.BinaryField()
    group = ExactText(null=True, db_index=True)
    credit = ExactText(null=True)


class TextBand(models.Model):
    """A band of a signature, under which reports of like texts meet."""

    band = models.BigIntegerField(db_index=True)
    text = models.ForeignKey(TextSignature, models.CASCADE, related_name="bands")


class Facet(models.Model):
    """What an incident can be found by: an actor, a source, a type, a place that holds it, or a side that confirms it
    against its interest, each with its id.

    ``first`` is the incident's first day, so that the latest incidents of a facet are read off its index.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="facets", db_index=False)
    kind = models.CharField(max_length=6)
    value = ExactText()
    first = models.DateField(null=True)

    class Meta:
        """The latest incidents of a value, how many each value has, and the values of an incident."""

        indexes = (
            models.Index(fields=["kind", "value", "-first", "-incident"], name="facet_value"),
            models.Index(fields=["incident", "kind", "value"], name="facet_incident"),
        )


class Change(models.Model):
    """The version of the ledger: the number of the one row is another after every transaction that writes.

    What was counted is kept until then, and the row is read in no time, however large the ledger is. ``linking`` is the
    version of linking that its claims are linked by, empty where none was noted.
    """

    number = models.BigIntegerField(default=0)
    linking = models.CharField(max_length=64, default="")
