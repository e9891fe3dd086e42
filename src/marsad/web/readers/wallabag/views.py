"""The calls: tokens, entries, tags and what an app asks first. Whoever calls shows a token; sessions do not count."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Final

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from marsad.text.fold import fold
from marsad.web.readers.saved import keeping, labelling, searching
from marsad.web.readers.saved.exporting import FORMATS
from marsad.web.readers.saved.importing import paragraphs
from marsad.web.readers.saved.keeping import Copy, SaveError
from marsad.web.readers.saved.models import Article, Kind, Tag
from marsad.web.readers.wallabag import entries, granting
from marsad.web.reports.bringing import plain
from marsad.web.reports.limits import wait
from marsad.web.reports.neutral import neutral, web_address

VERSION: Final = "2.6.10"  # of wallabag, whose calls these are
_MOST: Final = 100  # entries of a page
_USUAL: Final = 30
_LATEST: Final = 32_503_680_000  # seconds: the year 3000
_ORDERS: Final = {"created": "saved", "updated": "changed", "archived": "changed"}
_Given = Mapping[str, Any]
_Call = Callable[..., HttpResponse]


def _open(call: _Call) -> _Call:
    """For the owner of the token: the call gets the account and what was given. 401 without one."""

    @wraps(call)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The answer, or why there is none."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        owner = granting.owner_of(token.strip()) if scheme.lower() == "bearer" else None
        if owner is None:
            return _refused("invalid_grant", "The access token is wrong or has expired.", 401)
        try:
            return call(request, owner, _given(request), **kwargs)
        except SaveError as error:
            return _refused("invalid_request", str(error), 400)

    return csrf_exempt(never_cache(answered))


@csrf_exempt
@never_cache
@require_http_methods(["POST"])
def token(request: HttpRequest) -> HttpResponse:
    """Tokens for an app (RFC 6749 section 5). 429 for who guesses."""
    if seconds := wait(request, "wallabag-token"):
        response = _refused("slow_down", "Too many attempts.", 429)
        response.headers["Retry-After"] = str(seconds)
        return response
    try:
        given = _given(request)
    except SaveError as error:
        return _refused("invalid_request", str(error), 400)
    client, secret = _text(given, "client_id"), _text(given, "client_secret")
    kind = _text(given, "grant_type")
    if kind == "password":
        granted = granting.by_password(client, secret, _text(given, "username"), _text(given, "password"))
    elif kind == "refresh_token":
        granted = granting.by_refresh(client, secret, _text(given, "refresh_token"))
    else:
        return _refused("unsupported_grant_type", "Only password and refresh_token are.", 400)
    if granted is None:
        return _refused("invalid_grant", "Invalid username and password combination", 400)
    life = int(granting.LIFE.total_seconds())
    told = {"access_token": granted.token, "refresh_token": granted.refresh, "token_type": "bearer", "scope": None}
    return JsonResponse({**told, "expires_in": life})


@require_safe
def version(request: HttpRequest) -> HttpResponse:
    """Which interface this is."""
    return JsonResponse(VERSION, safe=False)


@require_safe
def info(request: HttpRequest) -> HttpResponse:
    """The same, as newer apps ask."""
    return JsonResponse({"appname": "wallabag", "version": VERSION, "allowed_registration": False})


@_open
@require_safe
def account(request: HttpRequest, owner: User, given: _Given) -> HttpResponse:
    """Whose articles these are."""
    return JsonResponse(entries.user(owner))


@_open
def entry_list(request: HttpRequest, owner: User, given: _Given) -> HttpResponse:
    """GET: a page of the articles asked for. POST: save an address."""
    if request.method == "POST":
        return _save(request, owner, given)
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405)
    rows = _asked(owner, request.GET)
    limit = _number(request.GET.get("perPage"), _USUAL, _MOST)
    page, total = _number(request.GET.get("page"), 1, 10**6), rows.count()
    shown = rows[(page - 1) * limit : page * limit]
    whole = request.GET.get("detail") != "metadata"
    items = entries.entries(request, shown, whole=whole)
    return JsonResponse(entries.page_of(request, items, page, limit, total))


@_open
def entry(request: HttpRequest, owner: User, given: _Given, number: int) -> HttpResponse:
    """GET, PATCH (``archive``, ``starred``, ``tags``, ``title``) or DELETE one article."""
    article = Article.objects.filter(owner=owner, pk=number).first()
    if article is None:
        return _refused("not_found", "There is no such entry.", 404)
    if request.method == "DELETE":
        told = entries.entry(request, article)
        article.delete()
        return JsonResponse(told)
    if request.method in ("PATCH", "PUT"):
        _change(article, given)
    elif request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405)
    return JsonResponse(entries.entry(request, article))


@_open
@require_safe
def file(request: HttpRequest, owner: User, given: _Given, number: int, ending: str) -> HttpResponse:
    """An article as a file, in one of the formats that there are."""
    article, form = Article.objects.filter(owner=owner, pk=number).first(), FORMATS.get(ending)
    if article is None or form is None:
        return _refused("not_found", "There is no such file.", 404)
    response = HttpResponse(form.write(article.title, [article]), content_type=form.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{number}.{ending}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


@_open
@require_safe
def exists(request: HttpRequest, owner: User, given: _Given) -> HttpResponse:
    """Whether an address (``url``) or several (``urls[]``) are saved; with ``return_id=1`` under which number."""
    several = request.GET.getlist("urls[]")[:_MOST]
    asked = several or [request.GET.get("url", "")]
    rows = Article.objects.filter(owner=owner, kind=Kind.PAGE, address__in=[_bare(url) for url in asked])
    known = dict(rows.values_list("address", "pk"))
    numbers = request.GET.get("return_id") == "1"
    found = {url: known.get(_bare(url)) if numbers else _bare(url) in known for url in asked}
    return JsonResponse(found if several else {"exists": found[asked[0]]})


@_open
@require_safe
def tags(request: HttpRequest, owner: User, given: _Given) -> HttpResponse:
    """All tags."""
    return JsonResponse([entries.tag(one) for one in Tag.objects.filter(owner=owner).order_by("name")], safe=False)


@_open
def entry_tags(request: HttpRequest, owner: User, given: _Given, number: int) -> HttpResponse:
    """GET the tags of an article, or POST more."""
    article = Article.objects.filter(owner=owner, pk=number).first()
    if article is None:
        return _refused("not_found", "There is no such entry.", 404)
    if request.method == "POST":
        _tag(article, _labels(given), keep=True)
        return JsonResponse(entries.entry(request, article))
    return JsonResponse([entries.tag(one) for one in article.tags.order_by("name")], safe=False)


@_open
@require_safe
def highlights(request: HttpRequest, owner: User, given: _Given, number: int) -> HttpResponse:
    """The highlights of an article."""
    article = Article.objects.filter(owner=owner, pk=number).first()
    if article is None:
        return _refused("not_found", "There is no such entry.", 404)
    rows = [entries.annotation(one) for one in article.highlights.all()]
    return JsonResponse({"total": len(rows), "rows": rows})


def _save(request: HttpRequest, owner: User, given: _Given) -> HttpResponse:
    """Save an address; what the app already has of its text spares us fetching it."""
    if seconds := wait(request, f"wallabag-save-{owner.pk}"):
        response = _refused("slow_down", "Too many pages in a minute.", 429)
        response.headers["Retry-After"] = str(seconds)
        return response
    address, text = _bare(_text(given, "url")), plain(paragraphs(_text(given, "content"))).strip()
    if keeping.readable(text) and web_address(address) and len(address.encode()) <= keeping.LONGEST:
        article = keeping.put(owner, Kind.PAGE, address, len(text))
        keeping.keep(article, Copy(_title(given), text))
    else:
        article = keeping.save(owner, Kind.PAGE, address)
    _change(article, given)
    return JsonResponse(entries.entry(request, article))


def _change(article: Article, given: _Given) -> None:
    for name, field in (("archive", "archived"), ("starred", "starred")):
        if name in given:
            setattr(article, field, str(given[name]).lower() in ("1", "true"))
    article.changed = timezone.now()
    if title := _title(given):
        article.title = title
    article.save(update_fields=["archived", "starred", "changed", "title"])
    searching.index(article)
    if "tags" in given:
        _tag(article, _labels(given), keep=False)


def _title(given: _Given) -> str:
    return " ".join(neutral(plain(_text(given, "title"))).split())[:500]


def _tag(article: Article, names: list[str], *, keep: bool) -> None:
    there = list(article.tags.values_list("name", flat=True)) if keep else []
    labelling.set_tags(article, ",".join([*there, *names]))


def _labels(given: _Given) -> list[str]:
    tags = given.get("tags", "")
    return [str(tag) for tag in tags] if isinstance(tags, list) else [str(tags)]


def _asked(owner: User, query: Mapping[str, Any]) -> QuerySet[Article]:
    rows = Article.objects.filter(owner=owner).select_related("owner").defer("terms")
    for name, field in (("archive", "archived"), ("starred", "starred")):
        if query.get(name) in ("0", "1"):
            rows = rows.filter(**{field: query[name] == "1"})
    for name in filter(None, str(query.get("tags", "")).split(",")):
        rows = rows.filter(tags__key=fold(name.strip()).casefold())
    since = str(query.get("since", ""))
    if since.isascii() and since.isdigit() and since != "0":
        rows = rows.filter(changed__gte=datetime.fromtimestamp(min(int(since[:11]), _LATEST), UTC))
    sign = "" if query.get("order") == "asc" else "-"
    return rows.order_by(f"{sign}{_ORDERS.get(str(query.get('sort')), 'saved')}", f"{sign}pk")


def _bare(url: str) -> str:
    return (web_address(url) or url).partition("#")[0]


def _given(request: HttpRequest) -> _Given:
    """What stands in the body, as a form or as JSON, or behind the address."""
    if request.content_type == "application/json":
        try:
            found = json.loads(request.body or b"{}")
        except (ValueError, RecursionError):
            raise SaveError("The body is no valid JSON.") from None
        return found if isinstance(found, dict) else {}
    if request.method in ("PATCH", "PUT", "DELETE"):
        return QueryDict(request.body, encoding="utf-8").dict() | request.GET.dict()
    return request.GET.dict() | request.POST.dict()


def _text(given: _Given, name: str) -> str:
    value = given.get(name, "")
    return value if isinstance(value, str) else ""


def _number(written: str | None, usual: int, most: int) -> int:
    if written is None or not (written.isascii() and written.isdigit()) or len(written) > 9:
        return usual
    return min(max(int(written), 1), most)


def _refused(error: str, message: str, status: int) -> JsonResponse:
    response = JsonResponse({"error": error, "error_description": message}, status=status)
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
