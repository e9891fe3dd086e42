"""Rows 1–7 and 9 of the cases to survive, against real servers: where a fetch may go, how much it takes."""

import gzip
import itertools
import time
import zlib

import pytest

from marsad.web.fetching import FetchError, Rules, fetch

OPEN = "127.0.0.1"
CLOSED = "127.0.0.2"  # another address of this machine, which the tests' rules call closed


def test_a_page(serving, rules, http):
    server = serving(http("خبر".encode(), Content_Type="text/html; charset=utf-8"))
    got = fetch(server.url("/a?b=1"), rules=rules())
    assert (got.status, got.body.decode(), got.media_type) == (200, "خبر", "text/html")
    assert server.asked[0].startswith("GET /a?b=1 HTTP/1.1\r\nHost: news.example:")
    assert "Cookie" not in server.asked[0]


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_packed_page(serving, rules, coding, http):
    packed = gzip.compress(b"news" * 999) if coding == "gzip" else zlib.compress(b"news" * 999)
    server = serving(http(packed, Content_Encoding=coding))
    assert fetch(server.url(), rules=rules()).body == b"news" * 999


INSIDE = (
    "127.0.0.1 2130706433 0x7f.1 127.1 [::1] [::127.0.0.1] [::ffff:10.0.0.1] 169.254.169.254 localhost localhost."
    " a.localhost 10.0.0.7 100.64.1.1 224.0.0.1"
)


@pytest.mark.parametrize("host", INSIDE.split())
def test_the_machine_and_its_network_are_closed(host):
    with pytest.raises(FetchError, match=r"closed network|this machine") as caught:
        fetch(f"http://{host}/", rules=Rules(seconds=2))
    assert not caught.value.again


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://news.example/", "gopher://news.example/", "javascript:1", "//news.example/", "news"],
)
def test_other_schemes(url, rules):
    with pytest.raises(FetchError, match="http"):
        fetch(url, rules=rules())


@pytest.mark.parametrize("url", ["http://user:secret@news.example/", "http://user@news.example/"])
def test_no_password_is_sent_or_told(url, rules):
    with pytest.raises(FetchError, match="name or a password") as caught:
        fetch(url, rules=rules())
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("port", [22, 25, 587])
def test_ports_that_serve_no_pages(port, rules):
    with pytest.raises(FetchError, match="port"):
        fetch(f"http://news.example:{port}/", rules=rules())


def test_a_name_that_leads_inside(serving, rules, http):
    server = serving(http(b"inside"))
    with pytest.raises(FetchError, match="closed network"):
        fetch(server.url(host="trap.example"), rules=rules({"trap.example": [CLOSED]}))
    assert server.asked == []


def test_one_closed_address_among_open_ones_is_enough(serving, rules, http):
    server = serving(http(b"inside"))
    with pytest.raises(FetchError, match="closed network"):
        fetch(server.url(host="trap.example"), rules=rules({"trap.example": [OPEN, CLOSED]}))
    assert server.asked == []


def test_a_name_that_changes_between_look_ups(serving, rules, http):
    """The address that was checked is the one connected to: the name is asked once."""
    server, asked = serving(http(b"outside")), []

    def rebinding(host):
        asked.append(host)
        return [OPEN] if len(asked) == 1 else [CLOSED]

    assert fetch(server.url(host="trap.example"), rules=rules({"trap.example": rebinding})).body == b"outside"
    assert asked == ["trap.example"]


def test_a_name_is_asked_again_at_every_hop(serving, rules, http):
    asked = itertools.count()
    server = serving(http(status="302 Found", Location="/next"))
    table = {"trap.example": lambda host: [OPEN] if next(asked) == 0 else [CLOSED]}
    with pytest.raises(FetchError, match="closed network"):
        fetch(server.url(host="trap.example"), rules=rules(table))
    assert len(server.asked) == 1


@pytest.mark.parametrize("onward", ["http://trap.example/", "http://127.0.0.2/", "http://[::1]/", "file:///etc/passwd"])
def test_a_redirect_into_what_is_closed(serving, rules, onward, http):
    server = serving(http(status="302 Found", Location=onward))
    with pytest.raises(FetchError, match=r"closed network|http"):
        fetch(server.url(), rules=rules({"trap.example": [CLOSED]}))


