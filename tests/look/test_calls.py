"""A component called from a page: what it is given, what it falls back on, what it passes on."""

import pytest
from django.template import Context, Engine, TemplateSyntaxError, engines
from django.template.base import Template


def template(source: str) -> Template:
    """A page as the loaders compile it."""
    from django_cotton.compiler_regex import CottonCompiler

    engine: Engine = engines["django"].engine  # type: ignore[attr-defined]
    return engine.from_string(CottonCompiler().process(source))


def drawn(source: str, **words: object) -> str:
    return str(template(source).render(Context(words)))


def test_a_default_holds_until_the_caller_says_otherwise() -> None:
    assert 'width="20"' in drawn('<c-icon name="down" />')
    assert 'width="16"' in drawn('<c-icon name="down" size="16" />')


def test_a_drawing_is_remembered_by_all_that_it_was_given() -> None:
    page = template('{% for size in sizes %}<c-icon name="down" size="{{ size }}" />{% endfor %}')
    text = page.render(Context({"sizes": [10, 11, 10, 12]}))
    assert [f'width="{size}"' in text for size in (10, 11, 12)] == [True] * 3
    assert text.count('width="10"') == 2


def test_attributes_that_a_component_does_not_know_pass_through() -> None:
    text = drawn('<c-button href="/x" data-closes hx-get="{{ there }}">Go</c-button>', there="/y")
    assert "data-closes" in text
    assert 'hx-get="/y"' in text
    assert "kind=" not in text


def test_a_slot_reaches_its_own_component_and_no_other() -> None:
    text = drawn(
        '<c-top title="A"><c-slot name="actions"><c-button>B</c-button></c-slot></c-top>'
        '<c-top title="C"></c-top>'
    )
    assert text.count("</button>") == 1
    assert text.index("</button>") < text.index("C</h1>")


def test_a_slot_inside_a_condition_is_there_only_when_it_holds() -> None:
    page = '<c-top title="A">{% if yes %}<c-slot name="actions">Do</c-slot>{% endif %}</c-top>'
    assert "Do" in drawn(page, yes=True)
    assert "Do" not in drawn(page, yes=False)


def test_what_people_wrote_is_escaped_in_attributes_and_in_slots() -> None:
    text = drawn('<c-button more="{{ evil }}">{{ evil }}</c-button>', evil="<b>x</b>")
    assert "<b>" not in text
    assert text.count("&lt;b&gt;") == 2


TITLES = (
    "{{ name }}",
    "{% blocktranslate %}End {{ name }}{% endblocktranslate %}",
    "{% blocktranslate with who=name %}End {{ who }}{% endblocktranslate %}",
    "{% blocktranslate with who=name %}End {{ who }}{% endblocktranslate %}, {{ name }}",
    "{% if name %}{% blocktranslate %}End {{ name }}{% endblocktranslate %}{% endif %}",
    "{% blocktranslate asvar words %}End {{ name }}{% endblocktranslate %}{{ words }}",
)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("call", ["confirm", "thing", "top", "section", "message"])
def test_a_name_in_a_title_is_escaped_once_however_the_title_is_written(
    call: str, title: str
) -> None:
    page = f'{{% load i18n %}}<c-{call} title="{title}"></c-{call}>'
    text = drawn(page, name="Sund & Sø <i> O'Hara")
    assert "Sund &amp; Sø &lt;i&gt; O&#x27;Hara" in text
    assert "&amp;amp;" not in text
    assert "<i>" not in text


@pytest.mark.parametrize("call", ['<c-icon :attrs="bag" />', '<c-component is="icon" />'])
def test_a_call_writes_its_attributes_and_its_component_out(call: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        template(call)
