"""The text of a report or an incident as its page shows it: what is masked there is masked in the copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from marsad.web.browse.cards import Card, card
from marsad.web.browse.dossier import Dossier, dossier
from marsad.web.browse.headlines import plain_headline
from marsad.web.browse.incident.incident import origins_of
from marsad.web.browse.incident.tellings import Voice, voices
from marsad.web.browse.registers import registers
from marsad.web.reports.kept import kept
from marsad.web.reports.masking import mask_for
from marsad.web.site.words import GRADES

Copied = tuple[str, str, str, date | None]  # title, text, outlet, day


def report_copy(owner: User, key: str) -> Copied | None:
    """A report of the ledger, ``None`` if it has no such report."""
    found = kept(key)
    if found is None:
        return None
    report = found.report
    mask = mask_for(owner, report, found.claims, registers().actors)
    day = date.fromisoformat(report.published) if report.published else None
    return mask(report.title), mask(report.text), report.outlet, day


def incident_copy(owner: User, key: str) -> Copied | None:
    """An incident in words: what happened, how certain it is, what is disputed, and what each source says."""
    found = dossier(key, owner)
    if found is None:
        return None
    shown = card(found.incident)
    lines = [*_summary(shown), *(line for voice in voices(found, origins_of(found)) for line in _said(voice, found))]
    first = found.incident.first
    return plain_headline(shown), "\n".join(lines), "", date.fromisoformat(first) if first else None


def _summary(shown: Card) -> Iterator[str]:
    yield plain_headline(shown)
    yield _("Certainty: %(grade)s") % {"grade": GRADES[shown.incident.certainty.grade]}
    yield from shown.reasons
    if shown.disputes:
        yield _("Disputed: %(what)s") % {"what": _(", ").join(map(str, shown.disputes))}


def _said(voice: Voice, found: Dossier) -> Iterator[str]:
    for telling in voice.tellings:
        sentence = "".join(stretch.text for stretch in telling.sentence)
        if sentence:
            yield f"{voice.source.text}: {sentence}"
