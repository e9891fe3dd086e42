"""A coded report for a reader: its text with the evidence marked, then its claims as a table.

Text is written in its logical order, never turned round: terminals with bidirectional support lay it out, and copying
works in all. Labels are Latin and values are isolated, so that a row of the table reads the same in each of them.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from marsad.cli.evidence import evidence_in, legend, marked
from marsad.cli.terminal import RLM, isolate
from marsad.model import CasualtyCount, Claim, Coding, Mention, Report, When

_WIDTH = 100
NO_CLAIMS = "No claims: no happening of armed conflict, unrest or its settlement was found in this report."


def console() -> Console:
    """A console on standard output: as wide as the terminal, in colour where that is wanted (``NO_COLOR``)."""
    width = shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH
    return Console(width=width, highlight=False, emoji=False, markup=False)


def in_colour(screen: Console) -> bool:
    """Whether styles reach the reader; otherwise signs are shown."""
    return screen.is_terminal and not screen.no_color and screen.color_system is not None


def show(screen: Console, report: Report, coding: Coding) -> None:
    """Print a report and its claims."""
    colour = in_colour(screen)
    about = " · ".join(isolate(part) for part in (report.id, report.outlet, report.published or "no date") if part)
    screen.rule(about, style="dim")
    if report.title:
        print_arabic(screen, Text(isolate(report.title), "bold"))
        screen.print()
    print_arabic(screen, marked(report.text, evidence_in(coding), colour))
    screen.print()
    if coding.claims:
        screen.print(legend(colour))
    screen.print(claims_table(coding) if coding.claims or coding.control or coding.affiliations else NO_CLAIMS)
    screen.print()


def claims_table(coding: Coding) -> Table:
    """Every claim with its filled fields, then who holds what and who belongs to whom."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for number, claim in enumerate(coding.claims, 1):
        table.add_row(Text(str(number), "bold"), Text("claim", "bold"), Text(headline(claim), "bold"))
        for label, value in fields(claim):
            table.add_row("", label, value)
    for control in coding.control:
        table.add_row("", "control", f"{isolate(control.place.text)} held by {listed(control.holders)}")
    for affiliation in coding.affiliations:
        belongs = f"{isolate(affiliation.member.text)} belongs to {isolate(affiliation.group.text)}"
        table.add_row("", "affiliation", belongs)
    return table


def headline(claim: Claim) -> str:
    """Type, factuality and confidence on a line."""
    return f"{claim.type} · {claim.factuality} · confidence {claim.confidence:.2f}"


def fields(claim: Claim) -> Iterator[tuple[str, str]]:
    """The label and value of each field that is filled."""
    yield "trigger", isolate(claim.trigger.text)
    for label in ("initiators", "targets", "places"):
        if mentions := getattr(claim, label):
            yield label, listed(mentions)
    if claim.when:
        yield "when", days(claim.when)
    if claim.sources:
        yield "sources", " › ".join(isolate(source.text) for source in claim.sources)
    for label, count in zip(["casualties"] + [""] * len(claim.casualties), claim.casualties, strict=False):
        yield label, toll(count)


def listed(mentions: Iterable[Mention]) -> str:
    """Mentions side by side, each isolated."""
    return " · ".join(isolate(mention.text) for mention in mentions)


def days(when: When) -> str:
    """The day or the first and last day, and the words that say so."""
    span = when.first if when.first == when.last else f"{when.first} to {when.last}"
    return f"{span}  {isolate(when.text)}"


def toll(count: CasualtyCount) -> str:
    """A casualty count: kind, number with its standing, group."""
    parts = [f"{count.kind} {number(count)}"]
    if count.group:
        parts.append(isolate(count.group.text))
    if count.civilian is not None:
        parts.append("civilian" if count.civilian else "not civilian")
    return " · ".join(parts)


def number(count: CasualtyCount) -> str:
    """The range as the interface writes it: ``5``, ``11+``, ``3–7``, ``up to 20``, ``unknown``."""
    if count.low is None:
        return "unknown" if count.high is None else f"up to {count.high}"
    if count.high is None:
        return f"{count.low}+"
    return str(count.low) if count.low == count.high else f"{count.low}–{count.high}"


def print_arabic(screen: Console, text: Text, indent: int = 0) -> None:
    """Wrap ``text`` and print it line by line, each line marked as right-to-left."""
    for line in text.wrap(screen, max(screen.width - 1 - indent, 20)):
        line.rstrip()
        screen.print(Text(" " * indent + RLM).append_text(line), soft_wrap=True)
