"""Every document through veraPDF, and what veraPDF lets through."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from network.documents import Attachment, NetworkLook, render_pdf
from tests.documents import governance_samples, report_samples, samples
from tests.documents.verapdf import check

ANNUAL, PACK = "documents/annual_report.html", "documents/regional_pack.html"
PLAN, HAND_OVER = "documents/operational_plan.html", "documents/hand_over.html"
DATA = Attachment("underlag.csv", "medlem;anställda\n".encode(), "Underlag till fakturan")
DOCUMENTS: dict[str, tuple[str, dict[str, Any], str, NetworkLook | None, list[Attachment]]] = {
    "invoice-sv": (
        "documents/invoice.html", samples.membership_invoice(), "sv", samples.VASTERNORRLAND, [DATA]
    ),
    "invoice-en": (
        "documents/invoice.html", samples.municipal_invoice(), "en", samples.JAMTLAND, []
    ),
    "invoice-odd": ("documents/invoice.html", samples.odd_invoice(), "sv", None, []),
    "report-sv": (
        ANNUAL, report_samples.year_report("sv"), "sv", samples.VASTERNORRLAND, []
    ),
    "report-en": (
        ANNUAL, report_samples.year_report("en"), "en", samples.JAMTLAND, []
    ),
    "report-empty": (
        ANNUAL, report_samples.empty_year("sv"), "sv", samples.VASTERNORRLAND, []
    ),
    "pack-sv": (
        PACK, report_samples.pack("sv"), "sv", samples.VASTERNORRLAND, []
    ),
    "pack-en": (
        PACK, report_samples.pack("en"), "en", samples.JAMTLAND, []
    ),
    "plan-sv": (
        PLAN, governance_samples.plan("sv", adopted=True), "sv", samples.VASTERNORRLAND, []
    ),
    "plan-en": (
        PLAN, governance_samples.plan("en", adopted=False), "en", samples.JAMTLAND, []
    ),
    "plan-empty": (PLAN, governance_samples.empty_plan(), "sv", None, []),
    "hand-over-sv": (
        HAND_OVER, governance_samples.hand_over(), "sv", samples.VASTERNORRLAND, []
    ),
    "hand-over-en": (HAND_OVER, governance_samples.hand_over(), "en", samples.JAMTLAND, []),
}  # fmt: skip
TABLELESS = (PLAN, HAND_OVER)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every document, drawn once."""
    folder = tmp_path_factory.mktemp("papers")
    made = {}
    for name, (template, context, language, look, attachments) in DOCUMENTS.items():
        made[name] = folder / f"{name}.pdf"
        made[name].write_bytes(
            render_pdf(
                template,
                context,
                language=language,
                network=look,
                attachments=attachments,
                created=samples.CREATED,
            )
        )
    return made


def test_every_document_is_pdf_ua_1_and_pdf_a_3a(papers: dict[str, Path]) -> None:
    verdicts = check(list(papers.values()))
    assert {
        f"{verdict.file.stem} {verdict.standard}": verdict.faults
        for verdict in verdicts
        if verdict.outcome != "pass"
    } == {}
    assert len(verdicts) == 2 * len(papers)


def test_a_damaged_document_does_not_pass(papers: dict[str, Path], tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    with pikepdf.open(papers["report-sv"]) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(damaged)
    assert [verdict.outcome for verdict in check([damaged])] == ["fail", "fail"]


@pytest.mark.parametrize(
    "name", [name for name, facts in DOCUMENTS.items() if facts[0] not in TABLELESS]
)
def test_every_header_says_whether_it_heads_a_column_or_a_row(
    papers: dict[str, Path], name: str
) -> None:
    with pikepdf.open(papers[name]) as pdf:
        scopes = [
            element.A.get(Name.Scope)
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and element.get(Name.S) == Name.TH
        ]
    assert scopes
    assert set(scopes) == {Name.Column, Name.Row}


@pytest.mark.parametrize("name", ["report-sv", "report-en"])
def test_page_heads_and_feet_are_not_read_aloud(papers: dict[str, Path], name: str) -> None:
    with pikepdf.open(papers[name]) as pdf:
        inside = set(_tree(pdf.Root.StructTreeRoot))
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums
        for key in range(0, 2 * len(pdf.pages), 2):
            tagged = [owner for owner in owners[key + 1] if owner is not None]
            assert tagged
            assert {owner.objgen for owner in tagged} <= inside
        feet = [
            step.operands[1]
            for step in pikepdf.parse_content_stream(pdf.pages[1])
            if str(step.operator) == "BDC" and step.operands[0] == Name.Artifact
        ]
    assert Name.Pagination in [foot.Type for foot in feet]


def test_an_attachment_is_named_once(papers: dict[str, Path]) -> None:
    with pikepdf.open(papers["invoice-sv"]) as pdf:
        assert len(pdf.Root.AF) == 1
        assert pdf.attachments["underlag.csv"].get_file().read_bytes() == DATA.content


def test_the_document_speaks_the_language_of_its_reader(papers: dict[str, Path]) -> None:
    with (
        pikepdf.open(papers["invoice-en"]) as english,
        pikepdf.open(papers["invoice-sv"]) as swedish,
    ):
        assert (str(english.Root.Lang), str(english.docinfo.Title)) == ("en", "Invoice 2026-0107")
        assert (str(swedish.Root.Lang), str(swedish.docinfo.Title)) == ("sv", "Faktura 2026-0107")


def _tree(root: pikepdf.Object) -> Iterator[tuple[int, int]]:
    waiting = [root.K]
    while waiting:
        kids = waiting.pop()
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and Name.S in kid:
                yield kid.objgen
                if Name.K in kid:
                    waiting.append(kid.K)
