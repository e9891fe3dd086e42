import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.utils import translation

from marsad.model import Factuality
from marsad.web.browse.cardmarkup import feed_markup, item, markup, party
from marsad.web.browse.cards import Party, Quote, card, cards
from marsad.web.browse.naming import Named
from marsad.web.site.choices import Choices

PLAIN = Choices()
EVIL = "<i>\"&'</i>"
EMPTY = {"input", "use", "path"}


class Checker(HTMLParser):
    """Whether every element is closed in its turn."""

    def __init__(self):
        super().__init__()
        self.open, self.text = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in EMPTY:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def words(told):
    """The words of some markup, which is whole."""
    checker = Checker()
    checker.feed(str(told))
    checker.close()
    assert checker.open == []
    return " ".join("".join(checker.text).split())


@pytest.fixture
def shown(strike):
    with translation.override("en"):
        (found,) = cards([strike])
    return found


def in_english(draw, *args):
    with translation.override("en"):
        return draw(*args)


def test_a_card_tells_all_that_a_list_shows(shown):
    told = words(in_english(markup, shown, PLAIN))
    for piece in (
        "ShellingSaraqibIdlib",
        "Certainty: fair",
        "3–7 killed 2 sources contested",
        "InitiatorMilitary Forces of Syria",
        "Disputed: how many were killed",
        "2 reports",
        "2 independent sources",
        "Enab Baladi",
    ):
        assert piece in told
    assert shown.quote.text in told


@pytest.mark.parametrize("draw", [markup, item, feed_markup])
def test_what_reports_and_registers_say_is_escaped(shown, draw):
    evil = replace(
        shown,
        place=Named(EVIL, EVIL),
        around=Named(EVIL),
        initiators=Party((Named(EVIL, EVIL), Named(EVIL, known=False)), 0, False),
        reasons=(EVIL,),
        quote=Quote(EVIL, Named(EVIL)),
    )
    told = str(in_english(draw, evil, PLAIN))
    assert "<i>" not in told
    assert EVIL in words(told)


def test_a_card_has_the_reader_s_digits_and_calendar(strike):
    later = replace(strike, last="2016-03-05")
    told = in_english(markup, card(later), Choices(digits="arab", calendar="islamic"))
    assert "٣–٧" in told
    assert re.search("١٤٣٧ AH", told)
    assert not re.search("[0-9]", words(told))


def test_who_is_in_no_register_leads_nowhere():
    found = Party((Named("A", "/actor/a/"), Named("B"), Named("C", known=False)), 2, True)
    told = str(in_english(party, found, PLAIN))
    assert told.startswith('<a href="/actor/a/"><bdi>A</bdi></a>, <bdi>B</bdi>, <bdi class="quiet">C</bdi>')
    assert words(told) == "A, B, C and 2 others ≠contested"


def test_what_nobody_tells_as_done_says_so(shown):
    reasons = (*shown.incident.certainty.reasons, replace(shown.incident.certainty.reasons[0], code="planned"))
    planned = replace(shown.incident, certainty=replace(shown.incident.certainty, reasons=reasons))
    told = in_english(markup, replace(shown, incident=planned), PLAIN)
    assert replace(shown, incident=planned).reserve is Factuality.PLANNED
    assert '<span class="badge plain">planned</span>' in told


def test_without_a_toll_a_day_and_a_place_it_is_said_that_they_are_unknown(strike):
    bare = replace(strike, site=None, casualties=(), first=None, last=None, disputes=(), initiators=())
    told = words(in_english(item, card(bare), PLAIN))
    assert told == "ShellingDay unknown · place unknown"
    assert "Casualties: unknown" in in_english(markup, card(bare), PLAIN)
    assert "Disputed" not in in_english(markup, card(bare), PLAIN)
