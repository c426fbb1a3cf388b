"""A network's look on paper and in letters, from its colour theme."""

from collections.abc import Mapping

from network.documents import NetworkLook
from network.models import Network

# Dark to light, of the hues that static/css/networks.css gives the same themes.
COLOURS: Mapping[str, tuple[str, str, str]] = {
    "vasternorrland": ("#2f3680", "#838bcf", "#dfe2f4"),
    "jamtland": ("#5b2a4f", "#b57fa6", "#efe0eb"),
}


def look_of(network: Network) -> NetworkLook:
    """What documents and letters of a network take from it."""
    colours = COLOURS.get(network.colours, COLOURS["vasternorrland"])
    return NetworkLook(network.name, *colours, reply_to=network.contact_email)
