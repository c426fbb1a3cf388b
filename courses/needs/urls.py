"""Addresses of the yearly needs assessment."""

from django.urls import path

from courses.views import (
    campaign,
    campaign_answer,
    campaign_step,
    candidate_list,
    higher,
    lineage,
    merging,
    needs_summary,
    wish,
)
from courses.views import needs_answer as answer

urlpatterns = [
    path("", campaign.needs, name="needs"),
    path("new/", campaign.campaign_new, name="campaign_new"),
    path("<int:pk>/", campaign.campaign, name="campaign"),
    path("<int:pk>/change/", campaign.campaign_change, name="campaign_change"),
    path("<int:pk>/opening/", campaign_step.campaign_opening, name="campaign_opening"),
    path("<int:pk>/reminders/", campaign_step.campaign_reminders, name="campaign_reminders"),
    path("<int:pk>/deadline/", campaign_step.campaign_deadline, name="campaign_deadline"),
    path("<int:pk>/closing/", campaign_step.campaign_closing, name="campaign_closing"),
    path("<int:pk>/newcomers/", campaign_step.campaign_newcomers, name="campaign_newcomers"),
    path("<int:pk>/removal/", campaign_step.campaign_removal, name="campaign_removal"),
    path("<int:pk>/questions/", candidate_list.campaign_questions, name="campaign_questions"),
    path("<int:pk>/candidates/", candidate_list.candidates, name="candidates"),
    path("<int:pk>/candidates/new/", candidate_list.candidate_new, name="candidate_new"),
    path(
        "<int:pk>/candidates/courses/", candidate_list.candidate_courses, name="candidate_courses"
    ),
    path("<int:pk>/answers/", campaign_answer.needs_answers, name="needs_answers"),
    path("candidates/<int:pk>/change/", candidate_list.candidate_change, name="candidate_change"),
    path(
        "candidates/<int:pk>/removal/", candidate_list.candidate_removal, name="candidate_removal"
    ),
    path(
        "candidates/<int:pk>/place/<slug:way>/",
        candidate_list.candidate_place,
        name="candidate_place",
    ),
    path(
        "candidates/<int:pk>/costing/", candidate_list.candidate_costing, name="candidate_costing"
    ),
    path("answers/<int:pk>/", campaign_answer.campaign_answer, name="campaign_answer"),
    path(
        "answers/<int:pk>/reopening/",
        campaign_answer.campaign_answer_reopening,
        name="campaign_answer_reopening",
    ),
    path("higher-education/", higher.higher_education_rule, name="higher_education_rule"),
    path("<int:pk>/merging/", merging.needs_merging, name="needs_merging"),
    path("<int:pk>/merging/merger/", merging.needs_merger, name="needs_merger"),
    path("<int:pk>/merging/apart/", merging.needs_apart, name="needs_apart"),
    path("mergers/<int:pk>/undoing/", merging.merger_undoing, name="merger_undoing"),
    path("candidates/<int:pk>/", lineage.candidate, name="candidate"),
    path("candidates/<int:pk>/lineage/", lineage.candidate_lineage, name="candidate_lineage"),
    path("candidates/<int:pk>/leaving/", merging.candidate_leaving, name="candidate_leaving"),
    path("lines/<int:pk>/lineage/", lineage.need_line_lineage, name="need_line_lineage"),
    path("lines/<int:pk>/leaving/", merging.need_line_leaving, name="need_line_leaving"),
    path("runs/<int:pk>/lineage/", lineage.run_lineage, name="run_lineage"),
    path("<int:pk>/summary/", needs_summary.needs_summary, name="needs_summary"),
    path(
        "<int:pk>/summary/making/",
        needs_summary.needs_summary_making,
        name="needs_summary_making",
    ),
    path(
        "<int:pk>/summary/progress/",
        needs_summary.needs_summary_progress,
        name="needs_summary_progress",
    ),
    path("year/<int:year>/members/<int:pk>/", needs_summary.needs_page, name="needs_page"),
    path(
        "summaries/<int:pk>/pages/", needs_summary.needs_summary_pages, name="needs_summary_pages"
    ),
    path("papers/<int:pk>/", needs_summary.needs_paper, name="needs_paper"),
    path("pages/<int:pk>/", needs_summary.needs_page_paper, name="needs_page_paper"),
    path("answers/<int:pk>/writing/", answer.needs_answer, name="needs_answer"),
    path("answers/<int:pk>/saving/", answer.needs_answer_saving, name="needs_answer_saving"),
    path("answers/<int:pk>/need/", answer.needs_answer_need, name="needs_answer_need"),
    path("answers/<int:pk>/removal/", answer.needs_answer_removal, name="needs_answer_removal"),
    path("answers/<int:pk>/review/", answer.needs_answer_review, name="needs_answer_review"),
    path("answers/<int:pk>/sending/", answer.needs_answer_sending, name="needs_answer_sending"),
    path("answers/<int:pk>/return/", answer.needs_answer_return, name="needs_answer_return"),
    path("answers/<int:pk>/approval/", answer.needs_answer_approval, name="needs_answer_approval"),
    path("answers/<int:pk>/wishes/", wish.needs_wishes, name="needs_wishes"),
    path("answers/<int:pk>/wishes/end/", wish.needs_wishes_end, name="needs_wishes_end"),
    path("answers/<int:pk>/wishes/taking/", wish.needs_wishes_taking, name="needs_wishes_taking"),
    path("wishes/", wish.wishes, name="wishes"),
]
