"""The competence clusters of the map."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from governance.actions import circle as acts
from governance.map.forms import ClusterForm
from governance.models import Cluster
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


@policy("keep_circles")
def clusters(request: NetworkRequest) -> HttpResponse:
    """The clusters that the map sorts circles by."""
    rows = Cluster.objects.annotate(n=Count("circles")).order_by("position", "pk")
    return render(request, "governance/cluster_list.html", {"rows": rows})


@policy("keep_circles", methods="POST")
def clusters_begun(request: NetworkRequest) -> HttpResponse:
    """Lay in the usual clusters."""
    with refusals_said(request):
        acts.begin_clusters(by=request.seat)
        messages.success(request, _("The usual clusters are there. Change them as you need."))
    return redirect("clusters")


@policy("keep_circles", methods="GET POST")
def cluster_new(request: NetworkRequest) -> HttpResponse:
    """Add a cluster."""
    return _written(request, Cluster())


@policy("keep_circles", methods="GET POST")
def cluster(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a cluster."""
    return _written(request, get_object_or_404(Cluster, pk=pk))


def _written(request: NetworkRequest, it: Cluster) -> HttpResponse:
    form = ClusterForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.keep_cluster(form.save(commit=False), by=request.seat)
            messages.success(request, _("The cluster is kept."))
            return redirect("clusters")
    return render(request, "governance/cluster_form.html", {"it": it, "form": form})
