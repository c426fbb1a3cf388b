"""The smallest Django there is: what every figure is a multiple of."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        SECRET_KEY="of no use",  # noqa: S106 - it signs nothing
        MIDDLEWARE=[],
    )


def hello(request: HttpRequest) -> HttpResponse:
    """Say hello."""
    return HttpResponse("hello", headers={"Content-Length": "5"})


urlpatterns = [path("", hello)]
application = get_wsgi_application()
