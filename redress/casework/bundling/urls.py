"""Which address leads to which page of a bundle? They all stand under the papers of a case."""

from __future__ import annotations

from django.urls import path, re_path

from redress.casework.bundling import pages

urlpatterns = [
    path("<slug:reference>/papers/", pages.bundles, name="papers"),
    path("<slug:reference>/papers/new/<slug:kind>/", pages.order, name="bundle-order"),
    path("<slug:reference>/papers/<int:pk>/", pages.bundle, name="bundle"),
    path("<slug:reference>/papers/<int:pk>/progress/", pages.progress, name="bundle-progress"),
    path("<slug:reference>/papers/<int:pk>/again/", pages.again, name="bundle-again"),
    re_path(
        r"^(?P<reference>[-\w]+)/papers/(?P<pk>[0-9]+)/(?P<which>papers|confidential)\.(?P<ending>zip|pdf)$",
        pages.take,
        name="bundle-file",
    ),
    path("<slug:reference>/people/<int:pk>/held/", pages.order_held, name="held"),
]
