"""The ``explain`` command: why each field of a claim holds what it holds, and what was refused for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from marsad.cli.evidence import Evidence, evidence_of, legend, marked
from marsad.cli.pretty import headline, in_colour, listed, print_arabic
from marsad.cli.runner import coder_failed, models_in
from marsad.cli.terminal import clean, isolate
from marsad.coder.explain import Candidate, Explanation, Field, explain_all
from marsad.model import Claim, Coding, MarsadError, Report
from marsad.text.sentences import mark_sentences
from marsad.text.tokens import tokenize

_ARABIC = re.compile(r"[\u0600-\u06ff]+(?:[^\w,;()]+[\u0600-\u06ff]+)*")
_LABEL = 13  # columns of a field's name


def explained(report: Report, weights: Path | None = None) -> tuple[Coding, tuple[Explanation, ...]]:
    """The coding of a report and why; a failure of the coder itself is raised as a fault of this report."""
    try:
        return explain_all(report, models_in(weights) if weights else None)
    except MarsadError:
        raise
    except Exception as error:
        raise coder_failed(report, error) from error


def show(
    screen: Console, report: Report, coding: Coding, explanations: Sequence[Explanation], number: int | None
) -> None:
    """Print the explanation of claim ``number`` (from 1), or of every claim and relation."""
    if number is not None and not 1 <= number <= len(explanations):
        held = f"claims 1 to {len(explanations)}" if explanations else "no claims"
        raise MarsadError(f"{report.id}: there is no claim {number}; the report has {held}")
    sentences = sentence_spans(report.text)
    for explanation in explanations:
        if number in (None, explanation.number):
            title = f"claim {explanation.number} of {len(explanations)} · {headline(explanation.claim)}"
            screen.print(Text(title, "bold"))
            _print_text(screen, report.text, sentences, explanation)
            for field in explanation.fields:
                _print_field(screen, field)
            screen.print()
    if number is None:
        _print_relations(screen, coding)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The offsets of each sentence as the coder sees them."""
    tokens = tokenize(text)
    return [(tokens[i].start, tokens[j - 1].end) for i, j in mark_sentences(tokens)]


def _print_text(screen: Console, text: str, sentences: list[tuple[int, int]], explanation: Explanation) -> None:
    """The sentences that the claim rests on, with its evidence in them."""
    colour = in_colour(screen)
    evidence = list(evidence_of(explanation.claim, explanation.number))
    for start, end in _sentences_of(explanation.claim, sentences, len(text)):
        here = [
            Evidence(max(e.start, start) - start, min(e.end, end) - start, e.role, e.number)
            for e in evidence
            if start <= e.start < end
        ]
        screen.print()
        print_arabic(screen, marked(text[start:end].rstrip(), here, colour), indent=2)
    screen.print()
    screen.print(Text("  ").append_text(legend(colour)))
    screen.print()


def _sentences_of(claim: Claim, sentences: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """The trigger's sentence, then the others with evidence; the whole text for evidence that stands in none."""
    starts = [e.start for e in evidence_of(claim)]
    found = (next(((i, j) for i, j in sentences if i <= start < j), (0, length)) for start in starts)
    yield from dict.fromkeys(found)


def _print_field(screen: Console, field: Field) -> None:
    name = f"  {field.name:<{_LABEL}}"
    if not field.taken:
        screen.print(f"{name}-")
    for place, candidate in enumerate(field.taken):
        _print_candidate(screen, name if place == 0 else " " * len(name), candidate)
    for candidate in field.refused:
        _print_candidate(screen, " " * len(name), candidate, "refused ")


def _print_candidate(screen: Console, margin: str, candidate: Candidate, verdict: str = "") -> None:
    told = Text(margin + verdict, "dim" if verdict else "").append(_isolated(candidate.value))
    if candidate.end:
        told.append(f"  [{candidate.start}:{candidate.end}]")
    if candidate.chance is not None:
        told.append(f"  {candidate.chance:.2f}")
    if candidate.rule:
        told.append(f"  rule {_isolated(candidate.rule)}")
    screen.print(told, soft_wrap=True)
    because = [f"{_isolated(reason.text)} ({reason.weight:+.2f})" for reason in candidate.reasons]
    if candidate.note:
        because.insert(0, _isolated(candidate.note))
    if because:
        indent = len(margin) + 2
        for line in Text("; ".join(because), "dim").wrap(screen, max(screen.width - indent, 20)):
            line.rstrip()
            screen.print(Text(" " * indent).append_text(line), soft_wrap=True)


def _isolated(text: str) -> str:
    """English with Arabic in it, each stretch of Arabic as a run of its own."""
    return _ARABIC.sub(lambda found: isolate(found.group()), clean(" ".join(text.split())))


def _print_relations(screen: Console, coding: Coding) -> None:
    for control in coding.control:
        place = control.place
        told = f"{isolate(place.text)} held by {listed(control.holders)}  [{place.start}:{place.end}]"
        screen.print(f"control     {told}  rule {clean(control.rule)}")
    for affiliation in coding.affiliations:
        member = affiliation.member
        told = f"{isolate(member.text)} belongs to {isolate(affiliation.group.text)}  [{member.start}:{member.end}]"
        screen.print(f"affiliation {told}  rule {clean(affiliation.rule)}")
