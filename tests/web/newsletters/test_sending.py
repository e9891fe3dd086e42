"""Copies on their way, to a real server."""

import pytest
from django.utils import timezone

from marsad.web.newsletters.journal import BusyError, Journal, Mark
from marsad.web.newsletters.models import Delivery, State, Suppression
from marsad.web.newsletters.outcomes import TRIES, UnreachableError, wait
from marsad.web.newsletters.sending import settle
from marsad.web.newsletters.suppressing import Reason, suppress

from .conftest import NOW, free_port, state


def test_each_gets_one_copy(server, copies, send):
    copies(*(f"r{n}@example.org" for n in range(30)))
    sent = send(lines=3)
    assert sent.taken == 30
    assert sorted(server.addresses) == sorted(f"r{n}@example.org" for n in range(30))
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}
    assert send().taken == 0
    assert len(server.taken) == 30


def test_a_connection_is_used_again(server, copies, send):
    copies(*(f"r{n}@example.org" for n in range(12)))
    send()
    assert len(server.sessions) == 1


def test_an_address_that_is_gone_gets_no_more_mail(server, copies, send):
    copies("gone@example.org", "here@example.org")
    server.at_rcpt["gone@example.org"] = "550 5.1.1 no such user"
    sent = send()
    assert (sent.taken, sent.refused) == (1, 1)
    assert state("gone@example.org") == State.FAILED
    assert Suppression.objects.count() == 1
    assert Delivery.objects.get(subscriber__folded="gone@example.org").reply == "550 5.1.1 no such user"


def test_a_refusal_of_what_is_written_says_nothing_of_the_address(server, copies, send):
    copies("r@example.org")
    server.at_end["r@example.org"] = "554 5.7.1 looks like spam"
    assert send().refused == 1
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("where", ["at_rcpt", "at_end"])
def test_what_is_put_off_is_tried_again_later_and_no_sooner(server, copies, send, where):
    copies("r@example.org")
    getattr(server, where)["r@example.org"] = "451 4.7.1 greylisted, try again"
    assert send().later == 1
    getattr(server, where).clear()
    assert send().taken == 0
    assert send(NOW + wait(1)).taken == 1
    assert server.addresses == ["r@example.org"]


def test_what_is_put_off_too_often_is_given_up(server, copies, send):
    copies("r@example.org")
    server.at_rcpt["r@example.org"] = "451 later"
    now = NOW
    for tries in range(1, TRIES + 1):
        send(now)
        now += wait(tries)
    assert state("r@example.org") == State.FAILED
    assert len(server.asked) == TRIES


def test_waits_grow_and_end():
    assert [wait(n).total_seconds() / 60 for n in (1, 2, 3, 8, 50)] == [5, 15, 45, 720, 720]


def test_a_server_that_does_not_answer_in_time_leaves_a_doubt_and_no_second_copy(server, copies, send):
    copies("r@example.org")
    server.slow = 1.5
    assert send(answer=0.3).doubt == 1
    assert state("r@example.org") == State.DOUBT
    server.slow = 0
    assert send(NOW + wait(8)).taken == 0


def test_a_slow_server_is_waited_for(server, copies, send):
    copies("a@example.org", "b@example.org")
    server.slow = 0.5
    assert send(lines=2).taken == 2


def test_without_a_server_all_stays_queued(copies, send):
    copies("a@example.org", "b@example.org")
    port = free_port()
    with pytest.raises(UnreachableError, match=f"127.0.0.1:{port} cannot be used"):
        send(port=port)
    assert set(Delivery.objects.values_list("state", "tries")) == {(State.QUEUED, 0)}


def closing(server, close):
    """Has a server take each copy whole, and then do something to the connection in place of going on."""
    take = server.handle_DATA

    async def once(smtp, session, envelope):
        answer = await take(smtp, session, envelope)
        await close(smtp, answer)
        return answer

    server.handle_DATA = once


def test_a_server_that_ends_connections_is_called_again(server, copies, send):
    """It answers, and closes at once: what was written before a close is still sent (TCP), so each copy is taken."""
    copies(*(f"r{n}@example.org" for n in range(6)))

    async def after_the_answer(smtp, answer):
        await smtp.push(answer)
        smtp.transport.close()

    closing(server, after_the_answer)
    assert send().taken == 6
    assert sorted(server.addresses) == sorted(f"r{n}@example.org" for n in range(6))
    assert len(server.sessions) == 6


