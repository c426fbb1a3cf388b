"""How a page calls its components: `<c-button …>` as django-cotton writes it, rendered quicker.

django-cotton turns the tags into `{% cotton … %}` and parses them. Its own nodes look the
component up, evaluate its defaults and copy its attributes at every call; these link a call to
its component once, at the first call, so that what is written in the templates costs nothing
while a page is drawn. The HTML is the same, byte for byte.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.template import Library, NodeList, TemplateSyntaxError
from django.template.base import Node, Parser, Template, TextNode, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django_cotton.tag_parser import parse_component_tag, parse_vars_tag
from django_cotton.templatetags import (
    Attrs,
    UnprocessableDynamicAttr,
    snapshot_parser_library,
    strip_quotes_with_status,
)
from django_cotton.templatetags._component import PreparedValue, _try_compile_template

register = Library()

Resolve = Callable[[Context], Any]
FIXED = {"": True, "True": True, "False": False, "None": None}
MISSING = object()
REMEMBERED = 512  # drawings of components that nothing but their attributes decides


def _drawn(nodes: Sequence[Node], context: Context) -> SafeString:
    return mark_safe("".join([node.render(context) for node in nodes]))  # noqa: S308 - as NodeList


class Value:
    """What an attribute or a default is worth: fixed when the page is read, or worked out."""

    __slots__ = ("fixed", "key", "name", "resolve")

    def __init__(self, written: str, raw: Any, parser: Parser) -> None:
        value, quoted = strip_quotes_with_status(raw)
        self.key = written.removeprefix(":")
        self.name = self.key.replace("-", "_")
        self.fixed: Any = MISSING
        self.resolve: Resolve | None = None
        if value is True:
            self.fixed = True
        elif written.startswith("::"):
            self._quote(value, parser)
        elif written.startswith(":"):
            self._bind(value, parser, otherwise=MISSING)
        elif not quoted and value:
            self._bind(value, parser, otherwise=value)
        else:
            self._quote(value, parser)

    def _quote(self, value: str, parser: Parser) -> None:
        compiled = _try_compile_template(value, snapshot_parser_library(parser))
        if compiled is None:
            self.fixed = value
        else:
            # Drawn also when it is a single tag: `blocktranslate` has escaped what it was given,
            # and says so nowhere.
            nodes = list(compiled.nodelist)
            self.resolve = lambda context: _drawn(nodes, context)

    def _bind(self, value: str, parser: Parser, *, otherwise: Any) -> None:
        if value in FIXED:
            self.fixed = FIXED[value]
            return
        prepared = PreparedValue(value, active_library=snapshot_parser_library(parser))

        def resolve(context: Context) -> Any:
            try:
                return prepared.resolve(context)
            except UnprocessableDynamicAttr:
                return otherwise

        self.resolve = resolve


class VarsNode(Node):
    """The `<c-vars>` of a component: its attributes and what they are when nobody gives them."""

    def __init__(self, values: list[Value], empty: list[str]) -> None:
        self.values = values
        self.declared = {value.key for value in values} | set(empty)

    def render(self, context: Context) -> SafeString:
        return SafeString("")


class SlotNode(Node):
    """A named part of what stands inside a component's tag."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        context.slots[self.name] = _drawn(self.nodelist, context)  # type: ignore[attr-defined]
        return SafeString("")