def test_redirects_are_followed_and_the_lasting_ones_told(serving, rules, http):
    pages = {"/old": http(status="301 Moved", Location="/new"), "/new": http(status="302 Found", Location="/today")}
    server = serving(lambda c, request: c.sendall(pages.get(request.split()[1], http(b"here"))))
    got = fetch(server.url("/old"), rules=rules())
    assert (got.url, got.moved, got.body) == (server.url("/today"), server.url("/new"), b"here")


def test_behind_a_detour_nothing_has_moved(serving, rules, http):
    pages = {"/old": http(status="302 Found", Location="/new"), "/new": http(status="301 Moved", Location="/today")}
    server = serving(lambda c, request: c.sendall(pages.get(request.split()[1], http(b"here"))))
    assert fetch(server.url("/old"), rules=rules()).moved is None


def test_redirects_end(serving, rules, http):
    server = serving(http(status="302 Found", Location="/"))
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(server.url(), rules=rules())
    assert len(server.asked) == 6


def test_a_redirect_to_nonsense(serving, rules, http):
    server = serving(http(status="302 Found", Location="http://[:::/"))
    with pytest.raises(FetchError, match="no address"):
        fetch(server.url(), rules=rules())


@pytest.mark.parametrize("host", ["evilinside.example", "inside.example.org", "sub.inside.example"])
def test_a_host_let_in_is_a_whole_name(serving, rules, host, http):
    server = serving(http(b"inside"))
    lax = rules({"inside.example": [CLOSED], host: [CLOSED]}, hosts=frozenset({"inside.example"}))
    with pytest.raises(FetchError, match="closed network"):
        fetch(server.url(host=host), rules=lax)


def test_an_operator_may_let_a_host_in(serving, rules, http):
    server = serving(http(b"inside"))
    lax = Rules(resolve=lambda host, port: [OPEN], hosts=frozenset({"inside.example"}))
    assert fetch(server.url(host="Inside.Example"), rules=lax).body == b"inside"


def test_a_slow_drip(serving, rules):
    def drip(connection, request):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.1)

    began = time.monotonic()
    with pytest.raises(FetchError, match=r"longer than|too slow") as caught:
        fetch(serving(drip).url(), rules=rules(seconds=0.5))
    assert caught.value.again
    assert time.monotonic() - began < 5


def test_a_slow_drip_of_headers(serving, rules):
    def drip(connection, request):
        for letter in b"HTTP/1.1 200 OK\r\nServer: slow\r\n" * 9:
            connection.sendall(bytes([letter]))
            time.sleep(0.1)

    with pytest.raises(FetchError, match=r"longer than|too slow"):
        fetch(serving(drip).url(), rules=rules(seconds=0.5))


def test_a_server_that_says_nothing(serving, rules):
    with pytest.raises(FetchError, match=r"longer than|too slow"):
        fetch(serving(lambda connection, request: time.sleep(3)).url(), rules=rules(seconds=0.4))


def test_a_body_without_end(serving, rules):
    def endless(connection, request):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    with pytest.raises(FetchError, match="larger than 100,000 bytes"):
        fetch(serving(endless).url(), rules=rules(most_bytes=100_000))


