"""Write models as the plain tables the coder reads: one feature a line, its weights in columns."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from marsad.coder.linear import BIAS, Binary, Choice, Models, Scale
from marsad.coder.models import escaped
from marsad.exchange.atomic import open_whole

_NOTES = {
    "happening": "Is this trigger a happening of the guide? Positive weights speak for it.",
    "type": "Of which type is a trigger?",
    "role": "Is this actor the initiator of the trigger, its target, or neither?",
    "place": "Did it happen at this place?",
    "role_again": "The same, weighed beside the other candidates and the neighbouring triggers.",
    "place_again": "Did it happen at this place, weighed beside the other candidates?",
    "retelling": "Do these two triggers tell one happening?",
    "kind": "Of which type is a group of tellings?",
    "claim": "Is this group of tellings a claim of its own?",
    "precision": "How often claims of a chance (first column) and above were right on reports not trained on.",
    "toll": "Does this casualty count belong to this trigger?",
    "time": "Is this when the trigger happened?",
}


def write(models: Models, folder: Path) -> None:
    """Write every model to ``folder``, each file whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in fields(Models):
        model = getattr(models, part.name)
        labels, rows = _table(model)
        lines = [f"# {_NOTES[part.name]} Made by marsad train; not edited by hand.", "\t".join(["feature", *labels])]
        lines += ["\t".join([escaped(feature), *map(_cell, rows[feature])]) for feature in sorted(rows)]
        with open_whole(folder / f"{part.name}.tsv") as out:
            out.write(("\n".join(lines) + "\n").encode())


def _table(model: Binary | Choice | Scale) -> tuple[list[str], dict[str, tuple[float, ...]]]:
    if isinstance(model, Scale):
        return ["right"], {f"{chance:.2f}": (share,) for chance, share in model.steps}
    return _binary_rows(model) if isinstance(model, Binary) else _choice_rows(model)


def _binary_rows(model: Binary) -> tuple[list[str], dict[str, tuple[float, ...]]]:
    return ["yes"], {feature: (weight,) for feature, weight in model.weights.items()}


def _choice_rows(model: Choice) -> tuple[list[str], dict[str, tuple[float, ...]]]:
    labels = list(model.labels)
    rows = {BIAS: tuple(model.bias)}
    for feature, pairs in model.weights.items():
        row = [0.0] * len(labels)
        for k, weight in pairs:
            row[k] = weight
        rows[feature] = tuple(row)
    return labels, rows


def _cell(weight: float) -> str:
    return f"{weight:g}" if weight else ""
