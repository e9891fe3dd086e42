"""A letter on the wire, as another program reads it."""

from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from marsad.web.mail import MailError
from marsad.web.newsletters import marks, mime
from marsad.web.newsletters.links import Links
from marsad.web.newsletters.models import Issue
from marsad.web.newsletters.wording import one_line

from .conftest import DAY, NOW

OWN = Links("https://marsad.example/newsletters/leave/1-aa/", "https://marsad.example/newsletters/preferences/1-bb/")


def made(**more):
    told = {
        "key": "0" * 24, "kind": "brief", "language": "ar", "frequency": "daily", "first": DAY, "last": DAY,
        "made": NOW, "incidents": 1, "empty": False, "subject": "الموجز", "lead": "", "described": "",
        "html": f"<p>أول</p>{marks.HTML}<p>آخر</p>\n", "text": f"أول\n{marks.TEXT}", "picture": b"\x89PNG",
    }  # fmt: skip
    return Issue(**told | more)


def read(issue, address="nour@example.org"):
    return message_from_bytes(mime.letter(issue).addressed("a" * 24, address, OWN), policy=default)


def test_a_mail_has_text_html_and_its_map():
    found = read(made())
    assert not found.defects
    assert found.get_body(("plain",)).get_content().startswith("أول")
    html = found.get_body(("html",)).get_content()
    assert "<p>أول</p>" in html
    assert html.rstrip().endswith("<p>آخر</p>")
    (image,) = [part for part in found.walk() if part.get_content_type() == "image/png"]
    assert (image["Content-ID"], image.get_payload(decode=True)) == ("<map>", b"\x89PNG")


def test_links_are_the_subscribers_own():
    found = read(made())
    for kind in ("plain", "html"):
        told = found.get_body((kind,)).get_content()
        assert OWN.leave in told
        assert OWN.manage in told
    assert marks.HTML not in found.get_body(("html",)).get_content()


def test_one_click_is_offered_as_rfc_8058_wants_it():
    found = read(made())
    assert found["List-Unsubscribe"] == f"<{OWN.leave}>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["Message-ID"] == f"<{'a' * 24}@127.0.0.1>"
    assert found["List-Id"] == "<brief.daily.ar.127.0.0.1>"
    assert found["Auto-Submitted"] == "auto-generated"


def test_nobody_is_counted():
    """No open and no click is told of: nothing is loaded, and links are those of the letter."""
    raw = mime.letter(made()).addressed("a" * 24, "nour@example.org", OWN).decode()
    assert "http" not in read(made()).get_body(("html",)).get_content().replace(OWN.leave, "").replace(OWN.manage, "")
    assert raw.count("nour@example.org") == 1


@pytest.mark.parametrize("evil", ["a\r\nBcc: x@example.org", "a\nX: y", "a\x00b", "a\u2028b", "a\x85b", "\ud800"])
def test_a_subject_begins_no_other_header(evil):
    found = read(made(subject=one_line(evil)))
    assert found["Bcc"] is None
    assert found["X"] is None
    again = read(made(subject=evil))
    assert again["Bcc"] is None
    assert again["X"] is None


@pytest.mark.parametrize("evil", ["a@b.org\r\nBcc: x@example.org", "a@b.org\nX: y", "é@b.org", "a" * 1000])
def test_an_address_that_could_begin_a_header_is_refused(evil):
    with pytest.raises(MailError, match="cannot stand"):
        read(made(), evil)


@hypothesis(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_written_is_read_again(before, after):
    issue = made(html=f"{before}{marks.HTML}{after}", picture=None)
    html = read(issue).get_body(("html",)).get_payload(decode=True).decode()
    shown = [part.encode("utf-8", "replace").decode().replace("\n", "\r\n") for part in (before, after)]
    assert html.startswith(shown[0].split(marks.HTML)[0])
    assert html.endswith(shown[1]) or marks.HTML in after + before


@given(st.text(max_size=400))
def test_a_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1