class ComponentNode(Node):
    """A call of a component."""

    def __init__(self, name: str, given: list[Value], nodelist: NodeList) -> None:
        self.path = f"components/{name.replace('.', '/').replace('-', '_')}"
        self.given = given
        self.nodelist = nodelist
        self.body: list[Node] | None = None

    def link(self, context: Context) -> None:
        """Find the component, and sort what is fixed from what each call works out."""
        engine = context.template.engine  # type: ignore[union-attr]
        found: Template = engine.select_template([f"{self.path}.html", f"{self.path}/index.html"])
        declared = [node for node in found.nodelist if isinstance(node, VarsNode)]
        given = {value.name for value in self.given}
        defaults = [value for vars_node in declared for value in vars_node.values]
        self.fixed = {v.name: v.fixed for v in defaults if v.fixed is not MISSING}
        self.worked_out = [v for v in defaults if v.resolve and v.name not in given]
        self.given_fixed = {v.name: v.fixed for v in self.given if v.fixed is not MISSING}
        self.given_worked_out = [v for v in self.given if v.resolve]
        self.hidden = {"is"}.union(*(vars_node.declared for vars_node in declared))
        self.passes_on = "attrs" in found.source
        self.remembered: dict[Any, SafeString] | None = {} if _is_drawing(found.source) else None
        self.body = [n for n in found.nodelist if not isinstance(n, VarsNode)]

    def render(self, context: Context) -> SafeString:
        if self.body is None:
            self.link(context)
        state = {**self.fixed}
        for default in self.worked_out:
            value = default.resolve(context)  # type: ignore[misc]
            if value is not MISSING:
                state[default.name] = value
        worked_out = {}
        for given in self.given_worked_out:
            value = given.resolve(context)  # type: ignore[misc]
            if value is not MISSING:
                worked_out[given.name] = value
        if self.remembered is not None:
            return self._remember(context, {**state, **self.given_fixed, **worked_out})
        if self.nodelist:
            outer = getattr(context, "slots", None)
            slots: dict[str, SafeString] = {}
            context.slots = slots  # type: ignore[attr-defined]
            inside = _drawn(self.nodelist, context)
            context.slots = outer  # type: ignore[attr-defined]
            if slots:
                state.update(slots)
            state["slot"] = inside
        else:
            state["slot"] = SafeString("")
        state.update(self.given_fixed)
        state.update(worked_out)
        if self.passes_on:
            state["attrs"] = self._attributes(worked_out)
        return self._draw(context, state)

    def _draw(self, context: Context, state: dict[str, Any]) -> SafeString:
        context.dicts.append(state)
        try:
            return _drawn(self.body, context)  # type: ignore[arg-type]
        finally:
            context.dicts.pop()

    def _remember(self, context: Context, state: dict[str, Any]) -> SafeString:
        key = tuple(state.values())
        drawn = self.remembered.get(key)  # type: ignore[union-attr]
        if drawn is None:
            drawn = self._draw(context, state)
            if len(self.remembered) < REMEMBERED:  # type: ignore[arg-type]
                self.remembered[key] = drawn  # type: ignore[index]
        return drawn

    def _attributes(self, worked_out: dict[str, Any]) -> Attrs:
        attrs = {}
        for value in self.given:
            if value.fixed is not MISSING:
                attrs[value.key] = value.fixed
            elif value.name in worked_out:
                attrs[value.key] = worked_out[value.name]
        passed = Attrs(attrs)
        for key in self.hidden:
            passed.exclude_from_string_output(key)
        return passed


def _is_drawing(source: str) -> bool:
    """Whether a component is a drawing: no slot, no words, only what its attributes say."""
    return bool(re.search(r"{%\s*include \"icons/", source)) and "slot" not in source


@register.tag("cotton")
def component(parser: Parser, token: Token) -> ComponentNode:
    """A call, as django-cotton's compiler writes it."""
    called = parse_component_tag(token.contents)
    given = [Value(written, raw, parser) for written, raw in called.attrs.items()]
    if called.only or any(value.key in ("attrs", "is") for value in given):
        raise TemplateSyntaxError(f"<c-{called.name}>: write its attributes out.")
    nodelist = NodeList()
    if not token.contents.rstrip().endswith("/"):
        nodelist = parser.parse(("endcotton",))
        parser.delete_first_token()
    if len(nodelist) == 1 and isinstance(nodelist[0], TextNode) and not nodelist[0].s:
        nodelist = NodeList()
    return ComponentNode(called.name, given, nodelist)


@register.tag("cotton:slot")
def slot(parser: Parser, token: Token) -> SlotNode:
    """`<c-slot name="…">`."""
    name = token.split_contents()[1]
    nodelist = parser.parse(("endcotton:slot",))
    parser.delete_first_token()
    return SlotNode(name, nodelist)


@register.tag("cotton:vars")
def declared(parser: Parser, token: Token) -> VarsNode:
    """`<c-vars …>`."""
    written = parse_vars_tag(token.contents)
    return VarsNode(
        [Value(key, raw, parser) for key, raw in written.attrs.items()], written.empty_attrs
    )
