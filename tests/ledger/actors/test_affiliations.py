"""Parents over time, from the register and from what reports tell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.actors.affiliations import Affiliations, Belonging, parentages, tells_of
from marsad.ledger.actors.register import ActorRegister
from marsad.model import Affiliation, Claim, ClaimType, Coding, Mention
from marsad.model.actor import Parentage

TELLS = st.lists(
    st.builds(
        Belonging,
        st.sampled_from(["x-a", "x-b"]),
        st.sampled_from(["fsa", "is"]),
        st.sampled_from(["2013-01-01", "2014-05-02", None]),
        st.sampled_from(["r1", "r2", "r3"]),
    )
)


def mention(text: str) -> Mention:
    return Mention(text, 0, len(text))


def test_first_and_last_day_and_reports() -> None:
    told = [
        Belonging("x-a", "fsa", "2014-05-02", "r2"),
        Belonging("x-a", "fsa", "2013-01-01", "r1"),
        Belonging("x-a", "fsa", None, "r3"),
    ]
    assert parentages(told) == {"x-a": (Parentage("fsa", "2013-01-01", "2014-05-02", ("r1", "r2", "r3")),)}


def test_an_undated_tell_has_no_span() -> None:
    assert parentages([Belonging("x-a", "fsa", None, "r")]) == {"x-a": (Parentage("fsa", None, None, ("r",)),)}


@given(TELLS)
def test_the_order_of_tells_makes_no_difference(tells: list[Belonging]) -> None:
    assert parentages(tells) == parentages(reversed(tells))


def test_two_parents_at_once_are_both_kept_and_shown(register: ActorRegister) -> None:
    told = parentages([Belonging("x-a", "fsa", "2014-01-05", "r1"), Belonging("x-a", "is", "2014-01-05", "r2")])
    affiliations = Affiliations(register, told)
    assert [parent.parent for parent in affiliations.parents("x-a", "2014-01-05")] == ["fsa", "is"]
    ((one, other),) = affiliations.disputed("x-a")
    assert {one.parent, other.parent} == {"fsa", "is"}


def test_one_parent_after_the_other_is_no_dispute(register: ActorRegister) -> None:
    told = parentages([Belonging("x-a", "fsa", "2013-01-05", "r1"), Belonging("x-a", "is", "2014-01-05", "r2")])
    assert Affiliations(register, told).disputed("x-a") == ()


def test_a_group_and_the_group_above_it_are_no_dispute(register: ActorRegister) -> None:
    told = parentages([Belonging("x-a", "qassam", "2024-01-05", "r1"), Belonging("x-a", "hamas", "2024-01-05", "r2")])
    assert Affiliations(register, told).disputed("x-a") == ()


def test_ancestors_on_a_day(register: ActorRegister) -> None:
    affiliations = Affiliations(register, parentages([Belonging("x-a", "shuhada-yarmouk", "2016-06-01", "r")]))
    assert affiliations.ancestors("x-a", "2016-06-01") == ("shuhada-yarmouk", "jaysh-khalid", "is")
    assert affiliations.ancestors("x-a", "2020-01-01") == ()
    assert affiliations.ancestors("tr-air") == ("tr-army", "tr")


def test_a_circle_of_parents_ends(register: ActorRegister) -> None:
    told = parentages([Belonging("x-a", "x-b", None, "r"), Belonging("x-b", "x-a", None, "r")])
    assert Affiliations(register, told).ancestors("x-a") == ("x-b",)


def test_what_a_coding_tells(register: ActorRegister) -> None:
    claim = Claim(ClaimType.SHELLING, mention("قصف"), (mention("لواء الصقر التابع لتنظيم القاعدة"), mention("مسلحون")))
    affiliations = (
        Affiliation(mention("سرايا القدس"), mention("حركة الجهاد الإسلامي")),
        Affiliation(mention("مسلحون"), mention("حركة طالبان")),
        Affiliation(mention("داعش"), mention("تنظيم الدولة")),
        Affiliation(mention("كتيبة الراية"), mention("جماعات مسلحة")),
    )
    coding = Coding("r", (claim,), (), affiliations)
    assert tells_of(coding, "2024-01-05", register) == (
        Belonging("saraya-quds", "pij", "2024-01-05", "r"),
        Belonging("x-لواء-صقر", "al-qaeda", "2024-01-05", "r"),
    )
