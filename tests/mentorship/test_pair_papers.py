"""The agreement and the mentor's certificate as documents, through veraPDF."""

from pathlib import Path

import pytest
from django.test import Client

from tests.cast import Cast
from tests.documents.verapdf import check
from tests.mentorship.pairings import AT, completed_pair
from tests.signing_in import sign_in


@pytest.mark.django_db
def test_the_agreement_is_for_the_two_and_both_papers_are_accessible_and_lasting(
    cast: Cast, tmp_path: Path
) -> None:
    pk = completed_pair(cast)
    client = Client()
    for name, who in (("agreement/paper", "amina"), ("certificate", "tove")):
        sign_in(client, who)
        content = client.get(f"{AT}/pairs/{pk}/{name}/").content
        paper = tmp_path / f"{who}.pdf"
        paper.write_bytes(content)
        assert {(one.outcome, *one.faults) for one in check([paper])} == {("pass",)}
    for who, status in (("karin", 403), ("berit", 404)):
        sign_in(client, who)
        assert client.get(f"{AT}/pairs/{pk}/agreement/paper/").status_code == status
