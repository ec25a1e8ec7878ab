"""Which address leads to the page of which act? They stand under the case they act on."""

from django.urls import path

from redress.casework import action_views, extending
from redress.casework.response import page as response_page
from redress.casework.steps import views as step_views

urlpatterns = [
    path("<slug:reference>/extend/dates/", extending.dates, name="extend-dates"),
    path("<slug:reference>/response/", response_page.response, name="response"),
    path("<slug:reference>/response/versions/", response_page.response_versions, name="response-versions"),
    path("<slug:reference>/step/<slug:step>/", step_views.step, name="step"),
    path("<slug:reference>/<slug:action>/", action_views.act, name="act"),
]