@pytest.mark.parametrize("how", ["close", "abort"])
def test_a_server_that_took_a_copy_and_went_without_an_answer_leaves_a_doubt(server, copies, send, how):
    """It has the letter, and nobody knows: a second copy must not go out by itself, however often one sends."""
    copies("a@example.org", "b@example.org")

    async def in_place_of_the_answer(smtp, answer):
        getattr(smtp.transport, how)()

    closing(server, in_place_of_the_answer)
    assert send(answer=5.0).doubt == 2
    assert set(Delivery.objects.values_list("state", "reply")) == {(State.DOUBT, "the server went without an answer")}
    for tries in range(1, 9):
        assert send(NOW + wait(tries)).taken == 0
    assert sorted(server.addresses) == ["a@example.org", "b@example.org"]


def test_an_answer_that_cannot_be_read_leaves_a_doubt(server, copies, send):
    copies("r@example.org")
    server.at_end["r@example.org"] = "taken, I think"
    assert send().doubt == 1
    assert send(NOW + wait(8)).taken == 0


def test_a_server_that_goes_before_it_had_the_whole_copy_is_tried_again(server, copies, send):
    """Without the end of a copy a server keeps nothing of it (RFC 5321, 4.1.1.4): there is nothing to doubt."""
    copies("r@example.org")
    server.at_rcpt["r@example.org"] = "421 4.3.2 closing"
    assert send().later == 1
    server.at_rcpt.clear()
    assert send(NOW + wait(1)).taken == 1
    assert server.addresses == ["r@example.org"]


def test_who_left_or_is_barred_is_passed_over(server, copies, send):
    copies("left@example.org", "barred@example.org", "here@example.org")
    Delivery.objects.filter(subscriber__folded="left@example.org").update(subscription=None)
    suppress("Barred@example.org", Reason.COMPLAINT, timezone.now())
    assert send().dropped == 2
    assert server.addresses == ["here@example.org"]


def test_a_domain_is_not_filled_at_once(server, copies, send):
    copies("a@one.example", "b@one.example", "c@two.example")
    slept, clock = [], [100.0]

    def sleep(seconds):
        slept.append(seconds)
        clock[0] += seconds

    send(pace=6, clock=lambda: clock[0], sleep=sleep)
    assert sum(slept) >= 10
    assert server.addresses.index("c@two.example") < server.addresses.index("b@one.example")


def test_one_sender_at_a_time(tmp_path):
    with Journal(tmp_path / "j"), pytest.raises(BusyError, match="another"):
        Journal(tmp_path / "j")


def test_what_the_journal_says_outweighs_the_database(server, copies, send, journal, tmp_path):
    copies(*(f"r{n}@example.org" for n in range(4)), state=State.SENDING, journal=journal.id)
    keys = dict(Delivery.objects.values_list("subscriber__folded", "key"))
    journal.write(Mark.HANDING, keys["r0@example.org"])
    journal.write(Mark.TAKEN, keys["r0@example.org"])
    journal.write(Mark.HANDING, keys["r1@example.org"])
    journal.write(Mark.ENDING, keys["r1@example.org"])
    journal.write(Mark.HANDING, keys["r2@example.org"])
    journal.write(Mark.REFUSED, keys["r2@example.org"])
    journal.write(Mark.HANDING, keys["r3@example.org"])
    journal.close()
    with Journal(tmp_path / "letters.journal") as again:
        assert again.id == journal.id
        settle(again, NOW)
        assert again.left == {}
    found = dict(Delivery.objects.values_list("subscriber__folded", "state"))
    assert found == {
        "r0@example.org": State.SENT,
        "r1@example.org": State.DOUBT,
        "r2@example.org": State.QUEUED,
        "r3@example.org": State.QUEUED,
    }


def test_copies_of_another_machine_are_let_be(server, copies, send):
    copies("r@example.org", state=State.SENDING, journal="f" * 24)
    assert send().taken == 0
    assert state("r@example.org") == State.SENDING


def test_a_line_that_was_cut_off_is_no_line(tmp_path):
    path = tmp_path / "j"
    with Journal(path) as first:
        first.write(Mark.TAKEN, "a" * 24)
    with path.open("ab") as file:
        file.write(b"taken " + b"b" * 10)
    with Journal(path) as again:
        assert dict(again.left) == {"a" * 24: Mark.TAKEN}
        again.write(Mark.TAKEN, "c" * 24)
    with Journal(path) as last:
        assert set(last.left) == {"a" * 24, "c" * 24}


def test_after_the_machine_itself_went_down_less_is_known(tmp_path):
    path = tmp_path / "j"
    with Journal(path) as first:
        first.write(Mark.HANDING, "a" * 24)
        first.write(Mark.TAKEN, "b" * 24)
    with Journal(path) as again:
        assert again.left["a" * 24] is Mark.HANDING
    head, _, rest = path.read_text().partition("\n")
    path.write_text(f"{head.rpartition(' ')[0]} another-start\n{rest}")
    with Journal(path) as last:
        assert dict(last.left) == {"a" * 24: Mark.ENDING, "b" * 24: Mark.TAKEN}
