import pytest
from django.contrib.auth.models import User

PASSWORD = "a long enough phrase"


def sign_in(client, name="own-reader", password=PASSWORD, address="/en/sign-in/", **more):
    return client.post(address, {"login": name, "password": password, **more})


def test_the_right_password_signs_in(client, person):
    user = person("reader")
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/en/")
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("name", ["amal@example.org", "AMAL@example.org", "own-reader", "Own-Reader", " own-reader "])
def test_name_and_address_both_do(client, person, name):
    person("reader", email="amal@example.org")
    assert sign_in(client, name).status_code == 302


@pytest.mark.parametrize("name", ["own-reader", "nobody", "nobody@example.org", "x" * 5000])
def test_a_wrong_name_and_a_wrong_password_read_the_same(client, person, name):
    person("reader", email="amal@example.org")
    page = sign_in(client, name, "another phrase altogether")
    assert page.status_code == 401
    assert "This name and password do not belong together." in page.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["a\0b", ""])
def test_what_is_no_name_is_refused(client, person, name):
    person("reader")
    assert sign_in(client, name).status_code == 401


def test_a_closed_account_reads_the_same(client, person):
    person("reader")
    User.objects.update(is_active=False)
    page = sign_in(client)
    assert page.status_code == 401
    assert "This name and password do not belong together." in page.content.decode()


def test_the_session_has_another_id_after_signing_in(client, person):
    person("reader")
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    sign_in(client)
    assert client.session.session_key != session.session_key


def test_an_account_without_an_address_has_none_to_confirm(client, person):
    person("reviewer")
    sign_in(client, "own-reviewer")
    assert client.get("/en/review/").status_code == 200


def test_and_is_not_locked_out_by_a_wrong_one(client, person):
    person("reviewer")
    sign_in(client, "own-reviewer")
    client.post("/en/account/confirm/", {"password": PASSWORD})
    client.post("/en/account/email/", {"email": "mistyped@example.org", "action_add": ""})
    client.post("/en/sign-out/")
    sign_in(client, "own-reviewer")
    page = client.get("/en/account/email/").content.decode()
    assert "mistyped@example.org" in page
    assert "not confirmed yet" in page


@pytest.mark.parametrize(("remember", "ends"), [({"remember": "on"}, False), ({}, True)])
def test_a_session_ends_with_the_browser_unless_it_is_to_stay(client, person, remember, ends):
    person("reader")
    sign_in(client, **remember)
    assert client.session.get_expire_at_browser_close() is ends


def test_after_signing_in_the_page_that_was_asked_for_is_shown(client, person):
    person("reviewer")
    asked = client.get("/en/review/?disputed=1")
    assert asked["Location"] == "/en/sign-in/?next=/en/review/%3Fdisputed%3D1"
    page = client.get(asked["Location"]).content.decode()
    assert 'name="next" value="/en/review/?disputed=1"' in page
    assert sign_in(client, "own-reviewer", next="/en/review/?disputed=1")["Location"] == "/en/review/?disputed=1"


def test_signing_out_ends_the_session(signed):
    client = signed("reader")
    assert client.post("/en/sign-out/")["Location"] == "/en/"
    assert "_auth_user_id" not in client.session


def test_the_page_is_in_both_languages_and_kept_by_nobody(client):
    arabic = client.get("/sign-in/")
    assert "كلمة المرور" in arabic.content.decode()
    assert "no-store" in arabic["Cache-Control"]
    assert "Password" in client.get("/en/sign-in/").content.decode()


def test_who_is_signed_in_needs_no_form(signed):
    assert signed("reader").get("/en/sign-in/")["Location"] == "/en/"
