"""The year's needs assessment: prepared, opened, reminded of, moved, closed, opened again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from courses.actions import campaign as actions
from courses.actions import campaign_letters
from courses.actions.campaign import NotNow
from courses.models import (
    Campaign,
    Candidate,
    NeedLine,
    NeedsAnswer,
    Reopening,
)
from courses.needs.campaign_forms import end_of
from courses.needs.receivers import receivers
from courses.needs.rules import AnswerState, CampaignState
from members.models import Membership, Person, Role
from network import scope
from network.models import JournalEntry, Letter, MailLink
from tests.cast import VN, Cast, email
from tests.courses.answering import link_in, shown, written
from tests.courses.makers import seat
from tests.courses.needs import (
    YEAR,
    bring,
    make_answer,
    make_campaign,
    make_candidate,
    make_costing,
)
from tests.courses.outbox import do_errands
from tests.databases import acting_as


def prepared(cast: Cast, **fields: object) -> Campaign:
    """One that waits to be opened, with a course on its list."""
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign = make_campaign(state=CampaignState.DRAFT, **fields)  # type: ignore[arg-type]
        make_candidate(campaign)
        return campaign


def opened(cast: Cast) -> Campaign:
    """One that is open, its letters written."""
    campaign = prepared(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        actions.open_campaign(campaign, by=seat())
    do_errands(cast)
    return campaign


def answer_of(cast: Cast, key: str) -> NeedsAnswer:
    """An authority's answer, inside a scope."""
    found: NeedsAnswer = NeedsAnswer.objects.get(membership=cast.memberships[VN, key])
    return found


def letters(cast: Cast) -> list[Letter]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(Letter.objects.filter(name="courses.needs_asked").order_by("pk"))


def test_opening_asks_every_member_once_and_writes_to_those_who_answer(cast: Cast) -> None:
    opened(cast)
    sent = letters(cast)
    assert {letter.to for letter in sent} == {email("lena"), email("lars")}
    assert all(str(YEAR) in letter.subject for letter in sent)
    with scope.enter(cast.users["jonas"], cast.vn):
        assert NeedsAnswer.objects.count() == Membership.objects.count() == 4
        campaign = Campaign.objects.get()
        assert campaign.state == CampaignState.OPEN
        with pytest.raises(NotNow):
            actions.open_campaign(campaign, by=seat())
    do_errands(cast)
    assert len(letters(cast)) == 2


def test_nobody_but_the_coordinators_keeps_a_needs_assessment(cast: Cast) -> None:
    campaign = prepared(cast)
    for who in ("lena", "amina", "styrbjorn", "erik"):
        with scope.enter(cast.users[who], cast.vn), pytest.raises(PermissionDenied):
            actions.open_campaign(campaign, by=seat())
        with scope.enter(cast.users[who], cast.vn):
            assert Campaign.objects.filter(pk=campaign.pk).update(state="open") == 0


def test_one_that_is_prepared_is_seen_by_the_coordinators_alone(cast: Cast) -> None:
    prepared(cast)
    for who, many in (("jonas", 1), ("karin", 1), ("lena", 0), ("styrbjorn", 0)):
        with scope.enter(cast.users[who], cast.vn):
            assert Campaign.objects.seen_by(seat()).count() == many
            assert Candidate.objects.seen_by(seat()).count() == many


