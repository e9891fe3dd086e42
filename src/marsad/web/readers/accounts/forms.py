"""Forms of our own, and what allauth's need beside what they have."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.forms import AddEmailForm, LoginForm, ResetPasswordForm, SignupForm
from allauth.socialaccount.forms import SignupForm as VouchedForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.validators import MaxLengthValidator, RegexValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marsad.web.readers.accounts import invitations

# Letters and digits of any script; no @, or a name could be somebody else's mail address, and nothing invisible.
_LONGEST_NAME: Final = 60
NAMES: Final = [
    RegexValidator(r"\A[\w.+-]+\Z", _("A name has letters, digits and . + - _ only.")),
    MaxLengthValidator(_LONGEST_NAME),
]


class SignInForm(LoginForm):
    """Sign in by mail address or name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail or name")
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["remember"].label = _("Stay signed in on this device")

    def user_credentials(self) -> dict[str, Any]:
        """What was written, once: allauth looks it up as an address and as a name.

        Told twice, as allauth's own form tells it, the password of an address that has an account is tried twice: time
        would tell whose address has one.
        """
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data["password"]}


class SignUpForm(SignupForm):
    """Make an account. The invitation, where one is needed, comes along from the link."""

    invitation = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _told_about(self)
        self.fields["password1"].widget.attrs["minlength"] = "12"

    def try_save(self, request: HttpRequest) -> Any:
        """The new account, or the response that hides that there was one with this address already."""
        if self.account_already_exists:
            make_password(self.cleaned_data.get("password1"))  # as long as a new account's takes, or time would tell
        return super().try_save(request)


class VouchedSignUpForm(VouchedForm):
    """Make an account that a provider vouches for, where its name or address does not do as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _told_about(self)


class AddressForm(AddEmailForm):
    """Another mail address for an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New mail address")


class ForgottenForm(ResetPasswordForm):
    """The address of an account whose password is forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Mail address")


class InvitationForm(forms.Form):
    """How long an invitation is good for, and whom to send it to."""

    days = forms.IntegerField(label=_("Good for (days)"), min_value=1, max_value=invitations.MOST_DAYS)
    email = forms.EmailField(
        label=_("Send it to"),
        required=False,
        help_text=_("The address is not kept. Without one, the link is only shown to you."),
    )


class LeaveForm(forms.Form):
    """A reader's word that everything is to go."""

    sure = forms.BooleanField(label=_("Delete my account and everything in it"))


def _told_about(form: forms.BaseForm) -> None:
    form.fields["email"].label = _("Mail address")
    form.fields["username"].label = _("Name")
    form.fields["username"].help_text = _("What you are called here. You can sign in with it as well.")
    form.fields["username"].widget.attrs |= {"maxlength": str(_LONGEST_NAME), "autocapitalize": "none"}
