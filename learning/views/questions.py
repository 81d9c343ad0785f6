"""Questions of a goal: add, edit, delete. They are shown on the goal's page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.deleting import confirm_delete
from core.http import once, own
from learning.forms import NewQuestionForm, QuestionForm
from learning.models import Goal, Question


@require_http_methods(["GET", "POST"])
@once
def new(request: HttpRequest, pk: int) -> HttpResponse:
    goal = own(request, Goal.objects.all(), pk)
    question = Question(goal=goal)
    form = NewQuestionForm(request.POST or None, instance=question, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("It is ready to ask."))
        return redirect(f"{goal.get_absolute_url()}#questions")
    return render(request, "learning/question_form.html", {"form": form, "goal": goal})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    question = own(request, Question.objects.select_related("goal"), pk)
    form = QuestionForm(request.POST or None, instance=question, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(question)
    context = {"form": form, "goal": question.goal, "question": question}
    return render(request, "learning/question_form.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@once
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    question = own(request, Question.objects.all(), pk)
    page = question.get_absolute_url()
    stays = [_("Interviews keep that you asked it, and what was answered.")]
    return confirm_delete(request, question, then=page, back=page, stays=stays)
