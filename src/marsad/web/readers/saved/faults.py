"""Why a page could not be had, in the reader's language; what is for operators stays in their logs."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marsad.web.fetching import Fault, FetchError

UNREADABLE: Final = _("The page came in a form that cannot be read.")
_WORDS: Final[dict[Fault, Promise]] = {
    Fault.ADDRESS: _("This is no address that can be fetched."),
    Fault.CLOSED: _("The address lies in a closed network."),
    Fault.NAME: _("The name of the site is not known."),
    Fault.CONNECTION: _("The site does not answer."),
    Fault.SLOW: _("The site is too slow."),
    Fault.REDIRECTS: _("The address leads on and on."),
    Fault.LARGE: _("The page is too large."),
    Fault.PACKED: UNREADABLE,
}


def worded(error: FetchError) -> str:
    """The fault in a sentence."""
    if error.fault is Fault.STATUS:
        return str(_("The site does not give the page (status %(status)s).")) % {"status": error.status}
    return str(_WORDS[error.fault])
