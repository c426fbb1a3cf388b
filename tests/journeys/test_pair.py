"""Hugo and Eva are a pair from the proposal to the certificate by the links in their letters."""

from pathlib import Path

import pytest
from django.utils import timezone

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.pairing import link_to, pass_time, propose
from tests.journeys.papers import download, hold, text_of
from tests.journeys.visitor import DESK, PHONE, Visitor, swedish

pytestmark = pytest.mark.journey

AT = "/vasternorrland/mentorship"


def look(one: Visitor, name: str) -> None:
    """In the light, and on a phone in the dark too."""
    one.look(name)
    if one.page.viewport_size == {"width": PHONE, "height": 900}:
        one.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        one.look(f"{name}-dark")
        one.page.emulate_media(color_scheme="light", reduced_motion="reduce")


def ask(visitor: NewVisitor, pair: int) -> None:
    """Karin asks both."""
    karin = visitor()
    karin.be("karin")
    karin.go(f"{AT}/pairs/{pair}/question/")
    karin.press("Ask both")
    karin.page.wait_for_url("**/matching/")


def subject(words: str, **facts: str) -> str:
    """What a letter is called in Swedish, its receiver's language."""
    return swedish()[words].partition("%(")[0] if not facts else swedish()[words] % facts


def answer_figures(one: Visitor, *, again: bool = False) -> None:
    for name in ("satisfaction", "effect", "goals"):
        one.page.locator(f'label[for="{_last(one, name)}"]').click()
    if again:
        one.tick("again")
    one.press("Send the answers")


def _last(one: Visitor, name: str) -> str:
    found = one.page.locator(f'input[name="{name}"]').last.get_attribute("id")
    assert found
    return found


@pytest.mark.parametrize(
    ("language", "width", "mentee", "mentor"),
    [("sv", PHONE, "hugo.lext", "eva.holmgren"), ("en", DESK, "klara.vest", "kerstin.westin")],
)
def test_a_pair_goes_from_proposal_to_certificate_by_link_alone(
    visitor: NewVisitor,
    house: House,
    tmp_path: Path,
    language: str,
    width: int,
    mentee: str,
    mentor: str,
) -> None:
    found, pair = propose(house, f"Länkrundan {language}", mentee, mentor)
    ask(visitor, pair)
    adept = visitor(language=language, width=width)
    eva = visitor(language=language, width=width)

    question = link_to(house, mentor, subject("We propose a mentee for you: answer by %(day)s"))
    eva.go(question)
    look(eva, "asked")
    eva.press("Yes, I want to")
    assert eva.sees("You have said yes. You get a letter when the other has answered.")
    look(eva, "said-yes")
    eva.go(question)
    assert eva.sees("You have answered already")
    look(eva, "used")
    adept.go(link_to(house, mentee, subject("We propose a mentor for you: answer by %(day)s")))
    adept.press("Yes, I want to")
    assert adept.sees("Both have said yes. You get a letter with each other's mail addresses.")

    formed = subject("You and %(name)s are a pair")
    together = {who: link_to(house, who, formed) for who in (mentee, mentor)}
    adept.go(together[mentee])
    look(adept, "pair")
    adept.press("Write the agreement")
    adept.fill(goals="", rhythm="")
    adept.press("Save and ask the other")
    look(adept, "agreement-refused")
    adept.fill(goals="Våga säga nej.\nLeda genom andra.", rhythm="Var tredje vecka, en timme")
    adept.press("Save and ask the other")
    assert adept.sees("Waits for the other's yes")
    look(adept, "agreement-waits")

    title = swedish()["%(name)s has written your agreement: read it and say yes"]
    eva.go(link_to(house, mentor, title.partition("%(name)s ")[2]))
    assert "Leda genom andra." in eva.text()
    look(eva, "agreement-to-read")
    eva.press("Yes, I agree")
    look(eva, "agreed")
    link_to(house, mentee, subject("You and %(name)s are under way"))

    adept.go(together[mentee])
    look(adept, "running")
    adept.fill(day="2199-01-01")
    adept.tick("goes_well")
    adept.press("Tick the day")
    look(adept, "day-refused")
    adept.fill(day=timezone.localdate().isoformat())
    adept.press("Tick the day")
    assert adept.sees("The day is ticked.")
    look(adept, "ticked")
    address = adept.page.locator("#agreement a", has_text="PDF").get_attribute("href")
    assert address
    assert "Våga säga nej." in text_of(download(adept, address, tmp_path, "agreement"))

    pass_time(house, found, midway=-1)
    adept.go(together[mentee])
    look(adept, "midway-open")
    adept.press("Answer the questions")
    adept.press("Send the answers")
    look(adept, "midway-refused")
    answer_figures(adept)
    look(adept, "midway-answered")

    pass_time(house, found, ends=5)
    for one, who in ((adept, mentee), (eva, mentor)):
        one.go(together[who])
        one.press("Answer the questions")
        look(one, f"closing-{who}")
        answer_figures(one, again=True)
        look(one, f"closing-answered-{who}")
    thanks = subject("Thank you for being a mentor: here is your certificate")
    eva.go(link_to(house, mentor, thanks))
    look(eva, "completed")
    certificate = eva.control("Fetch the certificate").get_attribute("href")
    assert certificate
    assert f"Länkrundan {language}" in text_of(download(eva, certificate, tmp_path, "certificate"))
    adept.go(together[mentee])
    assert adept.sees("The pair is completed. Thank you for taking part.")
    look(adept, "over")
    if language == "sv":
        hold(tmp_path)


