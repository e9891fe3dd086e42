"""Fetching what others serve, guarded: the one way in which Marsad's web side opens an outside address.

Feeds, pages, icons, lists of feeds and saved articles all come through ``fetch``. An address of this machine or of a
network that is not public is refused, at every hop and at the moment of connecting, so that a name cannot point
elsewhere between the check and the use; what comes is bounded in bytes, before and after unpacking, and in time.
"""

from marsad.web.fetching.errors import Fault, FetchError
from marsad.web.fetching.fetch import Fetched, fetch
from marsad.web.fetching.network import dial
from marsad.web.fetching.rules import Rules

__all__ = ["Fault", "FetchError", "Fetched", "Rules", "dial", "fetch"]
