"""Writing in an answer to the needs assessment as a browser does: each field and what was there."""

import re
from html import unescape
from typing import Any

from django.test import Client

from courses.models import Campaign, Candidate, NeedsAnswer
from network import scope
from network.links import put_secrets_in
from network.models import Letter
from tests.cast import VN, Cast
from tests.courses.needs import make_answer, make_campaign, make_candidate, make_question
from tests.databases import acting_as

FIELD = re.compile(r'<input type="hidden" name="(was-[^"]+)" id="[^"]+" value="([^"]*)">')


class Asked:
    """A needs assessment with two courses and a question, and CSN's empty answer."""

    def __init__(self, cast: Cast, key: str = "csn", **fields: Any) -> None:
        self.cast = cast
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            campaign = make_campaign(**fields)
            self.excel = make_candidate(campaign).pk
            self.law = make_candidate(campaign, "Förvaltningslagen").pk
            self.question = make_question(campaign).pk
            self.pk = make_answer(campaign, cast.memberships[VN, key]).pk
            self.campaign = campaign.pk

    def row(self) -> NeedsAnswer:
        """The answer as it is now."""
        with acting_as("portal_worker"), scope.enter_system(self.cast.vn):
            answers = NeedsAnswer.objects.select_related("approver")
            found: NeedsAnswer = answers.get(pk=self.pk)
            return found

    def seats(self) -> dict[str, tuple[int, int]]:
        """What is asked for, by title or own words."""
        with acting_as("portal_worker"), scope.enter_system(self.cast.vn):
            titles = dict(Candidate.objects.values_list("pk", "title_sv"))
            return {
                line.text or titles[line.candidate_id]: (line.spring, line.autumn)
                for line in self.row_lines()
            }

    def row_lines(self) -> list[Any]:
        """Its lines, inside a scope."""
        return list(NeedsAnswer.objects.get(pk=self.pk).lines.all())

    def change(self, model: Any = NeedsAnswer, **fields: Any) -> None:
        """Set facts of the answer, or of its needs assessment."""
        pk = self.campaign if model is Campaign else self.pk
        with acting_as("portal_worker"), scope.enter_system(self.cast.vn):
            model.objects.filter(pk=pk).update(**fields)

    def url(self, part: str = "") -> str:
        """The address with an account."""
        return f"/{VN}/courses/needs/answers/{self.pk}/{part or 'writing/'}"


def shown(page: Any) -> dict[str, str]:
    """What the page's hidden fields say stood there."""
    return {key: unescape(value) for key, value in FIELD.findall(page.content.decode())}


def written(page: Any, **changes: str) -> dict[str, str]:
    """What the browser would send of the page after some fields are written in; _ is -."""
    was = shown(page)
    fields = {key.removeprefix("was-"): value for key, value in was.items()}
    return (
        was
        | fields
        | {
            key.replace("_", "-") if key[1:2].isdigit() else key: value
            for key, value in changes.items()
        }
    )


def write(client: Client, asked: Asked, **changes: str) -> Any:
    """Open the page, write, and save."""
    return client.post(asked.url("saving/"), written(client.get(asked.url()), **changes))


def letters(cast: Cast) -> dict[str, Letter]:
    """The letters in the outbox, by their receiver."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return {letter.to: letter for letter in Letter.objects.order_by("pk")}


def link_in(cast: Cast, letter: Letter) -> str:
    """Where a letter leads when it is posted."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        text = put_secrets_in([letter.text], person_id=letter.person_id)[0]
    found = re.search(r"/reply/[a-z]+/[\w-]{43}/", text)
    assert found, text
    return found[0]
