"""What an interest says, in terms and words, to each of those who read it."""

from django.utils.translation import gettext as _

from loans.consents.parties import borrower_of
from loans.models import Interest, Notice
from network.wording import days_between

Rows = list[tuple[str, str]]


def about_notice(notice: Notice, interest: Interest | None = None) -> Rows:
    """What the work is, where and when."""
    rows = []
    if interest is not None:
        rows.append((_("Would borrow"), borrower_of(interest).name))
    rows += [
        (_("Notice"), notice.title),
        (_("Tasks"), notice.tasks),
        (_("Time"), days_between(notice.starts, notice.ends)),
        (_("Extent"), _("%(n)s per cent") % {"n": notice.percent}),
        (_("Place"), _place(notice)),
        (_("Secrecy and security checks"), notice.secrecy),
    ]
    if interest is not None and interest.approach_id:
        rows.append((_("What the work would be"), interest.approach.words))
    return [(term, words) for term, words in rows if words]


def _place(notice: Notice) -> str:
    return ", ".join(word for word in (notice.place, str(notice.get_remote_display())) if word)


def offered(interest: Interest, *, limited: bool = True, own: bool = False) -> Rows:
    """Days, extent and words of the person; `limited` by what the manager said."""
    starts, ends = interest.days if limited else (interest.starts, interest.ends)
    extent = interest.extent if limited else interest.percent
    rows = [
        (_("Could go"), days_between(starts, ends)),
        (_("At most"), _("%(n)s per cent") % {"n": extent}),
        (_("Your words") if own else _("In their own words"), interest.words),
    ]
    return [(term, words) for term, words in rows if words]
