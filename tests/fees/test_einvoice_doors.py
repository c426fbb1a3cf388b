"""What is held against the rules: no foreign file, no DTD, and an operator's own rules as well."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import LazySettings

from fees import einvoice
from fees.einvoice import schematron
from tests.fees.einvoices import mixed_vat, outside_vat

DOCTYPE = b'<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
OWN = """
<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <xsl:template match="/">
    <svrl:schematron-output>
      <xsl:if test="not(starts-with(/*/cbc:BuyerReference, '99'))">
        <svrl:failed-assert id="OWN-1" flag="{flag}" location="/*:Invoice[1]/*:BuyerReference[1]">
          <svrl:text>References begin with 99.</svrl:text>
        </svrl:failed-assert>
      </xsl:if>
    </svrl:schematron-output>
  </xsl:template>
</xsl:stylesheet>
"""


def test_a_document_with_a_dtd_is_refused_and_no_entity_is_read() -> None:
    xml = einvoice.build(*outside_vat())
    head, rest = xml.split(b"?>", 1)
    hostile = head + b"?>" + DOCTYPE + rest.replace(b"2026-0001", b"&secret;")
    assert [fault.rule for fault in einvoice.faults(hostile)] == ["XML"]


@pytest.mark.parametrize("xml", [b"", b"<a>", b"<a/>", b"\xff\xfe", b"<Invoice xmlns='urn:x'/>"])
def test_what_is_no_e_invoice_is_said_to_be_none(xml: bytes) -> None:
    (fault,) = einvoice.faults(xml)
    assert (fault.rule, fault.fatal) == ("XML", True)


@pytest.mark.parametrize(("flag", "fatal"), [("fatal", True), ("warning", False)])
def test_an_operators_own_rules_are_asked_as_well(
    tmp_path: Path, settings: LazySettings, flag: str, fatal: bool
) -> None:
    settings.PEPPOL_RULES = str(tmp_path / "own.xslt")
    Path(settings.PEPPOL_RULES).write_text(OWN.replace("{flag}", flag))
    (fault,) = einvoice.faults(einvoice.build(*outside_vat()))
    assert (fault.rule, fault.field, fault.fatal) == ("OWN-1", "buyer.reference", fatal)
    assert "References begin with 99." in fault.words


def test_rules_that_answer_with_no_report_stop_the_invoice(
    tmp_path: Path, settings: LazySettings
) -> None:
    settings.PEPPOL_RULES = str(tmp_path / "own.xslt")
    Path(settings.PEPPOL_RULES).write_text(OWN.replace("svrl:schematron-output", "result"))
    with pytest.raises(RuntimeError, match="not with SVRL"):
        einvoice.faults(einvoice.build(*outside_vat()))


def test_a_missing_rule_file_stops_the_invoice(tmp_path: Path, settings: LazySettings) -> None:
    settings.PEPPOL_RULES = str(tmp_path / "nowhere.xslt")
    with pytest.raises(FileNotFoundError):
        einvoice.faults(einvoice.build(*outside_vat()))


def test_the_rules_cannot_read_from_the_network(tmp_path: Path, settings: LazySettings) -> None:
    settings.PEPPOL_RULES = str(tmp_path / "own.xslt")
    reaching = OWN.replace("'99'", "string(doc('http://localhost:9/x'))")
    Path(settings.PEPPOL_RULES).write_text(reaching.replace("{flag}", "fatal"))
    with pytest.raises(Exception, match=r"http"):
        einvoice.faults(einvoice.build(*outside_vat()))


def test_threads_share_the_rules_and_get_their_own_answers() -> None:
    right, wrong = (
        einvoice.build(*mixed_vat()),
        einvoice.build(*mixed_vat(payment_reference="2026000106")),
    )
    broken = wrong.replace(b">18781.43</cbc:PayableAmount>", b">18781.44</cbc:PayableAmount>")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(einvoice.faults, [right, broken] * 40))
    assert found[::2] == [[]] * 40
    assert {tuple(fault.rule for fault in faults) for faults in found[1::2]} == {
        ("PORTAL-OCR", "BR-CO-16")
    }


def test_the_quick_look_leaves_out_only_what_saxon_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object) -> None:
        raise AssertionError("Saxon was asked.")

    monkeypatch.setattr(schematron, "core_findings", never)
    draft, lines = mixed_vat(payment_reference="2026000106")
    assert [fault.rule for fault in einvoice.draft_faults(draft, lines, quick=True)] == [
        "PORTAL-OCR"
    ]
