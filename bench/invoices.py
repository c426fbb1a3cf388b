"""The invoices of a run: paper, e-invoice and checks, against bare WeasyPrint on the same HTML.

Both sides draw the same pages on two cores, batch by batch in turn, so that a busy machine slows
both; INVOICES says how many (40 unless said, 700 for the figure that is recorded), with 20 lines
each. The bare side reads its style sheet for every document, as WeasyPrint does with a page that
names one; a second figure lets it keep style sheet and typefaces, as our own drawing does.
"""

import os
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from multiprocessing import get_context

from weasyprint import CSS, HTML

from bench.verdict import Line
from fees.actions import einvoices, paper
from fees.actions.drawings import AT_ONCE
from fees.einvoice import draft_faults
from fees.models import Invoice, InvoiceLine
from network.documents import Drawing, begin_pdf_bounded, render
from network.documents.fetcher import STATIC, StaticFetcher
from network.models import Network

INVOICES = int(os.environ.get("INVOICES", "40"))
LINES = 20
TARGET = 1.3
BATCH = 20
NETWORK = Network(slug="bench", name="Exempelnätverket", example_data=True)


def run() -> list[Line]:
    """How long ours takes as a multiple of bare WeasyPrint, with and without what it may keep."""
    made = [_invoice(number) for number in range(1, INVOICES + 1)]
    pages = [_page(*pair) for pair in made]
    _draw_all(made[:2])
    spent = {side: _Spent() for side in ("ours", "bare", "kept")}
    for first in range(0, INVOICES, BATCH):
        some, their_pages = made[first : first + BATCH], pages[first : first + BATCH]
        spent["ours"].add(partial(_draw_all, some))
        spent["bare"].add(partial(_draw_bare, their_pages, _bare))
        spent["kept"].add(partial(_draw_bare, their_pages, _bare_kept))
    ours, bare, kept = spent["ours"], spent["bare"], spent["kept"]
    ratio, strict = ours.processor / bare.processor, ours.processor / kept.processor
    what = f"{INVOICES} invoices × {LINES} lines, processor"
    told = f"{ours.processor:.1f} ours, {bare.processor:.1f} and {kept.processor:.1f}"
    by_clock = f"{ours.clock / bare.clock:.2f} and {ours.clock / kept.clock:.2f} × bare"
    return [
        Line(what, f"{ratio:.2f} × bare WeasyPrint", f"≤ {TARGET}", ratio <= TARGET),
        Line("  its style sheet kept", f"{strict:.2f} × bare WeasyPrint", "told"),
        Line("  by the clock, two cores", by_clock, "told"),
        Line("  seconds of a processor", told, "told"),
    ]


@dataclass
class _Spent:
    """Seconds by the clock and of a processor, of this process and those that it waited for."""

    clock: float = 0.0
    processor: float = 0.0

    def add(self, work: Callable[[], None]) -> None:
        clock, processor = time.perf_counter(), _processor()
        work()
        self.clock += time.perf_counter() - clock
        self.processor += _processor() - processor


def _processor() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _draw_all(made: list[tuple[Invoice, list[InvoiceLine]]]) -> None:
    """As the job of a run does it: checked as a draft, built, checked, drawn side by side."""
    begun: deque[Drawing] = deque()
    for invoice, lines in made:
        if [fault for fault in draft_faults(invoice, lines) if fault.fatal]:
            raise RuntimeError("The invoices of the bench are not valid.")
        xml = einvoices.made_of(invoice, lines)
        while len(begun) >= AT_ONCE:
            begun.popleft().result()
        begun.append(
            begin_pdf_bounded(
                paper.TEMPLATE,
                paper.context(invoice, has_einvoice=True),
                language="sv",
                network=None,
                attachments=einvoices.attached(invoice, xml),
                created=invoice.issued_at,
            )
        )
    while begun:
        begun.popleft().result()


def _draw_bare(pages: list[str], draw: Callable[[str], int]) -> None:
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("fork")) as pool:
        list(pool.map(draw, pages))


def _bare(page: str) -> int:
    sheet = CSS(url=STATIC + render.SHEET, url_fetcher=StaticFetcher())
    html = HTML(string=page, base_url=STATIC, url_fetcher=StaticFetcher())
    return len(html.write_pdf(stylesheets=[sheet]))


def _bare_kept(page: str) -> int:
    html = HTML(string=page, base_url=STATIC, url_fetcher=StaticFetcher())
    return len(html.write_pdf(stylesheets=[render._sheet()], font_config=render._fonts()))


def _page(invoice: Invoice, _lines: list[InvoiceLine]) -> str:
    return render.compose_page(
        paper.TEMPLATE,
        paper.context(invoice, has_einvoice=True),
        language="sv",
        network=None,
        created=invoice.issued_at,
    )


def _party(number: int) -> dict[str, object]:
    name = f"Exempelmyndigheten {number}"
    return {
        "lines": [name, "Fakturamottagningen", "851 82 Sundsvall"],
        "name": name,
        "legal_name": name,
        "street": ["Fakturamottagningen"],
        "postal_code": "85182",
        "city": "Sundsvall",
        "organisation_number": "2120002395",
        "in_the_state": False,
        "order_number": f"B26-{number:05d}",
        "reference": f"{1000 + number} Utbildning",
        "endpoint_scheme": "0007",
        "endpoint": "2120002395",
    }


def _invoice(number: int) -> tuple[Invoice, list[InvoiceLine]]:
    seller = _party(0) | {
        "organisation_number": "2021000928",
        "endpoint": "2021000928",
        "vat_number": "SE202100092801",
        "f_tax": False,
        "account_kind": "bankgiro",
        "account": "12345674",
        "email": "avgifter@natverket.example",
        "our_reference": "Nätverkskoordinatorn",
        "registry": "2026/0031",
        "text": "",
        "example": True,
    }
    price, net = Decimal("3250.00"), Decimal("3250.00") * LINES
    lines = [
        InvoiceLine(
            network=NETWORK,
            position=position,
            text="Kursavgift: Arbetsmiljöutbildning",
            note=f"{position}–{position + 1} mars 2026, 1 plats",
            quantity=Decimal(1),
            unit="plats",
            price=price,
            net=price,
            vat_category="S",
            vat_rate=Decimal(25),
        )
        for position in range(1, LINES + 1)
    ]
    invoice = Invoice(
        network=NETWORK,
        pk=number,
        code="2026-0001",
        title="Kurser våren 2026",
        day=date(2026, 6, 30),
        due=date(2026, 7, 30),
        payment_days=30,
        buyer=_party(number),
        buyer_name=f"Exempelmyndigheten {number}",
        buyer_reference=f"{1000 + number} Utbildning",
        seller=seller,
        payment_reference="2026000105",
        outside_vat=False,
        net=net,
        vat=net / 4,
        total=net * 5 / 4,
        issued_at=datetime(2026, 6, 30, 9, tzinfo=UTC),
    )
    # No table is asked: the lines are where the paper looks for them.
    invoice._prefetched_objects_cache = {"lines": lines}  # type: ignore[attr-defined]
    return invoice, lines
