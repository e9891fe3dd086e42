"""Code a text: what somebody brings is coded and shown at once, and kept only if he says so and may."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from marsad import __version__
from marsad.coder.pipeline import code
from marsad.exchange import Defaults
from marsad.ledger.entry import entries_of
from marsad.ledger.ledger import Ledger
from marsad.ledger.store import Store
from marsad.model import Coding, Report
from marsad.web.browse.registers import registers
from marsad.web.ledger.reports import SqlReports
from marsad.web.ledger.store import open_store
from marsad.web.reports.bringing import BYTES, LETTERS, Brought, BroughtError, bring
from marsad.web.reports.limits import wait
from marsad.web.reports.masking import Mask
from marsad.web.reports.shown import Look, Page, page
from marsad.web.reports.views import LEGEND, Row
from marsad.web.review.roles import may_review
from marsad.web.site.choices import chosen

CODER: Final = f"rules {__version__}"
_SALT: Final = "marsad.web.reports.coding"
_DAY: Final = 24 * 3600  # seconds in which what was shown can still be kept


class TextForm(forms.Form):
    """A text or a file, with what is known of it."""

    text = forms.CharField(
        required=False, strip=False, label=lazy("Text or HTML"), widget=forms.Textarea({"dir": "auto"})
    )
    file = forms.FileField(required=False, label=lazy("Or a file"))
    title = forms.CharField(
        required=False, max_length=500, label=lazy("Title"), widget=forms.TextInput({"dir": "auto"})
    )
    outlet = forms.CharField(
        required=False, max_length=200, label=lazy("Outlet"), widget=forms.TextInput({"dir": "auto"})
    )
    day = forms.DateField(required=False, label=lazy("Published on"), widget=forms.DateInput({"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """What was given. Raises ``ValidationError`` where there is neither text nor file."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("file") and not (given.get("text") or "").strip():
            raise forms.ValidationError(_("Paste a text or choose a file."))
        return given


@dataclass(frozen=True, slots=True)
class Coded:
    """A report that was brought, with its page. ``parcel`` is the report, signed, for whoever may keep it."""

    prefix: str
    page: Page
    rows: tuple[Row, ...]
    parcel: str
    there: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_text(request: HttpRequest) -> HttpResponse:
    """The form, and the claims of what was brought with it. 429 for who asks too often."""
    if request.method != "POST":
        return _answer(request, TextForm(label_suffix=""))
    if seconds := wait(request, "code-text"):
        response = _answer(request, TextForm(label_suffix=""), _("Too many texts in a minute. Try again shortly."), 429)
        response["Retry-After"] = str(seconds)
        return response
    form = TextForm(request.POST, request.FILES, label_suffix="")
    if not form.is_valid():
        return _answer(request, form, status=400)
    try:
        brought = _brought(form)
    except BroughtError as error:
        return _answer(request, form, str(error), 400)
    return _answer(request, TextForm(label_suffix=""), brought=brought)


@require_http_methods(["POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a report that was shown. 403 for who may not, 400 for a parcel that is none of ours or too old."""
    if not may_review(request.user):
        raise PermissionDenied
    try:
        report = Report(**signing.loads(request.POST.get("parcel", ""), salt=_SALT, max_age=_DAY))
    except signing.BadSignature:
        return _answer(
            request,
            TextForm(label_suffix=""),
            _("This text is not as it was shown, or was shown too long ago. Code it again."),
            400,
        )
    Ledger(cast(Store, open_store()), registers()).add(report, code(report), CODER)
    messages.success(request, _("The report is kept."))
    return redirect("report", report.id)


def _brought(form: TextForm) -> Brought:
    given = form.cleaned_data
    defaults = Defaults(given["day"].isoformat() if given["day"] else None, given["outlet"], given["title"])
    if file := given["file"]:
        return bring(file.read(BYTES + 1), file.name, defaults)
    return bring(given["text"].encode("utf-8", "replace"), "", defaults)


def _answer(
    request: HttpRequest, form: TextForm, fault: str = "", status: int = 200, brought: Brought | None = None
) -> HttpResponse:
    reviewer = may_review(request.user)
    context = {
        "form": form,
        "fault": fault,
        "brought": brought,
        "coded": _coded(request, brought.reports, reviewer) if brought else [],
        "may_keep": reviewer,
        "legend": LEGEND,
        "letters": LETTERS,
        "megabytes": BYTES // 1_000_000,
    }
    return render(request, "reports/code.html", context, status=status)


def _coded(request: HttpRequest, reports: tuple[Report, ...], reviewer: bool) -> list[Coded]:
    digits = chosen(request.COOKIES).digits
    there = SqlReports(DEFAULT_DB_ALIAS).fingerprints([report.id for report in reports]) if reviewer else {}
    found = []
    for n, report in enumerate(reports, 1):
        prefix = f"r{n}-"
        shown = _page(report, code(report), Look("", f"#{prefix}claim-{{}}".format, digits, prefix))
        rows = tuple(Row(claim, None, ()) for claim in shown.claims)
        parcel = signing.dumps(asdict(report), salt=_SALT, compress=True) if reviewer else ""
        found.append(Coded(prefix, shown, rows, parcel, report.id in there))
    return found


def _page(report: Report, coding: Coding, look: Look) -> Page:
    """The page of a report that nobody has judged. Its names stand as they are: who brought it knows them."""
    known = registers()
    entries = entries_of(report, coding, known.sources, known.actors, known.sites)
    return page(report, coding, entries, Mask(), look)
