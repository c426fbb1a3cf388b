"""What to correct, in plain words, for each rule that an e-invoice of ours can break."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NUMBER = _("The organisation number is wrong. Correct it: ten digits, without a hyphen.")
ACCOUNT = _("The bankgiro number is wrong. Correct it: seven or eight digits with check digit.")
PLUSGIRO = _("The plusgiro number is wrong. Correct it: two to eight digits with check digit.")
VAT_NUMBER = _("The VAT number is wrong. It is SE, the organisation number and 01.")
NO_VAT_NUMBER = _(
    "The seller has no VAT number. Register the host authority's organisation number."
)
REASON = _("Why no VAT is charged is missing. Write the reason in the VAT rule.")
SUMS = _("The sums do not agree with the lines. The invoice cannot be sent as it is.")
LINE_SUM = _("Quantity times price does not make the sum of the line.")
MEANS = _("The way to pay is wrong: only bankgiro and plusgiro can be used.")
PERIOD = _("The period ends before it begins.")
PROFILE = _("The e-invoice does not name Peppol BIS Billing 3 as it must.")

SENTENCES = {
    "PEPPOL-EN16931-R001": PROFILE,
    "PEPPOL-EN16931-R002": _("Only one note may stand on an e-invoice."),
    "PEPPOL-EN16931-R003": _(
        "The buyer's reference is missing. Register a reference or an order number."
    ),
    "PEPPOL-EN16931-R004": PROFILE,
    "PEPPOL-EN16931-R007": PROFILE,
    "PEPPOL-EN16931-R008": _("A field of the e-invoice is empty."),
    "PEPPOL-EN16931-R010": _(
        "The buyer has no e-invoice address. The invoice goes as PDF by mail."
    ),
    "PEPPOL-EN16931-R020": _(
        "The seller has no e-invoice address. Register the host authority's organisation number,"
        " or an address of its own."
    ),
    "PEPPOL-EN16931-R110": PERIOD,
    "PEPPOL-EN16931-R111": PERIOD,
    "PEPPOL-EN16931-R120": LINE_SUM,
    "PEPPOL-EN16931-R121": LINE_SUM,
    "PEPPOL-EN16931-F001": _("A date is not written year, month, day."),
    "PEPPOL-EN16931-CL008": _(
        "Choose organisation number (0007) or GLN (0088) as kind of e-invoice address."
    ),
    "PEPPOL-COMMON-R040": _("The GLN is wrong. Correct it: 13 digits with check digit."),
    "PEPPOL-COMMON-R049": NUMBER,
    "SE-R-001": VAT_NUMBER,
    "SE-R-002": VAT_NUMBER,
    "SE-R-003": NUMBER,
    "SE-R-004": NUMBER,
    "SE-R-005": _("F-tax is written otherwise than the rules want."),
    "SE-R-006": _("VAT is 25, 12 or 6 %. Correct the VAT rule."),
    "SE-R-007": PLUSGIRO,
    "SE-R-008": ACCOUNT,
    "SE-R-009": ACCOUNT,
    "SE-R-010": PLUSGIRO,
    "SE-R-011": MEANS,
    "SE-R-012": MEANS,
    "SE-R-013": NUMBER,
    "PORTAL-BANKGIRO": ACCOUNT,
    "PORTAL-PLUSGIRO": PLUSGIRO,
    "PORTAL-OCR": _("The OCR number is wrong: its check digit does not fit."),
    "PORTAL-VAT": VAT_NUMBER,
    "PORTAL-CORRECTS": _("The credit note does not say which invoice it corrects."),
    "BR-02": _("The invoice number is missing."),
    "BR-06": _("The seller's name is missing."),
    "BR-07": _("The buyer's name is missing."),
    "BR-16": _("The invoice has no lines."),
    "BR-25": _("The line does not say what it is for."),
    "BR-27": _("The price is below zero. Take back by a credit note instead."),
    "BR-29": PERIOD,
    "BR-50": _("The account to pay to is missing. Give the issuer a bankgiro or plusgiro number."),
    "BR-61": _("The account to pay to is missing. Give the issuer a bankgiro or plusgiro number."),
    "BR-CO-17": _("VAT is not the net times the rate."),
    "BR-CO-25": _("The due date is missing."),
    "BR-CO-26": _(
        "The seller cannot be told apart. Register the host authority's organisation number."
    ),
    "BR-E-02": NO_VAT_NUMBER,
    "BR-E-10": REASON,
    "BR-O-02": _("The seller's VAT number must not stand on an invoice outside VAT."),
    "BR-O-10": REASON,
    "BR-O-11": _("What is outside VAT cannot share an invoice with what carries VAT."),
    "BR-O-12": _("What is outside VAT cannot share an invoice with what carries VAT."),
    "BR-S-02": NO_VAT_NUMBER,
    "BR-S-05": _("A line with VAT needs a rate above 0."),
    "BR-S-10": _("A line with VAT must not give a reason for no VAT."),
}
FAMILIES = {
    "BR-CO-1": SUMS,
    "BR-DEC-": _("An amount has more than two decimals."),
    "BR-CL-": _("A code is not on the list that the standard allows."),
    "PEPPOL-EN16931-R05": SUMS,
    "PEPPOL-EN16931-P01": _("Code and category of the VAT do not belong together."),
    "BR-O-": _("What is outside VAT is written otherwise than the standard wants."),
    "BR-E-": _("What is exempt from VAT is written otherwise than the standard wants."),
    "BR-S-": _("What carries VAT is written otherwise than the standard wants."),
}


def sentence(rule: str, official: str) -> str:
    """What to correct; the official words, with the rule's id, where we have none of our own."""
    if rule in SENTENCES:
        return str(SENTENCES[rule])
    for family, words in FAMILIES.items():
        if rule.startswith(family):
            return str(words)
    return gettext("Rule %(rule)s: %(text)s") % {"rule": rule, "text": official}
