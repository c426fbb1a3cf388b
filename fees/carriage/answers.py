"""What an access point says of an e-invoice, read from a file that it leaves.

Two forms are understood. A text of lines "word: value" with the words invoice, seller (ten
digits), state (received or rejected) and reason. And the Peppol documents for message level and
invoice response, a UBL ApplicationResponse: AP, AB, IP, UQ, CA and PD say that it arrived, RE
that it was rejected.
"""

from dataclasses import dataclass

from lxml import etree

LARGEST = 1_000_000
RESPONSE = "urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2"
NAMES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
ARRIVED = {"AP", "AB", "IP", "UQ", "CA", "PD"}
STATES = {"received", "rejected"}


class Unreadable(ValueError):
    """The file is neither of the two forms."""


@dataclass(frozen=True)
class Answer:
    """The state of one invoice by the access point: its number, its seller, and what was said."""

    invoice: str
    seller: str
    state: str
    reason: str


def read(content: bytes) -> Answer:
    """The answer in a file."""
    if len(content) > LARGEST:
        raise Unreadable
    begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    return _of_xml(begins) if begins.startswith(b"<") else _of_lines(begins)


def _of_lines(content: bytes) -> Answer:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise Unreadable from None
    facts = {}
    for line in text.splitlines():
        word, colon, value = line.partition(":")
        if colon:
            facts[word.strip().lower()] = value.strip()
    return _answer(
        facts.get("invoice", ""),
        facts.get("seller", ""),
        facts.get("state", ""),
        facts.get("reason", ""),
    )


def _of_xml(content: bytes) -> Answer:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise Unreadable from None
    if root.getroottree().docinfo.doctype or root.tag != f"{{{RESPONSE}}}ApplicationResponse":
        raise Unreadable
    code = _first(root, "cac:DocumentResponse/cac:Response/cbc:ResponseCode")
    state = "received" if code in ARRIVED else "rejected" if code == "RE" else ""
    said = [
        _first(root, "cac:DocumentResponse/cac:Response/cbc:Description"),
        *_all(root, "cac:DocumentResponse/cac:Response/cac:Status/cbc:StatusReason"),
        *_all(root, "cac:DocumentResponse/cac:LineResponse/cac:Response/cbc:Description"),
    ]
    seller = _first(root, "cac:ReceiverParty/cac:PartyLegalEntity/cbc:CompanyID")
    seller = seller or _first(root, "cac:ReceiverParty/cbc:EndpointID")
    return _answer(
        _first(root, "cac:DocumentResponse/cac:DocumentReference/cbc:ID"),
        seller,
        state,
        " ".join(dict.fromkeys(filter(None, said))),
    )


def _all(root: etree._Element, path: str) -> list[str]:
    found = root.iterfind(path, NAMES)
    return [" ".join((element.text or "").split()) for element in found]


def _first(root: etree._Element, path: str) -> str:
    return next(iter(_all(root, path)), "")


def _answer(invoice: str, seller: str, state: str, reason: str) -> Answer:
    digits = "".join(sign for sign in seller if sign.isdigit())
    if not invoice or not digits or state not in STATES:
        raise Unreadable
    return Answer(invoice, digits, state, reason)
