"""Files that the portal made, for those who may read them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from network.middleware import NetworkRequest
from network.models import Document
from network.permissions import policy


@policy("see_document")
def document(request: NetworkRequest, pk: int) -> HttpResponse:
    """Fetch a file: always saved, never shown inside the portal, kept by no cache."""
    found = get_object_or_404(Document.objects.seen_by(request.seat), pk=pk)
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    # as_attachment, with the name in RFC 6266's two spellings where it is not plain ASCII
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
