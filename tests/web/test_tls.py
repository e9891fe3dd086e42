"""Behind a proxy that speaks TLS, browsers are told to speak nothing else, and cookies go no other way."""

import json
import os
import subprocess
import sys

import pytest

ASKED = """
import json

import django

django.setup()

from django.conf import settings
from django.test import Client

answer = Client().get("/healthz", headers={"X-Forwarded-Proto": "https", "Host": "news.example.org"})
told = [answer.get("Strict-Transport-Security"), settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE]
print(json.dumps(told))
"""


@pytest.mark.parametrize(("tls", "told"), [("1", ["max-age=31536000", True, True]), ("", [None, False, False])])
def test_where_tls_is_spoken_nothing_else_is(tmp_path, tls, told):
    env = os.environ | {"MARSAD_DATA": str(tmp_path), "MARSAD_TLS": tls, "MARSAD_HOSTS": "news.example.org"}
    done = subprocess.run([sys.executable, "-c", ASKED], env=env, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == told
