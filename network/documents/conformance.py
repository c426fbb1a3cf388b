"""What WeasyPrint leaves undone for a file that is both PDF/UA-1 and PDF/A-3a."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

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
        _scope_headers(pdf)
        _margins_to_artifacts(pdf)
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


def _scope_headers(pdf: pikepdf.Pdf) -> None:
    for element, parts in _elements(pdf.Root.StructTreeRoot.K, ()):
        if element.get(Name.S) == Name.TH:
            scope = Name.Column if Name.THead in parts else Name.Row
            attributes = element.get(Name.A, Dictionary(O=Name.Table))
            attributes.Scope = scope
            element.A = attributes


def _margins_to_artifacts(pdf: pikepdf.Pdf) -> None:
    # Text of page heads and feet is tagged, but its tags hang outside the tree.
    inside = {element.objgen for element, _parts in _elements(pdf.Root.StructTreeRoot.K, ())}
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    by_key = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in pdf.pages:
        owners = by_key[int(page.StructParents)]
        outside = {i for i, owner in enumerate(owners) if owner.objgen not in inside}
        if not outside:
            continue
        running = [Name.Artifact, Dictionary(Type=Name.Pagination)]
        steps: list[tuple[Any, Operator]] = []
        for step in pikepdf.parse_content_stream(page):
            marks = step.operator == Operator("BDC") and isinstance(step.operands[1], Dictionary)
            apart = marks and step.operands[1].get(Name.MCID) in outside
            steps.append((running if apart else step.operands, step.operator))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))
        for i in outside:
            owners[i] = None


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
