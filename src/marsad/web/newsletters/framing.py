"""How a letter is shown on a page: in a frame that can run nothing, in a document with a policy of its own.

A letter brings its style with it, in attributes, as mail programs want it; the site's own policy forbids these. In a
sandbox it cannot run a script, send a form, read a cookie or move the page around it, whatever a report has brought
into it. What is read in the archive is to the letter what was sent.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any, Final, cast

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import escape
from django.views.decorators.clickjacking import xframe_options_sameorigin

from marsad.web.newsletters import marks

View = Callable[..., HttpResponse]
# Links open on pages of their own, which are no longer in the sandbox; nothing else is allowed.
SANDBOX: Final = "allow-popups allow-popups-to-escape-sandbox"
_POLICY: Final[dict[str, Any]] = {
    "default-src": ["'none'"],
    "script-src": ["'none'"],
    "style-src": [SELF, "'unsafe-inline'"],  # inline style, which no other document of the site may have
    "font-src": [SELF],
    "img-src": ["data:"],
    "form-action": ["'none'"],
    "frame-ancestors": [SELF],
    "base-uri": ["'none'"],
    "sandbox": SANDBOX.split(),
    "connect-src": None,
    "manifest-src": None,
    "worker-src": None,
    "object-src": None,
}


def framing(view: View) -> View:
    """A page that shows a letter in a frame."""
    return cast(View, csp_update({"frame-src": [SELF]})(view))


def framed(view: View) -> View:
    """A letter's own document."""
    return cast(View, xframe_options_sameorigin(csp_replace(_POLICY)(view)))


def document(request: HttpRequest, html: str, picture: bytes | None) -> HttpResponse:
    """A letter's HTML as a document: its map within it, and no subscriber's links."""
    style = f'<link rel="stylesheet" href="{escape(static("marsad/fonts.css"))}">'
    shown = html.replace(marks.HTML, "").replace("</head>", f"{style}</head>", 1)
    if picture:
        data = base64.b64encode(picture).decode("ascii")
        shown = shown.replace(f'src="{marks.IMAGE}"', f'src="data:image/png;base64,{data}"', 1)
    response = HttpResponse(shown.encode("utf-8", "replace"), content_type="text/html; charset=utf-8")
    response["Referrer-Policy"] = "no-referrer"
    return response
