"""Rule sets that come as XSLT, run with Saxon inside this process: CEN's, and an operator's own."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from saxonche import PySaxonProcessor

from fees.einvoice.schema import shipped

CORE = "EN16931-UBL-validation.xslt"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
WARNINGS = {"warning", "info", "information"}
_COMPILING = threading.Lock()


@dataclass(frozen=True)
class Finding:
    """A rule that a document breaks, as the rule set reports it."""

    rule: str
    text: str
    location: str
    fatal: bool


def core_findings(xml: bytes) -> Iterator[Finding]:
    """What the rules of EN 16931 say, by CEN's own file."""
    return findings(xml, shipped(CORE))


def findings(xml: bytes, rules: Path) -> Iterator[Finding]:
    """What a compiled rule set says; it must answer with an SVRL report."""
    processor, compiled = _compiled(rules, rules.stat().st_mtime_ns)
    node = processor.parse_xml(xml_text=xml.decode())
    report = compiled.transform_to_string(xdm_node=node)
    if not report:
        raise RuntimeError(f"The rule set {rules.name} gave no report.")
    answer = etree.fromstring(report.encode())
    if answer.tag != f"{SVRL}schematron-output":
        raise RuntimeError(f"The rule set {rules.name} answers with {answer.tag}, not with SVRL.")
    for failed in answer.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
        level = failed.get("flag") or failed.get("role") or ""
        yield Finding(
            rule=failed.get("id", ""),
            text=" ".join("".join(failed.itertext()).split()),
            location=failed.get("location", ""),
            fatal=level.lower() not in WARNINGS,
        )


def _compiled(rules: Path, changed: int) -> tuple[Any, Any]:
    """Compiled once in a process, and again when the file changed."""
    with _COMPILING:
        return _compile(str(rules), changed)


@cache
def _compile(rules: str, _changed: int) -> tuple[Any, Any]:
    processor = _processor()
    return processor, processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=rules)


@cache
def _processor() -> Any:
    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
    return processor
