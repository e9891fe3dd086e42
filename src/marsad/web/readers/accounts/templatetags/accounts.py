"""How the fields of account forms are drawn: ``{% load accounts %}``."""

from __future__ import annotations

import json
from typing import Any, Final

from django import template
from django.forms import BoundField, CheckboxInput, EmailInput, PasswordInput
from django.utils.safestring import SafeString

register = template.Library()

_LEFT_TO_RIGHT: Final = {"email", "password"}
_LONGEST: Final = "1024"  # characters of a password: longer ones only make the server work


@register.simple_tag
def box(field: BoundField) -> SafeString:
    """The input of a field, as the site draws inputs: without a placeholder, which goes when one begins to write, and
    with what is always Latin from left to right.
    """
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)
    kind = widget.attrs.get("type") or getattr(widget, "input_type", "")
    widget.attrs.setdefault("dir", "ltr" if kind in _LEFT_TO_RIGHT else "auto")
    if isinstance(widget, PasswordInput):
        widget.attrs.setdefault("maxlength", _LONGEST)
    if isinstance(widget, EmailInput) or kind == "email":
        widget.attrs.setdefault("spellcheck", "false")
    return field.as_widget()


@register.filter
def is_choice(field: BoundField) -> bool:
    """Whether a field is a box to tick, whose label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def as_json(value: Any) -> str:
    """A value as an attribute holds it; the template escapes it."""
    return json.dumps(value, default=dict)
