"""The worker's page in a browser: both languages, dark and light, wide and narrow."""

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from marsad.web.work import queue, tasks
from marsad.web.work.models import Tally, Turn, Worker

PASSWORD = "correct horse battery staple"


@pytest.fixture
def work(visit, observatory, monkeypatch):
    """Opens the page as an administrator; one task was given up, one waits. It is taken away again."""
    monkeypatch.setenv("MARSAD_WORKER_ATTEMPTS", "1")
    user = User.objects.create_user("nawal", password=PASSWORD)
    user.groups.set([Group.objects.get(name="administrator")])
    now = timezone.now()
    Worker.objects.create(name="host-1-a", version="1", started=now, seen=now)
    Turn.objects.create(name="feeds", due=now, ran=now, fault="ValueError: " + "long" * 60)
    queue.put(tasks.visit, {"feed 7": (7,)})
    task = queue.claim("host-1-a", ("default",))
    queue.failed(task, ValueError("an address that is long: https://example.org/" + "x" * 200), 1)
    queue.put(tasks.process, {"item 9": (9,)})

    def open_page(language, **more):
        page = visit(f"{language}/sign-in/?next={language}/work/", **more)
        page.fill("input[name=login]", "nawal")
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit], main form .button")
        page.wait_for_selector(".work")
        return page

    yield open_page
    for table in (DBTaskResult, Worker, Turn, Tally):
        table.objects.all().delete()
    user.delete()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_it_is_accessible_and_fits(work, accessible, language, width, scheme):
    page = work(language, width=width, scheme=scheme)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("details summary >> text=/Details|التفاصيل/")
    accessible(page)


def test_a_task_is_tried_again_from_the_page(work):
    page = work("/en")
    page.click("text=Try again")
    page.wait_for_selector("text=It is in the queue again.")
    assert page.locator(".dead li").count() == 0
