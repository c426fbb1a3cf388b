"""Pages are built from components alone, and a component never loses a word it is given."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
COMPONENTS = TEMPLATES / "components"
# Letters and documents leave the browser: their readers need styles in place.
PRINTED = {"letters", "documents"}
OUTSIDE = {"email"}
PAPER = {"print.css", "document.css"}

CALL = re.compile(r'<c-([\w.-]+)((?:\s+:?[\w:.-]+(?:="[^"]*")?)*)\s*/?>')
WORD = re.compile(r'(?:^|\s):?([\w-]+)(?:="([^"]*)")?')


def _name(path: Path) -> str:
    """How a component is called in a page."""
    parts = path.relative_to(COMPONENTS).with_suffix("").parts
    return ".".join(p for p in parts if p != "index").replace("_", "-")


def _pages() -> list[Path]:
    return [
        path
        for path in sorted(TEMPLATES.rglob("*.html"))
        if not (PRINTED | OUTSIDE) & set(path.relative_to(TEMPLATES).parts)
    ]


SOURCES = {_name(path): path.read_text() for path in COMPONENTS.rglob("*.html")}
ICONS = {path.stem for path in (TEMPLATES / "icons").glob("*.html")}


def _known(name: str) -> set[str]:
    """The attributes that a component reads."""
    declared = re.search(r"<c-vars(.*?)/>", SOURCES[name], re.DOTALL)
    return {word for word, _ in WORD.findall(declared[1])} if declared else set()


def _calls(path: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    text = re.sub(r"\{#.*?#\}", "", path.read_text())
    calls = CALL.findall(text)
    assert len(calls) == len(re.findall(r"<c-[a-z]", text)), f"{path}: a call cannot be read"
    return [(n, WORD.findall(words)) for n, words in calls if n not in {"slot", "vars"}]


@pytest.mark.parametrize("page", _pages(), ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_a_page_calls_only_components_and_icons_that_exist(page: Path) -> None:
    for name, words in _calls(page):
        assert name in SOURCES, f"no component {name}"
        for word, value in words:
            if word == "icon" and value and "{" not in value:
                assert value in ICONS, f"no icon {value}"


@pytest.mark.parametrize("page", _pages(), ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_no_attribute_that_a_page_writes_is_lost(page: Path) -> None:
    for name, words in _calls(page):
        if "{{ attrs }}" in SOURCES[name]:
            continue
        lost = {word for word, _ in words} - _known(name)
        assert not lost, f"c-{name} does not read {lost}"


@pytest.mark.parametrize("page", _pages(), ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_no_page_holds_styles_or_scripts_that_the_policy_would_stop(page: Path) -> None:
    text = page.read_text()
    assert not re.search(r"\sstyle=|<style|\shx-on|\son[a-z]+=\"|javascript:", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        # Blocks of data run nothing, and the policy does not ask about them.
        assert "src=" in script or re.search(r'type="application/(ld\+)?json"', script)


def test_every_component_says_what_it_is_for_in_its_first_line() -> None:
    silent = [name for name, text in SOURCES.items() if not re.match(r"\{# .{15,} #\}\n", text)]
    assert not silent


def test_every_component_declares_a_default_for_each_word_it_reads() -> None:
    """A word without a default would take the value of a variable of the page."""
    bare = {
        name: found
        for name, text in SOURCES.items()
        for declared in re.findall(r"<c-vars(.*?)/>", text, re.DOTALL)
        if (found := [w for w in re.sub(r'[\w:-]+="[^"]*"', "", declared).split() if w])
    }
    assert not bare


def test_every_component_is_described_for_those_who_build_pages() -> None:
    described = (COMPONENTS / "README.md").read_text()
    frame = {"mark", "field-error", "sort-by", "post"}
    parts = {name for name in SOURCES if "." in name}
    missing = [n for n in SOURCES if n not in frame | parts and f"c-{n}" not in described]
    assert not missing


def test_no_colour_is_named_outside_the_tokens() -> None:
    css = TEMPLATES.parent / "static" / "css"
    for sheet in css.rglob("*.css"):
        if sheet.name in PAPER | {"tokens.css", "networks.css"}:
            continue
        found = re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text())
        assert not found, f"{sheet.name}: {found}"
