"""What readers do, once, in whichever database MARSAD_DATABASE names: run by test_postgresql.py, for the pages' own
database is chosen when Django is set up. Writes a line for each thing that was done; what fails ends it.
"""

import json
import sys
import threading

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402

from marsad import Report, code  # noqa: E402
from marsad.ledger.ledger import Ledger  # noqa: E402
from marsad.web.browse.registers import registers  # noqa: E402
from marsad.web.ledger import models as ledger_models  # noqa: E402
from marsad.web.ledger.store import open_store  # noqa: E402
from marsad.web.readers.news.choosing import choose  # noqa: E402
from marsad.web.readers.news.models import Desk, Follow, Seen, View  # noqa: E402
from marsad.web.readers.saved import keeping, labelling, listing  # noqa: E402
from marsad.web.readers.saved.keeping import Copy  # noqa: E402
from marsad.web.readers.saved.listing import Wanted  # noqa: E402
from marsad.web.readers.saved.models import Article, Kind, Tag, Version  # noqa: E402
from marsad.web.readers.wallabag.granting import let_in  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
REPORT = Report(
    "one", "قصف على حلب", "قصفت قوات النظام أحياء في مدينة حلب أمس، وقتل ثلاثة مدنيين.", "2016-03-01", "جريدة"
)


def page(owner, number, title="عنوان", text="نص"):
    made = keeping.put(owner, Kind.PAGE, f"https://news.example/{number}")
    keeping.keep(made, Copy(title, text))
    return made


def found(owner, **wanted):
    return [int(one.address.rpartition("/")[2]) for one in listing.listed(owner, Wanted(**wanted)).articles]


def lists(owner, client):
    page(owner, 1, text="قصف المدفعية طال حيا بحلب أمس مع كلمات أخرى")
    page(owner, 2, text="هدوء في الريف")
    labelling.set_tags(Article.objects.get(address__endswith="/2"), "ملف الشمال")
    assert found(owner, words="حلب") == [1]
    assert found(owner, words="شمال") == [2]
    assert found(owner, words="حلب -قصف") == []
    assert found(owner, words='"طال حيا بحلب"') == [1]
    assert [found(owner, sort=sort) for sort in listing.SORTS] == [[2, 1], [1, 2], [1, 2]]
    assert found(owner, tag=Tag.objects.get().pk) == [2]
    assert listing.counts(owner)["unread"] == 2
    for query in ("q=%00", "after=0001-01-01T00:00:00%2B23:00~1", "tag=999999999999999999", "q=%EE%80%80"):
        assert client.get(f"/saved/?{query}").status_code == 200


def addresses(owner, client):
    for letter, count in (("أ", 950), ("x", 1900), ("%D8%A3", 300)):
        keeping.put(owner, Kind.PAGE, "https://news.example/" + letter * count)
    client.post("/saved/keep/", {"kind": "report", "address": "\0"})
    assert client.get("/saved/?view=all").status_code == 200


def one_at_a_time(owner, client):
    """Several devices take the same article at once: one version, one number."""
    article = keeping.put(owner, Kind.PAGE, "https://news.example/at-once")
    faults = []

    def take(text):
        try:
            keeping.keep(Article.objects.get(pk=article.pk), Copy("عنوان", text))
        except Exception as fault:
            faults.append(repr(fault))
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(f"نص {n % 3}",)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    numbers = list(Version.objects.filter(article=article).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def several(owner, client):
    numbers = list(Article.objects.filter(owner=owner).values_list("pk", flat=True))
    client.post("/saved/several/", {"article": numbers, "to": "tag", "tags": "حلب"})
    client.post("/saved/several/", {"article": numbers, "to": "archive"})
    assert Article.objects.filter(archived=True, tags__name="حلب").count() == len(numbers)
    client.post(f"/saved/tags/{Tag.objects.get(name='حلب').pk}/", {"name": "ملف الشمال"})
    client.post("/saved/several/", {"article": numbers[:1], "to": "delete"})
    assert Tag.objects.count() == 1


def brought(owner, client):
    rows = [
        {
            "url": f"https://old.example/{n}",
            "title": f"خبر\u202e {n} \ud800\0",
            "tags": ["حلب", "\0", "\u202eيمين"],
            "content": "<p>نص قديم\0</p>",
            "annotations": [{"quote": "نص  قديم", "text": "ملاحظة\0"}],
            "created_at": "0001-01-01T00:00:00+1400",
        }
        for n in range(3)
    ]
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.post("/saved/moving/bring/", {"file": SimpleUploadedFile("a.json", json.dumps(rows).encode())})
    assert Article.objects.filter(address__contains="old.example", highlights__quote="نص قديم").count() == 3
    for ending in ("json", "md", "html", "epub"):
        assert client.get(f"/saved/articles.{ending}?view=all").status_code == 200


def news(owner, client):
    client.post("/mine/follow/", {"kind": "type", "value": "shelling"})
    client.post("/mine/follow/", {"kind": "words", "value": "حلب\0"})
    client.post("/mine/follow/", {"kind": "place", "value": "\0"})
    assert Follow.objects.count() == 2
    key = choose(owner).items[0].incident.id
    client.post("/mine/seen/", {"incident": [key, key, "x", "é"], "read": "1"})
    client.post("/mine/seen/", {"incident": [key, key]})
    assert Seen.objects.get().read
    client.post("/mine/views/", {"name": "حلب\0", "query": "type=shelling&q=%00"})
    view = View.objects.get()
    outside = Client()
    for address in (f"mine/view/{view.token}", f"mine/feed/{Desk.objects.get().token}"):
        assert outside.get(f"/{address}.atom").status_code == 200
    for token in ("%00", "x", "%ED%A0%80", "é"):
        assert outside.get(f"/mine/feed/{token}.atom").status_code == 404
        assert outside.get(f"/mine/view/{token}.atom").status_code == 404
    assert client.get("/mine/").status_code == client.get("/mine/follows/").status_code == 200


def apps(owner, client):
    letter = let_in(owner, "KOReader")
    given = {"grant_type": "password", "username": owner.username, "password": letter.password}
    given |= {"client_id": letter.access.client, "client_secret": letter.secret}
    told = Client().post("/wallabag/oauth/v2/token", given).json()
    for strange in ("\0", "\ud800"):
        answer = Client().post(
            "/wallabag/oauth/v2/token", json.dumps(given | {"client_id": strange}), content_type="application/json"
        )
        assert answer.status_code == 400
    headers = {"Authorization": f"Bearer {told['access_token']}"}
    answer = Client().get("/wallabag/api/entries.json?since=1&tags=%00&sort=updated", headers=headers)
    assert answer.status_code == 200
    entry = {"url": "https://app.example/1", "title": "\u202eعنوان\0\ud800", "content": "<p>نص</p>", "tags": "حلب,\0"}
    answer = Client().post(
        "/wallabag/api/entries.json", json.dumps(entry), content_type="application/json", headers=headers
    )
    assert answer.status_code == 200
    assert "\u202e" not in answer.json()["title"]


def main():
    ledger = Ledger(open_store(), registers())
    ledger.add_many([(REPORT, code(REPORT))], "test")
    assert ledger_models.Incident.objects.exists()
    owner = User.objects.create_user("قارئة", "reader@example.org", "a long enough password")
    client = Client()
    client.force_login(owner, backend=BACKEND)
    for act in (lists, addresses, one_at_a_time, several, brought, news, apps):
        act(owner, client)
        sys.stdout.write(f"{act.__name__}\n")
    owner.delete()
    assert not Article.objects.exists()
    connections.close_all()


main()
