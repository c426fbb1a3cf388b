"""The questions of a survey that nobody has been asked yet."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.middleware import NetworkRequest
from network.models.journal import note
from network.permissions import policy
from reports.models import Survey, SurveyQuestion
from reports.survey.forms import QuestionForm
from reports.survey.views.survey import found_survey


@policy("keep_surveys", methods="GET POST")
def survey_question_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Add a question."""
    survey = found_survey(pk)
    if survey.opened_at:
        return _too_late(request, survey)
    last = survey.questions.aggregate(last=Max("position"))["last"] or 0
    return _form(request, SurveyQuestion(survey=survey, position=last + 1))


@policy("keep_surveys", methods="GET POST")
def survey_question(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a question; its key stays, so that it is still compared with last year's."""
    found = _found(pk)
    if found.survey.opened_at:
        return _too_late(request, found.survey)
    return _form(request, found)


@policy("keep_surveys", methods="POST")
def survey_question_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a question away."""
    found = _found(pk)
    if found.survey.opened_at:
        return _too_late(request, found.survey)
    note("remove_survey_question", found.survey, question=found.text_sv)
    found.delete()
    messages.success(request, _("The question is taken away."))
    return redirect("survey", pk=found.survey_id)


def _found(pk: int) -> SurveyQuestion:
    found: SurveyQuestion = get_object_or_404(
        SurveyQuestion.objects.select_related("survey"), pk=pk
    )
    return found


def _too_late(request: NetworkRequest, survey: Survey) -> HttpResponse:
    messages.error(request, _("The survey is open, so its questions stand as they are."))
    return redirect("survey", pk=survey.pk)


def _form(request: NetworkRequest, it: SurveyQuestion) -> HttpResponse:
    new = it.pk is None
    form = QuestionForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        kept = form.save(commit=False)
        if new:
            taken = set(
                SurveyQuestion.objects.filter(survey=it.survey).values_list("key", flat=True)
            )
            numbers = (f"own{n}" for n in range(1, len(taken) + 2))
            kept.key = next(key for key in numbers if key not in taken)
        kept.save()
        verb = "add_survey_question" if new else "change_survey_question"
        note(verb, kept.survey, question=kept.text_sv)
        messages.success(request, _("The question is kept."))
        return redirect("survey", pk=kept.survey_id)
    context = {"form": form, "question": it, "survey": it.survey}
    return render(request, "reports/survey_question.html", context)