def test_it_does_not_open_without_a_list_or_after_its_last_day(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        bare = make_campaign(state=CampaignState.DRAFT)
        with pytest.raises(NotNow):
            actions.open_campaign(bare, by=seat())
        make_candidate(bare)
        bare.closes_at = timezone.now() - timedelta(minutes=1)
        bare.save()
        with pytest.raises(NotNow):
            actions.open_campaign(bare, by=seat())


def test_two_are_never_open_at_once(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        make_campaign(YEAR - 1)
        other = make_campaign(state=CampaignState.DRAFT)
        make_candidate(other)
        with pytest.raises(NotNow):
            actions.open_campaign(other, by=seat())


def test_a_contact_with_only_a_mail_address_gets_the_letter(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        miun = Membership.objects.get(pk=cast.memberships[VN, "miun"])
        contact = Person.objects.create(
            membership=miun, name="Kontakt utan konto", email="kontakt@example.org"
        )
        Role.objects.create(
            person=contact,
            membership=miun,
            kind=Role.Kind.LOCAL_COORDINATOR,
            since=timezone.localdate(),
        )
    opened(cast)
    assert "kontakt@example.org" in {letter.to for letter in letters(cast)}


def test_where_there_is_no_local_coordinator_the_hr_signer_gets_it(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        miun = cast.memberships[VN, "miun"]
        today = timezone.localdate()
        signer = {"person_id": cast.person("miriam"), "membership_id": miun}
        Role.objects.create(**signer, kind=Role.Kind.HR_SIGNER, since=today)
        assert [one.pk for one in receivers([miun])[miun]] == [cast.person("miriam")]
        spv = cast.memberships[VN, "spv"]
        assert receivers([spv]) == {spv: []}


def test_the_link_of_an_hr_signer_opens_the_answer(client: Client, cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Role.objects.create(
            person_id=cast.person("miriam"),
            membership_id=cast.memberships[VN, "miun"],
            kind=Role.Kind.HR_SIGNER,
            since=timezone.localdate(),
        )
    opened(cast)
    letter = next(one for one in letters(cast) if one.to == email("miriam"))
    path = link_in(cast, letter)
    assert "Excel grund" in client.get(path).content.decode()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Role.objects.filter(kind=Role.Kind.HR_SIGNER).update(
            since=date(2020, 1, 1), until=date(2020, 12, 31)
        )
    assert "Excel grund" not in client.get(path).content.decode()


def test_the_link_of_the_letter_is_read_after_the_last_day_and_writes_nothing(
    client: Client, cast: Cast
) -> None:
    campaign = opened(cast)
    letter = next(one for one in letters(cast) if one.to == email("lars"))
    path = link_in(cast, letter)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        field = f"c{Candidate.objects.get().pk}-spring"
    client.post(f"{path}?part=saving", written(client.get(path), **{field: "5"}))
    page = client.get(path)
    assert shown(page)[f"was-{field}"] == "5"
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ends = MailLink.objects.get(person_id=cast.person("lars")).expires_at
        assert campaign.closes_at is not None
        assert ends == campaign.closes_at + timedelta(days=30)
        Campaign.objects.update(closes_at=timezone.now() - timedelta(days=1), state="closed")
    answer = client.get(path)
    assert "Excel grund" in answer.content.decode()
    assert shown(answer) == {}
    client.post(f"{path}?part=saving", written(page, **{field: "77"}))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert NeedLine.objects.get().spring == 5


def test_a_reminder_goes_only_to_those_who_have_not_sent(cast: Cast) -> None:
    campaign = opened(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        bring(answer_of(cast, "csn"), AnswerState.SENT)
        assert campaign_letters.remind(campaign, by=seat()) == 3
    do_errands(cast)
    reminders = [letter for letter in letters(cast) if "remind" in letter.key]
    assert [letter.to for letter in reminders] == [email("lars")]


def test_who_answers_between_the_button_and_the_post_is_not_reminded(cast: Cast) -> None:
    campaign = opened(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign_letters.remind(campaign, by=seat())
        bring(answer_of(cast, "timra"), AnswerState.SENT)
    do_errands(cast)
    assert {one.to for one in letters(cast) if "remind" in one.key} == {email("lena")}


def test_the_button_reminds_at_most_once_a_day(cast: Cast) -> None:
    campaign = opened(cast)
    for _press in range(2):
        with scope.enter(cast.users["jonas"], cast.vn):
            campaign_letters.remind(campaign, by=seat())
        do_errands(cast)
    assert len([one for one in letters(cast) if "remind" in one.key]) == 2


def test_each_reminder_of_the_plan_goes_out_once(cast: Cast) -> None:
    opened(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        Campaign.objects.update(
            opened_at=timezone.now() - timedelta(days=30),
            closes_at=end_of(timezone.localdate() + timedelta(days=5)),
        )
        NeedsAnswer.objects.update(saved_at=timezone.now() - timedelta(days=30))
    for _hour in range(3):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            campaign_letters.remind_due(timezone.now())
        do_errands(cast)
    assert len([one for one in letters(cast) if "remind" in one.key]) == 2


def test_a_moved_last_day_is_told_to_those_who_have_not_answered(cast: Cast) -> None:
    campaign = opened(cast)
    later = end_of(timezone.localdate() + timedelta(days=30))
    with scope.enter(cast.users["jonas"], cast.vn):
        bring(answer_of(cast, "csn"), AnswerState.APPROVED)
        assert actions.move_deadline(campaign, later, by=seat()) == 3
        assert Campaign.objects.get().closes_at == later
        with pytest.raises(NotNow):
            actions.move_deadline(campaign, timezone.now(), by=seat())
    do_errands(cast)
    assert [one.to for one in letters(cast) if "moved" in one.key] == [email("lars")]


def test_it_closes_by_itself_and_not_before(cast: Cast) -> None:
    opened(cast)
    for minutes, closed in ((-1, 0), (1, 1), (2, 0)):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            last = Campaign.objects.get().closes_at
            assert last is not None
            assert actions.close_due(last + timedelta(minutes=minutes)) == closed
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Campaign.objects.get().state == CampaignState.CLOSED
        assert JournalEntry.objects.get(verb="close_campaign").facts["answered"] == 0


def test_an_answer_is_opened_again_with_a_reason_and_a_day_and_keeps_its_lines(
    cast: Cast,
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign = make_campaign(state=CampaignState.CLOSED, closes_in=-3)
        excel = make_candidate(campaign)
        csn = cast.memberships[VN, "csn"]
        answer = make_answer(campaign, csn, {excel: (3, 4)}, AnswerState.APPROVED)
        until = timezone.now() + timedelta(days=4)
        campaign_letters.reopen(answer, reason="Nio fler chefer.", until=until, by=seat())
        opened_again = NeedsAnswer.objects.get()
        assert (opened_again.state, opened_again.until) == (AnswerState.DRAFT, until)
        assert opened_again.version == answer.version + 1
        assert NeedLine.objects.get().seats == 7
        assert Reopening.objects.get().reason == "Nio fler chefer."
        with pytest.raises(NotNow):
            campaign_letters.reopen(answer, reason="En gång till", until=until, by=seat())
    do_errands(cast)
    told = [one for one in letters(cast) if "reopened" in one.key]
    assert [one.to for one in told] == [email("lena")]
    assert "Nio fler chefer." in told[0].text


def test_an_answer_is_never_opened_again_without_a_reason(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign = make_campaign(state=CampaignState.CLOSED, closes_in=-3)
        answer = make_answer(campaign, cast.memberships[VN, "csn"], state=AnswerState.SENT)
        later = timezone.now() + timedelta(days=1)
        with pytest.raises(DatabaseError), transaction.atomic():
            campaign_letters.reopen(answer, reason="", until=later, by=seat())
        assert NeedsAnswer.objects.get().state == AnswerState.SENT


def test_one_who_may_answer_after_the_closing_is_reminded_by_its_own_day(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign = make_campaign(state=CampaignState.CLOSED, closes_in=-3)
        answer = make_answer(campaign, cast.memberships[VN, "csn"], state=AnswerState.SENT)
        make_answer(campaign, cast.memberships[VN, "timra"])
        until = end_of(timezone.localdate() + timedelta(days=5))
        made = campaign_letters.reopen(answer, reason="Glömd rad", until=until, by=seat())
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert campaign_letters.remind_due(timezone.now()) == 0
        assert campaign_letters.remind_due(made.until - timedelta(days=1)) == 1


def test_what_was_opened_is_never_thrown_away(cast: Cast) -> None:
    campaign = prepared(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        make_costing(Candidate.objects.get())
        actions.discard(campaign, by=seat())
        assert not Campaign.objects.exists()
        other = make_campaign()
        with pytest.raises(NotNow):
            actions.discard(other, by=seat())


def test_who_became_a_member_afterwards_is_asked_by_a_button(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign = make_campaign()
        make_answer(campaign, cast.memberships[VN, "csn"])
        assert len(actions.members_to_ask(campaign)) == 3
        assert actions.ask_newcomers(campaign, by=seat()) == 3
        assert actions.members_to_ask(campaign) == []
    do_errands(cast)
    assert {one.to for one in letters(cast)} == {email("lars")}