@pytest.mark.parametrize(
    ("language", "width", "mentee", "mentor", "other"),
    [
        ("sv", PHONE, "greta.sandell", "stefan.ahl", "camilla.sund"),
        ("en", DESK, "petra.noren", "birgitta.ros", "kerstin.westin"),
    ],
)
def test_a_pair_ends_early_by_link_and_the_coordinator_repairs_it(
    visitor: NewVisitor,
    house: House,
    language: str,
    width: int,
    mentee: str,
    mentor: str,
    other: str,
) -> None:
    found, pair = propose(house, f"Avslutsrundan {language}", mentee, mentor, other)
    ask(visitor, pair)
    adept = visitor(language=language, width=width)
    mentors = visitor(language=language, width=width)
    for one, who, words in (
        (adept, mentee, "We propose a mentor for you: answer by %(day)s"),
        (mentors, mentor, "We propose a mentee for you: answer by %(day)s"),
    ):
        one.go(link_to(house, who, subject(words)))
        one.press("Yes, I want to")
    together = link_to(house, mentor, subject("You and %(name)s are a pair"))
    mentors.go(together)
    mentors.press("End the pair")
    look(mentors, "ending")
    mentors.press("End the pair")
    assert mentors.sees("Choose one of the two.")
    look(mentors, "ending-refused")
    mentors.page.locator('label[for="id_again_1"]').click()
    mentors.press("End the pair")
    assert mentors.sees("The coordinator does not propose another in this round.")
    look(mentors, "ended")
    mentors.go(together)
    look(mentors, "ended-link")

    adept.go(link_to(house, mentee, subject("Your mentoring pair has ended")))
    look(adept, "again")
    adept.press("Yes")
    assert adept.sees("The coordinator looks for another mentor, and you get a letter.")
    look(adept, "again-said")
    adept.go(link_to(house, mentee, subject("You and %(name)s are a pair")))
    look(adept, "pair-over")

    karin = visitor(language=language)
    karin.be("karin")
    _to_the_repair(karin, found)
    look(karin, "repair")
    karin.press("Lay the repair")
    assert karin.sees("The repair is laid. You can undo it on the board.")


def _to_the_repair(karin: Visitor, found: int) -> None:
    """From the step on the start page; the worker writes the wish a moment after the answer."""
    step = karin.page.locator(f'main a[href$="/rounds/{found}/repair/"]')
    for _try in range(20):
        karin.go_to_start("/vasternorrland")
        if step.count():
            break
        karin.page.wait_for_timeout(500)
    step.first.click()
