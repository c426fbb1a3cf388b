"""The papers of decisions and memberships keep to PDF/UA-1 and PDF/A-3a."""

from datetime import date
from pathlib import Path

import pytest

from governance.decisions.extract import extract_of
from governance.membership.certificate import of_day
from members.actions.decision import enter_decision, enter_effect
from members.models import Decision, Membership
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import seat
from tests.documents.verapdf import check


@pytest.mark.django_db
@pytest.mark.urls("config.network_urls")
def test_extracts_and_certificates_are_pdf_ua_1_and_pdf_a_3a(cast: Cast, tmp_path: Path) -> None:
    with scope.enter(cast.users["karin"], cast.vn):
        made = enter_decision(
            "Nivåerna slås samman", body="Styrgruppen", decided_on=date(2026, 3, 1), reference="§ 7"
        )
        enter_effect(made, "standing", 999_999, "Nivå 2 går upp i nivå 1")
        rows = Decision.objects.select_related("network", "replaces").prefetch_related("effects")
        decision = rows.get(pk=made.pk)
        member = Membership.objects.select_related("authority").get(
            pk=cast.memberships[VN, "timra"]
        )
        papers = {
            f"extract-{language}": extract_of(decision, language) for language in ("sv", "en")
        }
        assert extract_of(decision, "sv") == papers["extract-sv"]
        for language in ("sv", "en"):
            made_paper = of_day(member, language, date(2026, 3, 1), by=seat())
            papers[f"certificate-{language}"] = bytes(made_paper.paper)
    files = []
    for name, content in papers.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(content)
    verdicts = check(files)
    faults = {f"{one.file.stem} {one.standard}": one.faults for one in verdicts}
    assert {name: said for name, said in faults.items() if said} == {}
    assert len(verdicts) == 2 * len(files)
