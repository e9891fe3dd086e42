"""The whole of an account in a real browser, in Arabic: what a server thread writes is not rolled back, so that each
test takes its account away again.
"""

import json
import re
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache

PASSWORD = "a long enough phrase"
IMPATIENT = """form => {
  const options = JSON.parse(form.dataset.options);
  options.publicKey.timeout = 1000;
  form.dataset.options = JSON.stringify(options);
}"""
# Each language once, each scheme once, and each width: a check with axe takes longer than all else.
SHOWN = [("", "light", 360), ("/en", "dark", 1280)]


@pytest.fixture
def site(live):
    """The server under a name, for browsers keep passkeys for names alone."""
    return live.replace("127.0.0.1", "localhost")


@pytest.fixture
def open_page(browser, site):
    """Opens a browser of one's own. A console error, or a request to elsewhere, fails the test."""
    contexts, errors = [], []

    def told(message):
        if message.type == "error" and "401 (Unauthorized)" not in message.text:
            errors.append(message.text)

    def make(path, width=360, scheme="light", script=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", told)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda one: None if one.url.startswith((site, "data:")) else errors.append(one.url))
        page.goto(site + path)
        return page

    yield make
    for context in contexts:
        context.close()
    User.objects.filter(username__in=["ليلى", "browser"]).delete()
    Session.objects.all().delete()
    assert errors == []


@pytest.fixture
def account(observatory):
    """An account with a confirmed address, and the role of an administrator so that it sees all pages."""
    user = User.objects.create_user("browser", email="browser@example.org", password=PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.groups.add(Group.objects.get(name="administrator"))
    return user


@pytest.fixture
def entered(open_page, account):
    """Opens a page of the account, signed in, in a language (``/en`` or none), and shows who one is once more."""

    def make(language="", **more):
        page = open_page(f"{language}/sign-in/?next={language}/account/", **more)
        page.fill("#id_login", "browser@example.org")
        page.fill("#id_password", PASSWORD)
        page.click("main form.card button")
        page.wait_for_url(f"**{language}/account/")
        prove(page, language)
        return page

    return make


def prove(page, language=""):
    page.goto(re.sub(r"(localhost:\d+).*", rf"\1{language}/account/confirm/?next={language}/account/", page.url))
    page.fill("#id_password", PASSWORD)
    page.click("main form.card button")
    page.wait_for_url(f"**{language}/account/")


def link(site):
    return site + re.search(r"http://localhost:\d+(/\S+)", mail.outbox[-1].body)[1]


def authenticator(page):
    """Gives the browser a device that keeps passkeys, and whose owner always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_from_signing_up_to_leaving(open_page, site):
    page = open_page("/sign-up/")
    authenticator(page)
    page.fill("#id_email", "layla@example.org")
    page.fill("#id_username", "ليلى")
    page.fill("#id_password1", PASSWORD)
    page.click("main form.card button")
    page.wait_for_url("**/account/email/sent/")

    page.goto(link(site))  # the letter
    page.click("main form button")
    page.wait_for_url("**/sign-in/")

    page.fill("#id_login", "layla@example.org")
    page.fill("#id_password", PASSWORD)
    page.click("main form.card button")
    page.wait_for_url(f"{site}/")
    page.click("header .tools a[href='/account/']")
    assert "ليلى" in page.inner_text("main")
    prove(page)

    page.goto(f"{site}/account/factors/webauthn/add/")
    page.click("main form.card button")
    page.wait_for_url("**/account/factors/recovery-codes/")
    assert page.locator(".codes li").count() == 10

    page.goto(f"{site}/account/factors/totp/activate/")
    secret = page.inner_text(".secret")
    page.fill("#id_code", code(secret))
    page.click("main form.card button")
    page.wait_for_url("**/account/factors/**")

    page.goto(f"{site}/account/")
    page.click("main > .account > form button")  # out
    page.wait_for_url(f"{site}/")
    page.goto(f"{site}/sign-in/")
    page.click("form[data-passkey] button")  # in again by the passkey alone
    page.wait_for_url(f"{site}/")

    phone = open_page("/sign-in/")
    phone.fill("#id_login", "ليلى")
    phone.fill("#id_password", PASSWORD)
    phone.click("main form.card button")
    phone.wait_for_url("**/account/factors/authenticate/")
    cache.clear()  # the code of this half minute was used to turn it on
    phone.fill("#id_code", code(secret))
    phone.click("main form.card button")
    phone.wait_for_url(f"{site}/")

    page.goto(f"{site}/account/sessions/")
    assert page.locator(".cards .card").count() == 2
    page.click("button[value='others']")
    page.wait_for_load_state()
    assert page.locator(".cards .card").count() == 1
    phone.goto(f"{site}/account/")
    assert "/sign-in/" in phone.url

    prove(page)
    page.goto(f"{site}/account/export/")
    with page.expect_download() as download:
        page.click("main form button")
    with zipfile.ZipFile(download.value.path()) as archive:
        assert json.loads(archive.read("account/account.json"))[0]["name"] == "ليلى"

    page.goto(f"{site}/account/delete/")
    page.check("#id_sure")
    page.click("main form.card button")
    page.wait_for_url(f"{site}/")
    assert not User.objects.filter(username="ليلى").exists()


def test_a_passkey_shows_once_more_who_one_is(entered, site):
    page = entered()
    authenticator(page)
    page.goto(f"{site}/account/factors/webauthn/add/")
    page.uncheck("#id_passwordless")
    page.click("main form.card button")
    page.wait_for_url("**/recovery-codes/")
    page.goto(f"{site}/account/factors/webauthn/reauthenticate/?next=/account/factors/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/account/factors/")


def test_a_passkey_that_is_cancelled_is_said(entered, site):
    page = entered()
    page.goto(f"{site}/account/factors/webauthn/add/")
    # A browser without any authenticator waits for one to be plugged in: here not for long.
    page.eval_on_selector("form[data-passkey]", IMPATIENT)
    page.click("main form.card button")
    page.wait_for_selector("[data-fault]:not([hidden])", timeout=20_000)


PAGES = [
    "/account/",
    "/account/email/",
    "/account/password/",
    "/account/sessions/",
    "/account/export/",
    "/account/delete/",
    "/account/invitations/",
    "/account/factors/",
    "/account/factors/totp/activate/",
    "/account/factors/webauthn/",
    "/account/factors/webauthn/add/",
    "/account/confirm/",
    "/account/confirm/code/",
    "/account/providers/",
]
DOORS = ["/sign-in/", "/sign-up/", "/account/password/reset/", "/account/email/sent/", "/account/email/confirm/x:y:z/"]


def fits(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("language", "scheme", "width"), SHOWN)
def test_every_page_of_the_account_is_accessible_and_fits(entered, accessible, site, language, scheme, width):
    page = entered(language, scheme=scheme)
    for path in PAGES:
        page.goto(f"{site}{language}{path}")
        assert fits(page, 360), path
        assert fits(page, width), path
        accessible(page)


@pytest.mark.parametrize(("language", "scheme", "width"), SHOWN)
def test_every_page_before_it_is_accessible_and_fits(open_page, accessible, site, language, scheme, width):
    page = open_page(f"{language}/sign-in/", scheme=scheme)
    for path in DOORS:
        page.goto(f"{site}{language}{path}")
        assert fits(page, 360), path
        assert fits(page, width), path
        accessible(page)


def test_what_a_form_refuses_is_said_and_accessible(open_page, accessible):
    page = open_page("/sign-in/", scheme="dark")
    page.fill("#id_login", "nobody")
    page.fill("#id_password", "wrong")
    page.click("main form.card button")
    page.wait_for_selector("[role='alert']:not([hidden])")
    accessible(page)


def test_without_script_one_signs_in_by_password(open_page, account):
    page = open_page("/sign-in/", script=False)
    assert page.locator("form[data-passkey]").is_hidden()
    page.fill("#id_login", "browser")
    page.fill("#id_password", PASSWORD)
    page.click("main form.card button")
    page.wait_for_url("**/")
    assert page.locator("header .tools a[href='/account/']").count() == 1
