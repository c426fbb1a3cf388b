"""What the journal says of meetings, their items, papers and actions."""

from django.utils.translation import gettext_lazy as _

from network.sentences import name_jobs, tell

tell(
    {
        "plan_meeting": _("planned a meeting of %(body)s, %(day)s"),
        "change_meeting": _("changed a meeting of %(body)s, %(day)s"),
        "call_meeting": _("sent the notice of a meeting of %(body)s to %(asked)s"),
        "call_off_meeting": _("called off a meeting of %(body)s, %(day)s"),
        "open_meeting": _("opened a meeting of %(body)s"),
        "answer_notice": _("answered the notice of a meeting"),
        "raise_item": _("raised the item %(title)s"),
        "change_item": _("changed the item %(title)s"),
        "take_up_item": _("put the item %(title)s on an agenda"),
        "leave_agenda": _("took the item %(title)s off an agenda"),
        "remove_item": _("threw away the item %(title)s"),
        "keep_standing_items": _("changed the standing items of %(body)s"),
        "add_paper": _("added a paper"),
        "add_paper_version": _("added version %(number)s of a paper"),
        "remove_paper": _("took a paper away"),
        "mark_attendance": _("marked who takes part in a meeting"),
        "add_meeting_guest": _("wrote down a guest of a meeting"),
        "remove_meeting_guest": _("took away a guest of a meeting"),
        "write_action": _("wrote down an action"),
        "change_action": _("changed an action"),
        "finish_action": _("said that an action is done"),
        "reopen_action": _("opened an action anew"),
        "drop_action": _("dropped an action"),
    }
)
name_jobs({"governance.papers_together": _("All papers of a meeting")})
