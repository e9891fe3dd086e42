"""Tasks for workers in tests: each writes down what it does, so that what was done twice or never is seen."""

import os
import signal
import time
from pathlib import Path

from django.db import connection
from django_tasks import task


def say(path, line):
    """Appends in one write, which no other process can cut in two."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, f"{line}\n".encode())
    os.close(file)


@task
def note(path, text, seconds=0.0):
    say(path, f"begin {text}")
    time.sleep(seconds)
    say(path, f"end {text}")


@task
def keep(name):
    """Makes a row once, whoever does it and however often."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO work_tally VALUES (%s, 0, 0, 0, 0) ON CONFLICT DO NOTHING", [f"kept {name}"])
    time.sleep(0.01)


@task
def fail(path):
    say(path, "tried")
    raise ValueError("it cannot be done")


@task
def fall(path):
    """Falls down until there is a file that holds it."""
    say(path, "tried")
    if not Path(f"{path}.held").exists():
        os.kill(os.getpid(), signal.SIGKILL)
