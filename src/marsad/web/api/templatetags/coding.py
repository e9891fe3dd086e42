"""How the interface's descriptions are shown. ``{% load coding %}``."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_CODE: Final = re.compile(r"(`+)([^`]+)\1")  # as Markdown and docstrings mark it


@register.filter
def coded(text: str) -> SafeString:
    """Words with what stands between backticks as code."""
    return mark_safe(_CODE.sub(r"<code>\2</code>", escape(text)))
