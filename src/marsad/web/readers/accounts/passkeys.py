"""Forms of passkeys that take whatever is sent: what cannot be read is a wrong code, not a fault of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn import forms
from django.core.validators import MaxLengthValidator
from django.forms import Form
from django.utils.translation import gettext_lazy as _

_LONGEST: Final = "60"  # letters of a name
_Found = TypeVar("_Found")


class AddForm(forms.AddWebAuthnForm):
    """Add a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self)

    def clean(self) -> dict[str, Any]:
        """The fields, if the answer of the browser is one."""
        return _read(super().clean)


class NameForm(forms.EditWebAuthnForm):
    """Call a passkey otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self)


class SecondStepForm(forms.AuthenticateWebAuthnForm):
    """A passkey after the password."""

    def clean_credential(self) -> Any:
        """The passkey, if it is one of the account's."""
        return _read(super().clean_credential)


class SignInForm(forms.LoginWebAuthnForm):
    """A passkey alone."""

    def clean_credential(self) -> Any:
        """The passkey, if it is somebody's."""
        return _read(super().clean_credential)


class ConfirmForm(forms.ReauthenticateWebAuthnForm):
    """A passkey to show once more who one is."""

    def clean_credential(self) -> Any:
        """The passkey, if it is one of the account's."""
        return _read(super().clean_credential)


def _named(form: Form) -> None:
    form.fields["name"].label = _("Name")
    form.fields["name"].widget.attrs["maxlength"] = _LONGEST
    form.fields["name"].validators.append(MaxLengthValidator(int(_LONGEST)))


def _read(clean: Callable[[], _Found]) -> _Found:
    try:
        return clean()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error
