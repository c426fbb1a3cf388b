"""The portal's own doors: choosing a network and a language, and health."""

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from redis import Redis
from redis.exceptions import RedisError

from courses.querysets import open_networks
from members.places import networks_of
from network.addresses import network_url
from network.models import User
from network.permissions import policy


@policy(public=True)
def picker(request: HttpRequest) -> HttpResponse:
    """Lead on: to the only network one is in, to a choice of several, or to the sign-in."""
    if not isinstance(request.user, User):
        return redirect(settings.LOGIN_URL)
    networks = networks_of(request.user)
    if len(networks) == 1:
        return redirect(f"/{networks[0].slug}/")
    return render(request, "picker.html", {"networks": networks})


@policy(public=True, methods="POST")
def language(request: HttpRequest) -> HttpResponse:
    """Choose Swedish or English, for this browser and for one's letters."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        if isinstance(request.user, User):
            User.objects.filter(pk=request.user.pk).update(language=chosen)
    return response


@policy(public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Only the open catalogues are for search engines."""
    lines = ["User-agent: *", "Allow: /*/open/", "Allow: /static/", "Disallow: /*/open/calendar/"]
    lines += ["Disallow: /*/open/*/guests/", "Disallow: /", ""]
    lines += [f"Sitemap: {network_url(n, 'open_sitemap')}" for n in open_networks()]
    return HttpResponse("\n".join(lines).strip() + "\n", content_type="text/plain")


@policy(public=True)
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@policy(public=True)
def readyz(request: HttpRequest) -> HttpResponse:
    """The database is migrated and the broker answers; 503 with the reason otherwise."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return HttpResponse("migrations wait", status=503, content_type="text/plain")
    try:
        Redis.from_url(f"{settings.REDIS_URL}/0", socket_timeout=2).ping()
    except RedisError:
        return HttpResponse("the broker does not answer", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@policy(public=True)
def account(request: HttpRequest) -> HttpResponse:
    """One's sign-in: address, password, second factors, sessions."""
    if not isinstance(request.user, User):
        return redirect(settings.LOGIN_URL)
    return render(request, "account/overview.html")
