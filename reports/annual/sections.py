"""The written sections of the annual report: what each holds, and who writes in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LEAD, BODY, BYLINE, REGISTRY, DECIDED = "lead", "body", "byline", "registry", "decided"


@dataclass(frozen=True)
class Section:
    """A section that people write in; `chapter` is where it stands in the paper."""

    code: str
    title: str | Promise
    help: str | Promise
    fields: tuple[str, ...] = (LEAD, BODY)
    verb: str = "write_report_texts"


FOREWORD = "foreword"
PARTICULARS = "particulars"
SECTIONS: Mapping[str, Section] = {
    section.code: section
    for section in (
        Section(
            FOREWORD,
            _("Foreword by the chair"),
            _("What the chair wants to say of the year: what went well, what did not, what next."),
            (LEAD, BYLINE, BODY),
            "write_report_foreword",
        ),
        Section(
            "brief",
            _("The year in brief"),
            _("A line for each: the month, a colon, and what happened. Such as January: the fees "
              "are billed."),
            (BODY,),
        ),
        Section(
            "about",
            _("About the network"),
            _("Who the members are together, and who is host. Stands beside the contents."),
            (BODY,),
        ),
        Section("training", _("Training"), _("What the courses gave, and what did not work.")),
        Section(
            "mentoring",
            _("Mentoring"),
            _("What the mentoring gave. Name nobody."),
        ),
        Section("lending", _("Staff loans"), _("What was lent and why. Name nobody.")),
        Section("events", _("Events and festival"), _("Seminars, lunches, lookouts, festival.")),
        Section("hubs", _("Hubs"), _("Left out of the report if nothing is written.")),
        Section(
            "recruiting",
            _("Joint recruiting"),
            _("Left out of the report if nothing is written."),
        ),
        Section(
            "plan",
            _("The operational plan"),
            _("What became of the year’s goals, and why."),
        ),
        Section(
            "economy",
            _("Economy"),
            _("What explains the result, and what becomes of a surplus or deficit."),
        ),
        Section(
            "appendix",
            _("Appendix"),
            _("What the report should carry with it. Left out if nothing is written."),
        ),
        Section(
            PARTICULARS,
            _("Registry number and adoption"),
            _("Stand at the foot of each page."),
            (REGISTRY, DECIDED),
        ),
    )
}  # fmt: skip
