"""Be anybody of the demo, read the letters it sent, see every component."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from config.demo.cast import PERSONAS
from config.demo.gallery import sheet
from network.models import User
from network.permissions import policy as entrance

SHOWN = 100


@entrance(public=True)
def people(request: HttpRequest) -> HttpResponse:
    """Choose whom to be."""
    return render(request, "demo/people.html", {"personas": PERSONAS})


@entrance(public=True, methods="POST")
def session(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as a persona, second factor included."""
    persona = next((p for p in PERSONAS if p.key == key), None)
    if persona is None:
        raise Http404
    user = get_object_or_404(User, email=persona.email)
    logout(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, method="code", email=user.email)
    record_authentication(request, user, method="mfa", type="totp")
    return redirect("picker")


@dataclass(frozen=True)
class Mail:
    """A letter in the demo's mailbox."""

    name: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject line."""
        return str(self.message["Subject"])

    @property
    def to(self) -> str:
        """The receiver."""
        return str(self.message["To"])

    @property
    def text(self) -> str:
        """The plain text."""
        body = self.message.get_body(preferencelist=("plain",))
        return str(body.get_content()) if body else ""

    @property
    def calendar(self) -> str:
        """The calendar file, if there is one."""
        for part in self.message.walk():
            if part.get_content_type() == "text/calendar":
                return str(part.get_content())
        return ""


def _letters() -> list[Path]:
    folder = Path(settings.BASE_DIR, ".local", "mail")
    return sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)


def _open(path: Path) -> Mail:
    return Mail(path.name, message_from_bytes(path.read_bytes(), policy=policy.default))


@entrance(public=True)
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every letter that the demo has sent, newest first."""
    letters = [_open(path) for path in _letters()[:SHOWN]]
    return render(request, "demo/mailbox.html", {"letters": letters, "now": timezone.now()})


@entrance(public=True)
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One letter, as its receiver reads it."""
    found = [path for path in _letters() if path.name == name]
    if not found:
        raise Http404
    return render(request, "demo/mail.html", {"letter": _open(found[0])})


@entrance(public=True)
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component on one page."""
    return render(request, "gallery.html", sheet(request.GET.get("page")))
