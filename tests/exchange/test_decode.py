import pytest

from marsad.exchange.decode import decode, guess_encoding
from marsad.exchange.faults import InputError

TEXT = "قصفت المدفعية أطراف البلدة صباح اليوم وأصيب ثلاثة من سكانها، بحسب مصدر محلي."


def test_utf8_with_and_without_mark():
    assert decode(TEXT.encode(), "a.txt") == TEXT
    assert decode(TEXT.encode("utf-8-sig"), "a.txt") == TEXT


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_named_with_the_remedy(encoding):
    with pytest.raises(InputError, match=f"looks like {encoding}; convert it: iconv -f {encoding}"):
        decode(TEXT.encode(encoding), "a.txt")


def test_other_encodings_are_told_apart():
    assert guess_encoding(TEXT.replace("،", "").encode("cp720")) == "cp720"
    assert guess_encoding(b"plain ascii") is None


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04....", "Office document"),
        (bytes(range(256)) * 4, "is binary"),
        (b"a\0b" * 50, "is binary"),
        (b"caf\xe9 \xe8 \xe0" * 9, "is not UTF-8"),
    ],
)
def test_what_is_no_text(raw, told):
    with pytest.raises(InputError, match=told):
        decode(raw, "a.txt")


def test_damage_is_told_with_its_line():
    raw = (TEXT + "\n").encode() * 20 + b"\xff" + TEXT.encode()
    with pytest.raises(InputError, match=r"damaged UTF-8 \(byte \d+, line 21\)"):
        decode(raw, "a.txt")
