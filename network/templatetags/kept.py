"""`{% kept %}`: a part of a page that is drawn once and shown to everybody it is alike for."""

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from network.kept import Kept, Shared, filled, hole

register = template.Library()
PARTS = 256  # of each place in the templates
FORM_KEY = "csrf_token"


class KeptNode(Node):
    """Draws its part from a `Shared` alone; from the page itself where there is none."""

    def __init__(self, shared: FilterExpression, nodelist: NodeList) -> None:
        self.shared = shared
        self.nodelist = nodelist
        self.kept = Kept(PARTS)

    def render(self, context: Context) -> SafeString:
        shared = self.shared.resolve(context)
        if not isinstance(shared, Shared):
            return self.nodelist.render(context)

        def draw() -> SafeString:
            words = {**shared.words, FORM_KEY: hole(FORM_KEY)}
            alone = Context(words, autoescape=context.autoescape)
            alone.template = context.template
            alone.request = shared.words.get("request")  # type: ignore[attr-defined]
            with alone.render_context.push_state(context.template):  # type: ignore[arg-type]
                return self.nodelist.render(alone)

        drawn = filled(self.kept.get(shared.key, draw), shared.own)
        if hole(FORM_KEY) in drawn:
            drawn = filled(drawn, {FORM_KEY: context.get(FORM_KEY, "")})
        return drawn


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept shared %} … {% endkept %}`; inside, only the words of `shared` are there."""
    _tag, shared = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(parser.compile_filter(shared), nodelist)
