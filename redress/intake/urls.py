"""Which address leads to which page of the public site?"""

from django.urls import path

from redress.intake import (
    views_acts,
    views_complain,
    views_equality,
    views_papers,
    views_sent,
    views_start,
    views_track,
)

app_name = "intake"
urlpatterns = [
    path("", views_start.councils, name="councils"),
    path("<slug:council_id>/", views_start.start, name="start"),
    path("<slug:council_id>/leaflet/", views_papers.read_leaflet, name="leaflet"),
    path("<slug:council_id>/standards/", views_papers.read_standards, name="standards"),
    path("<slug:council_id>/help/", views_papers.read_help, name="help"),
    path("<slug:council_id>/procedure/", views_papers.read_procedure, name="procedure"),
    path("<slug:council_id>/print/", views_papers.papers, name="papers"),
    path("<slug:council_id>/print/<slug:paper>/<slug:print>/", views_papers.download, name="download"),
    path("<slug:council_id>/others/", views_start.matters_elsewhere, name="elsewhere"),
    path("<slug:council_id>/complain/", views_complain.begin, name="begin"),
    path("<slug:council_id>/complain/others/", views_complain.pointed_elsewhere, name="pointed"),
    path("<slug:council_id>/complain/start-again/", views_complain.start_again, name="start-again"),
    path("<slug:council_id>/complain/check/", views_sent.check, name="check"),
    path("<slug:council_id>/complain/done/", views_sent.done, name="done"),
    path("<slug:council_id>/complain/files/", views_complain.files, name="files"),
    path("<slug:council_id>/complain/<slug:slug>/", views_complain.question, name="question"),
    path("<slug:council_id>/about-you/", views_equality.enter_code, name="enter-code"),
    path("<slug:council_id>/about-you/thanks/", views_equality.thanks, name="about-you-thanks"),
    path("<slug:council_id>/about-you/<str:code>/", views_equality.about_you, name="about-you"),
    path("<slug:council_id>/track/", views_track.track, name="track"),
    path("<slug:council_id>/track/open/<str:reference>/<str:secret>/", views_track.track_link, name="track-link"),
    path("<slug:council_id>/track/finish/", views_track.finish, name="finish"),
    path("<slug:council_id>/track/case/", views_track.case, name="case"),
    path("<slug:council_id>/track/case/letters/<int:number>/", views_track.letter, name="letter"),
    path("<slug:council_id>/track/case/add/", views_acts.add, name="add"),
    path("<slug:council_id>/track/case/withdraw/", views_acts.withdraw, name="withdraw"),
    path("<slug:council_id>/track/case/next-stage/", views_acts.next_stage, name="next-stage"),
    path("<slug:council_id>/track/case/reasons/", views_acts.give_reasons, name="give-reasons"),
    path("<slug:council_id>/track/case/help/", views_acts.ask_for_help, name="ask-for-help"),
]
