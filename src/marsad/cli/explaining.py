"""The ``explain`` command: why each field of a claim holds what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from marsad.cli.evidence import Evidence, evidence_of, legend, marked
from marsad.cli.pretty import headline, in_colour, print_arabic, toll
from marsad.cli.terminal import clean, isolate
from marsad.model import Claim, Coding, MarsadError, Report
from marsad.text.sentences import mark_sentences
from marsad.text.tokens import tokenize


class Field(NamedTuple):
    """One filled field: its span in the text and the rule that set it."""

    name: str
    value: str
    start: int
    end: int
    rule: str


def explain(screen: Console, report: Report, coding: Coding, number: int | None) -> None:
    """Print the evidence of claim ``number`` (from 1), or of every claim and relation."""
    if number is not None and not 1 <= number <= len(coding.claims):
        held = f"claims 1 to {len(coding.claims)}" if coding.claims else "no claims"
        raise MarsadError(f"{report.id}: there is no claim {number}; the report has {held}")
    sentences = sentence_spans(report.text)
    for at, claim in enumerate(coding.claims, 1):
        if number in (None, at):
            screen.print(Text(f"claim {at} of {len(coding.claims)} · {headline(claim)}", "bold"))
            _print_claim(screen, report.text, sentences, claim, at)
    if number is None:
        _print_relations(screen, coding)


def fields_of(claim: Claim) -> Iterator[Field]:
    """Every field of a claim that rests on a stretch of the text."""
    mentions = {
        "trigger": (claim.trigger,),
        "initiator": claim.initiators,
        "target": claim.targets,
        "place": claim.places,
        "source": claim.sources,
        "retelling": claim.retellings,
    }
    for name, found in mentions.items():
        for mention in found:
            yield Field(name, isolate(mention.text), mention.start, mention.end, mention.rule)
    if claim.when:
        when = claim.when
        yield Field("when", f"{when.first} to {when.last} {isolate(when.text)}", when.start, when.end, when.rule)
    for count in claim.casualties:
        yield Field("casualties", toll(count), count.start, count.end, count.rule)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The offsets of each sentence as the coder sees them."""
    tokens = tokenize(text)
    return [(tokens[i].start, tokens[j - 1].end) for i, j in mark_sentences(tokens)]


def _print_claim(screen: Console, text: str, sentences: list[tuple[int, int]], claim: Claim, number: int) -> None:
    """The fields of a claim under the sentence each stands in, the trigger's sentence first."""
    colour = in_colour(screen)
    groups: dict[tuple[int, int], list[Field]] = defaultdict(list)
    for field in fields_of(claim):
        groups[_sentence(sentences, field, len(text))].append(field)
    for (start, end), found in groups.items():
        here = [
            Evidence(max(e.start, start) - start, min(e.end, end) - start, e.role, e.number)
            for e in evidence_of(claim, number)
            if start <= e.start < end
        ]
        screen.print()
        print_arabic(screen, marked(text[start:end].rstrip(), here, colour), indent=2)
        for field in found:
            screen.print(f"    {field.name:<11}{field.value}  [{field.start}:{field.end}]  rule {clean(field.rule)}")
    screen.print()
    screen.print(Text("  ").append_text(legend(colour)))
    if claim.notes:
        screen.print("\n  what decided, and what was considered and refused:")
        for note in claim.notes:
            screen.print(f"    - {clean(note)}")
    screen.print()


def _sentence(sentences: list[tuple[int, int]], field: Field, length: int) -> tuple[int, int]:
    """The sentence that a field begins in, or the whole text for one that begins in none."""
    return next(((start, end) for start, end in sentences if start <= field.start < end), (0, length))


def _print_relations(screen: Console, coding: Coding) -> None:
    for control in coding.control:
        holders = " · ".join(isolate(holder.text) for holder in control.holders)
        place = control.place
        told = f"{isolate(place.text)} held by {holders}  [{place.start}:{place.end}]  rule {clean(control.rule)}"
        screen.print(f"control     {told}")
    for affiliation in coding.affiliations:
        member = affiliation.member
        told = f"{isolate(member.text)} belongs to {isolate(affiliation.group.text)}  [{member.start}:{member.end}]"
        screen.print(f"affiliation {told}  rule {clean(affiliation.rule)}")
