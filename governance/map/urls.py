"""Addresses of the map of networks and contact paths."""

from django.urls import path

from governance.views import circle, circle_member, cluster

urlpatterns = [
    path("", circle.map_page, name="network_map"),
    path("new/", circle.circle_new, name="circle_new"),
    path("<int:pk>/", circle.circle, name="circle"),
    path("<int:pk>/change/", circle.circle_change, name="circle_change"),
    path("<int:pk>/joining/", circle_member.circle_joining, name="circle_joining"),
    path("members/<int:pk>/", circle_member.circle_member, name="circle_member"),
    path("members/<int:pk>/leaving/", circle_member.circle_leaving, name="circle_leaving"),
    path("clusters/", cluster.clusters, name="clusters"),
    path("clusters/begun/", cluster.clusters_begun, name="clusters_begun"),
    path("clusters/new/", cluster.cluster_new, name="cluster_new"),
    path("clusters/<int:pk>/", cluster.cluster, name="cluster"),
]
