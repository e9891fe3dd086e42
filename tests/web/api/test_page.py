import pytest


@pytest.mark.parametrize(("path", "title"), [("/api/", "واجهة البرمجة"), ("/en/api/", "Programming interface")])
def test_the_page_describes_every_address(client, path, title):
    page = client.get(path).content.decode()
    assert f"<h1>{title}</h1>" in page
    assert "<code><b>GET</b> /api/v1/incidents/{key}</code>" in page
    assert 'href="#shape-IncidentOut"' in page
    assert 'id="shape-IncidentOut"' in page
    assert 'href="/api/v1/openapi.json"' in page
    assert "send <code>next</code> as <code>after</code>" in page


def test_what_is_in_english_says_so_on_the_arabic_page(client):
    page = client.get("/api/").content.decode()
    assert '<p lang="en" dir="ltr">They are kept when this answers' in page


def test_every_page_leads_to_it(client):
    assert 'href="/en/api/"' in client.get("/en/").content.decode()
    assert 'href="/api/"' in client.get("/trust/").content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
def test_it_is_accessible_on_a_phone_and_in_the_dark(visit, accessible, language):
    page = visit(f"{language}/api/", width=390)
    accessible(page, dark=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
