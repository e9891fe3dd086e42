"""The worker's own tables. The tasks themselves lie in the table of django-tasks-db."""

from __future__ import annotations

from django.db import models
from django_tasks_db.models import DBTaskResult


class Errand(models.Model):
    """What a task is about: while its row is there, dead or alive, no second task of that key is queued."""

    key = models.CharField(max_length=200, unique=True)
    task = models.OneToOneField(DBTaskResult, models.CASCADE, related_name="errand")


class Worker(models.Model):
    """A worker that is running, or was killed: ``seen`` is when it last said that it is there."""

    name = models.CharField(max_length=64, primary_key=True)
    version = models.CharField(max_length=40)
    started = models.DateTimeField()
    seen = models.DateTimeField()


class Turn(models.Model):
    """A job of the schedule: when it is due next, and which worker has it in hand until when."""

    name = models.CharField(max_length=40, primary_key=True)
    due = models.DateTimeField()
    holder = models.CharField(max_length=64, default="")
    until = models.DateTimeField(null=True)
    ran = models.DateTimeField(null=True)
    fault = models.TextField(default="")


class Tally(models.Model):
    """How often a task was done, failed and was tried again, or was given up, since there is a ledger."""

    name = models.CharField(max_length=80, primary_key=True)
    done = models.BigIntegerField(default=0)
    failed = models.BigIntegerField(default=0)
    dead = models.BigIntegerField(default=0)
    seconds = models.FloatField(default=0)


class Change(models.Model):
    """What somebody changed, by a page or a command: see ``audit``."""

    when = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=150)
    what = models.CharField(max_length=100)
    about = models.TextField(default="")
