"""Which address leads to which page about the words of letters? They stand under /casework/policy/letters/."""

from django.urls import path

from redress.casework.wordings import adopting as wording_adopting
from redress.casework.wordings import pages as wording_pages

urlpatterns = [
    path("policy/letters/", wording_pages.letters, name="wordings"),
    path("policy/letters/<slug:kind>/", wording_pages.letter, name="wording"),
    path("policy/letters/<slug:kind>/preview/", wording_adopting.preview, name="wording-preview"),
    path("policy/letters/<slug:kind>/adopt/", wording_adopting.adopt, name="wording-adopt"),
    path("policy/letters/<slug:kind>/policy-words/", wording_adopting.back, name="wording-back"),
    path("policy/letters/<slug:kind>/<int:number>/", wording_pages.version, name="wording-version"),
]
