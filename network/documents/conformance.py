"""What WeasyPrint leaves undone for a file that is both PDF/UA-1 and PDF/A-3a."""

import io
import re
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

MARK = re.compile(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC")
UA_IN_XMP = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"\
 pdfuaid:part="1"/>
<rdf:Description rdf:about=""\
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def conform(raw: bytes) -> bytes:
    """The PDF/A-3a file with PDF/UA-1 declared, and the same bytes for the same input."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        _declare_ua(pdf)
        elements = list(_elements(pdf.Root.StructTreeRoot.K, ()))
        _scope_headers(elements)
        _margins_to_artifacts(pdf, {element.objgen for element, _parts in elements})
        _attachments_once(pdf)
        result = io.BytesIO()
        pdf.save(
            result,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
        )
    return result.getvalue()


def _declare_ua(pdf: pikepdf.Pdf) -> None:
    # veraPDF reads only the first rdf:RDF: the declaration goes into that one.
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata = pdf.make_stream(
        xmp.replace(b"</rdf:RDF>", UA_IN_XMP, 1), Type=Name.Metadata, Subtype=Name.XML
    )


def _scope_headers(elements: Iterable[tuple[pikepdf.Object, tuple[pikepdf.Object, ...]]]) -> None:
    for element, parts in elements:
        if element.get(Name.S) == Name.TH:
            scope = Name.Column if Name.THead in parts else Name.Row
            attributes = element.get(Name.A, Dictionary(O=Name.Table))
            attributes.Scope = scope
            element.A = attributes


def _margins_to_artifacts(pdf: pikepdf.Pdf, inside: set[tuple[int, int]]) -> None:
    # Text of page heads and feet is tagged, but its tags hang outside the tree.
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    by_key = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in pdf.pages:
        owners = by_key[int(page.StructParents)]
        outside = {i for i, owner in enumerate(owners) if owner.objgen not in inside}
        if not outside:
            continue
        page.Contents = pdf.make_stream(_as_artifacts(page.Contents.read_bytes(), outside))
        for i in outside:
            owners[i] = None


def _as_artifacts(content: bytes, outside: set[int]) -> bytes:
    """The page's content with the marks of these numbers turned into artifacts.

    All other text in it is written as hexadecimal digits, so that nothing else looks like a mark.
    """
    found = set()

    def mark(match: re.Match[bytes]) -> bytes:
        number = int(match[1])
        if number not in outside:
            return match[0]
        found.add(number)
        return b"/Artifact << /Type /Pagination >> BDC"

    marked = MARK.sub(mark, content)
    if found != outside:
        raise ValueError(f"marks {sorted(outside - found)} of the page's head and foot are missing")
    return marked


def _attachments_once(pdf: pikepdf.Pdf) -> None:
    if Name.AF in pdf.Root:
        once = {file.objgen: file for file in pdf.Root.AF}
        pdf.Root.AF = Array(list(once.values()))


def _elements(
    kids: pikepdf.Object, parts: tuple[pikepdf.Object, ...]
) -> Iterator[tuple[pikepdf.Object, tuple[pikepdf.Object, ...]]]:
    """Every structure element below, with the kinds of those that hold it."""
    waiting = [(kids, parts)]
    while waiting:
        kids, parts = waiting.pop()
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and Name.S in kid:
                yield kid, parts
                if Name.K in kid:
                    waiting.append((kid.K, (*parts, kid.S)))
