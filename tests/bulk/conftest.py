"""Archives of a few reports, and somebody who does all jobs in this very process."""

import gzip
import io
import json

import pytest

from marsad.bulk.folder import Folder

TEXT = "قصف الطيران الحربي مدينة سراقب يوم الاثنين ما أدى إلى مقتل خمسة مدنيين، بحسب المرصد السوري لحقوق الإنسان."


class Here:
    """Does jobs one after another, here: what comes of them does not depend on who does them."""

    size = 1

    def run(self, work, jobs, done=lambda job, result: None, killed=None):
        for job in jobs:
            done(job, work(job))


@pytest.fixture
def here():
    return Here()


@pytest.fixture(params=["file", "memory"])
def folder(request, tmp_path):
    """An empty folder, on disk or in memory."""
    if request.param == "file":
        yield Folder(tmp_path.as_uri() + "/store")
        return
    made = Folder("memory://store")
    made.clear("")
    yield made
    made.clear("")


def report(name, text=TEXT, day="2016-06-14", outlet="الجزيرة"):
    return {"id": name, "title": "", "text": text, "published": day, "outlet": outlet}


def lines(*reports):
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in reports).encode()


def packed(content):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as stream:
        stream.write(content)
    return out.getvalue()
