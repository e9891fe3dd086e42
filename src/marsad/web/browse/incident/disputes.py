"""What is disputed of an incident: each account with the sources that give it, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from marsad.ledger.entry import Entry
from marsad.ledger.sources.independence import Origin, told
from marsad.model import CasualtyKind
from marsad.model.incident import Version
from marsad.web.browse import naming
from marsad.web.browse.cards import DISPUTES
from marsad.web.browse.dossier import Dossier
from marsad.web.browse.incident.losses import figure
from marsad.web.browse.naming import Named
from marsad.web.site import words
from marsad.web.site.choices import Choices
from marsad.web.site.templatetags.marsad import days

Words = str | Promise | SafeString
_COUNTED: Final = {"killed": CasualtyKind.KILLED, "injured": CasualtyKind.INJURED}


@dataclass(frozen=True, slots=True)
class Account:
    """What some sources say."""

    what: Words
    sources: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field of ``Incident.disputes`` with every account of it."""

    field: str
    title: Promise
    accounts: tuple[Account, ...]


def disputes(dossier: Dossier, origins: Mapping[str, Origin], choices: Choices) -> list[Dispute]:
    """Every dispute, in the incident's order."""
    return [
        Dispute(field, DISPUTES[field], tuple(_accounts(field, dossier, origins, choices)))
        for field in dossier.incident.disputes
    ]


def _accounts(field: str, dossier: Dossier, origins: Mapping[str, Origin], choices: Choices) -> Iterator[Account]:
    one = dossier.incident
    match field:
        case "type":
            return _versions(dossier, one.types, words.TYPES.__getitem__)
        case "initiators":
            return _versions(dossier, one.initiators, lambda actor: naming.actor(actor).text)
        case "targets":
            return _versions(dossier, one.targets, lambda actor: naming.actor(actor).text)
        case "killed" | "injured":
            return _grouped(dossier, _counts(dossier, _COUNTED[field], choices))
        case "place":
            return _grouped(dossier, ((_place(entry), origins[entry.id].source) for entry in _telling(dossier)))
        case "time":
            return _grouped(dossier, ((_days(entry, choices), origins[entry.id].source) for entry in _telling(dossier)))
    return _happened(dossier)


def _versions(dossier: Dossier, versions: Iterable[Version], word: Callable[[str], Words]) -> Iterator[Account]:
    return _grouped(dossier, ((word(version.value), one) for version in versions for one in version.origins))


def _grouped(dossier: Dossier, given: Iterable[tuple[Words, str]]) -> Iterator[Account]:
    """Accounts of the same words are one; sources that say nothing of it give none."""
    found: dict[Words, dict[str, None]] = {}
    for what, source in given:
        if what:
            found.setdefault(what, {})[source] = None
    outlets = dossier.outlets
    for what, sources in found.items():
        yield Account(what, tuple(dict.fromkeys(naming.source(source, outlets) for source in sources)))


def _counts(dossier: Dossier, kind: CasualtyKind, choices: Choices) -> Iterator[tuple[Words, str]]:
    """What each source last said of all people, the lowest count first."""
    found = (one for one in dossier.incident.casualties if one.kind is kind and not one.group)
    tolls = [toll for one in found for toll in one.tolls if not toll.superseded]
    for toll in sorted(tolls, key=lambda one: (one.low or 0, one.high is None, one.high or 0)):
        yield figure(toll.low, toll.high, choices.digits), toll.origin


def _telling(dossier: Dossier) -> list[Entry]:
    return [entry for entry in dossier.entries if told(entry)]


def _place(entry: Entry) -> str:
    comma = ", " if naming.english() else "، "
    return comma.join(dict.fromkeys(naming.site(site).text for site in entry.sites if site))


def _days(entry: Entry, choices: Choices) -> str:
    when = entry.claim.when
    return days({"choices": choices}, when.first, when.last) if when else ""


def _happened(dossier: Dossier) -> Iterator[Account]:
    found = dossier.incident.certainty
    for what, sources in ((_("it happened"), found.origins), (_("it did not happen"), found.deniers)):
        yield Account(what, tuple(naming.source(source, dossier.outlets) for source in sources))