def test_a_body_that_says_it_is_too_large_is_not_read(serving, rules):
    server = serving(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
    with pytest.raises(FetchError, match="larger than"):
        fetch(server.url(), rules=rules())


def test_a_bomb(serving, rules, http):
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(FetchError, match="larger than 1,000,000 bytes"):
        fetch(serving(http(bomb, Content_Encoding="gzip")).url(), rules=rules(most_bytes=1_000_000))


@pytest.mark.parametrize(
    ("sent", "coding"),
    [(b"plain", "gzip"), (b"x", "br"), (gzip.compress(b"x" * 99, mtime=0)[:-9], "gzip")],
    ids=["plain", "brotli", "cut"],
)
def test_what_does_not_unpack(serving, rules, sent, coding, http):
    with pytest.raises(FetchError, match=r"unpacked|packed by|ends before"):
        fetch(serving(http(sent, Content_Encoding=coding)).url(), rules=rules())


def test_not_changed(serving, rules, http):
    server = serving(http(status="304 Not Modified", Content_Length=None, ETag='"7"'))
    got = fetch(server.url(), known={"etag": '"7"', "last-modified": "Sun, 29 Nov 2026 00:00:00 GMT"}, rules=rules())
    assert (got.status, got.body) == (304, b"")
    assert 'If-None-Match: "7"' in server.asked[0]
    assert "If-Modified-Since: Sun" in server.asked[0]


def test_a_header_cannot_be_smuggled_in(serving, rules, http):
    server = serving(http(b"x"))
    fetch(server.url(), known={"etag": '"7"\r\nX-Evil: 1'}, rules=rules())
    assert "Evil" not in server.asked[0]


@pytest.mark.parametrize(("status", "again"), [("404 Not Found", False), ("503 Busy", True), ("429 Slow", True)])
def test_refusals(serving, rules, status, again, http):
    server = serving(http(b"no", status=status, Retry_After="120"))
    with pytest.raises(FetchError, match=f"{server.url()}: the server answers {status[:3]}") as caught:
        fetch(server.url(), rules=rules())
    assert (caught.value.again, caught.value.status, caught.value.wait) == (again, int(status[:3]), 120)


@pytest.mark.parametrize("sent", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"])
def test_what_is_no_answer(serving, rules, sent):
    with pytest.raises(FetchError, match="connection failed") as caught:
        fetch(serving(sent).url(), rules=rules())
    assert caught.value.again


def test_a_name_without_an_address(rules):
    def nothing(host):
        raise OSError("unknown")

    with pytest.raises(FetchError, match="has no address"):
        fetch("http://gone.example/", rules=rules({"gone.example": nothing}))


def test_the_operators_proxy(serving, rules, http):
    """The proxy lies inside, which is the operator's business; it is asked for the whole address."""
    proxy = serving(http(b"through"))
    got = fetch("http://far.example/a", rules=rules(proxy=f"http://127.0.0.1:{proxy.port}", permits=lambda a: False))
    assert got.body == b"through"
    assert proxy.asked[0].startswith("GET http://far.example/a HTTP/1.1")


def test_a_proxy_does_not_open_closed_addresses(serving, rules, http):
    proxy = serving(http(b"through"))
    with pytest.raises(FetchError, match="closed network"):
        fetch("http://10.0.0.1/", rules=rules(proxy=f"http://127.0.0.1:{proxy.port}"))
    assert proxy.asked == []


def test_what_the_environment_says(monkeypatch):
    from marsad.web.fetching.rules import from_environment

    monkeypatch.setenv("MARSAD_FETCH_HOSTS", "Wiki.Inside, feeds.inside.")
    monkeypatch.setenv("MARSAD_FETCH_PROXY", "http://proxy.inside:3128")
    got = from_environment()
    assert got.hosts == {"wiki.inside", "feeds.inside"}
    assert got.proxy == "http://proxy.inside:3128"


def test_a_redirect_whose_address_is_written_in_arabic(serving, rules, http):
    """Sites send it in UTF-8, not in percents; browsers follow."""
    onward = "/مقال/أ b?q=حلب".encode().replace(b" ", b"%20")
    answers = iter([http(b"", "302 Found", Location=onward.decode("latin-1")), http(b"found")])
    server = serving(lambda connection, request: connection.sendall(next(answers)))
    assert fetch(server.url(), rules=rules()).body == b"found"
    assert server.asked[1].startswith("GET /%D9%85%D9%82%D8%A7%D9%84/%D8%A3%20b?q=%D8%AD%D9%84%D8%A8 HTTP/1.1")


@pytest.mark.parametrize("url", ["http://news.example/\ud800", "http://\ud800.example/", "http://news.example/\0"])
def test_addresses_that_have_no_bytes(url, rules):
    with pytest.raises(FetchError):
        fetch(url, rules=rules())
