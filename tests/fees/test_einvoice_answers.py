"""What an access point leaves in the folder is read, or refused whole."""

import pytest

from fees.carriage.answers import LARGEST, RESPONSE, Answer, Unreadable, read

SPACES = (
    f'xmlns="{RESPONSE}"'
    ' xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"'
    ' xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)


def response(code: str, said: str = "", *, before: str = "", number: str = "2026-0001") -> bytes:
    """An ApplicationResponse as Peppol writes it, with the parts that are read."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>{before}
<ApplicationResponse {SPACES}><cbc:ID>1</cbc:ID>
<cac:SenderParty><cbc:EndpointID schemeID="0007">2021001819</cbc:EndpointID></cac:SenderParty>
<cac:ReceiverParty><cbc:EndpointID schemeID="0007">2021000928</cbc:EndpointID></cac:ReceiverParty>
<cac:DocumentResponse><cac:Response><cbc:ResponseCode>{code}</cbc:ResponseCode>
<cbc:Description>{said}</cbc:Description></cac:Response>
<cac:DocumentReference><cbc:ID>{number}</cbc:ID></cac:DocumentReference>
</cac:DocumentResponse></ApplicationResponse>""".encode()


@pytest.mark.parametrize(
    ("code", "state"), [("AP", "received"), ("AB", "received"), ("RE", "rejected")]
)
def test_a_peppol_response_tells_the_state(code: str, state: str) -> None:
    assert read(response(code, "Därför.")) == Answer("2026-0001", "2021000928", state, "Därför.")


def test_lines_of_text_tell_the_state() -> None:
    text = "Invoice: 2026-0001\r\nSELLER: 202100-0928\nstate: rejected\nreason: Nej: aldrig.\n"
    assert read(b"\xef\xbb\xbf" + text.encode()) == Answer(
        "2026-0001", "2021000928", "rejected", "Nej: aldrig."
    )


ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"\xff\xfe<\x00",
        b"invoice: 1\nseller: 2021000928\nstate: lost",
        b"invoice: 1\nstate: received",
        b"seller: 2021000928\nstate: received",
        response("XX"),
        response("AP", number=""),
        response("AP")[:-40],
        response("AP", "&b;", before=ENTITY),
        response("AP", before=ENTITY),
        b"<Invoice/>",
        b"state: received " * LARGEST,
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read(content)
