"""Evaluations: answering one, and reading what the answers say together."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from courses import words
from courses.actions import evaluation as actions
from courses.after_forms import EvaluationForm
from courses.evaluation_pages import Selection, asked_for, page_of, table_of
from courses.models import Evaluation, EvaluationAsked, EvaluationBlock
from network.middleware import NetworkRequest
from network.permissions import policy


@sensitive_post_parameters()  # type: ignore[untyped-decorator, unused-ignore]
@policy("answer_evaluation", methods="GET POST")
def evaluation_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """The questions; an answer is counted and cannot be traced, so it cannot be changed."""
    asked = EvaluationAsked.objects.filter(person__in=request.seat.scope.people)
    found = get_object_or_404(
        Evaluation.objects.filter(pk__in=asked.values("evaluation")).select_related("run__course"),
        pk=pk,
    )
    mine = asked.filter(evaluation=found).order_by("answered").first()
    if mine is None:
        raise Http404
    over = found.closed_at is not None or found.closes_on < timezone.localdate()
    questions = list(found.questions.rows.all())
    form = EvaluationForm(request.POST or None, questions=questions)
    if request.method == "POST" and form.is_valid():
        outcome = actions.answer(found, form.scores(), form.said())
        if outcome == "thanks":
            messages.success(request, _("Thank you. Your answer is counted."))
        elif outcome == "already":
            messages.info(request, _("You have answered already."))
        else:
            messages.error(request, _("The evaluation is closed, so nothing was counted."))
        return redirect("my_courses")
    return render(
        request,
        "courses/evaluation_answer.html",
        {
            "form": form,
            "evaluation": found,
            "course": found.run.course,
            "when": words.when_of(found.run),
            "answered": mine.answered,
            "over": over,
        },
    )


@policy("see_evaluations")
def evaluations(request: NetworkRequest) -> HttpResponse:
    """What the participants say of a course, a teacher or a year, against the year before."""
    selection = Selection.of(request.GET)
    kind = request.GET.get("format")
    if kind in ("csv", "xlsx"):
        return table_of(selection, kind)
    return render(request, "courses/evaluation_list.html", page_of(selection))


@policy("see_evaluations")
def evaluation(request: NetworkRequest, pk: int) -> HttpResponse:
    """One run's evaluation: how many have answered, and the figures when it is closed."""
    found = get_object_or_404(
        Evaluation.objects.select_related("run__course", "block"),
        pk=pk,
    )
    blocks = EvaluationBlock.objects.filter(pk=found.block_id)
    results = actions.results(blocks)
    return render(
        request,
        "courses/evaluation_detail.html",
        {
            "evaluation": found,
            "run": found.run,
            "when": words.when_of(found.run),
            "results": results,
            "rows": asked_for(found.questions, results, {}),
            "together": Evaluation.objects.filter(block=found.block_id).count()
            if found.block_id
            else 0,
        },
    )
