"""Which address leads to which page of what comes in? They stand under /casework/arrivals/."""

from django.urls import path

from redress.casework.incoming import acts as arrival_acts
from redress.casework.incoming import case as arrival_case
from redress.casework.incoming import page as arrival_page
from redress.casework.incoming import post_pages
from redress.casework.incoming import waiting as arrivals_list

urlpatterns = [
    path("arrivals/", arrivals_list.arrivals, name="arrivals"),
    path("arrivals/post/", post_pages.post, name="post"),
    path("arrivals/post/separator/", post_pages.separator, name="post-separator"),
    path("arrivals/post/<int:pk>/", post_pages.upload, name="post-upload"),
    path("arrivals/post/<int:pk>/scans/<int:scan>/", post_pages.scan, name="post-scan"),
    path("arrivals/post/<int:pk>/pages/<int:number>/", post_pages.page_picture, name="post-page"),
    path("arrivals/<int:pk>/", arrival_page.arrival, name="arrival"),
    path("arrivals/<int:pk>/original/", arrival_page.original, name="arrival-original"),
    path("arrivals/<int:pk>/pages/<int:number>/", arrival_page.page_picture, name="arrival-page"),
    path("arrivals/<int:pk>/case/", arrival_case.place, name="arrival-case"),
    path("arrivals/<int:pk>/set-aside/", arrival_acts.set_aside, name="arrival-set-aside"),
    path("arrivals/<int:pk>/bring-back/", arrival_acts.bring_back, name="arrival-bring-back"),
    path("arrivals/<int:pk>/send/", arrival_acts.send, name="arrival-send"),
    path("arrivals/<int:pk>/text/", arrival_acts.text, name="arrival-text"),
    path("arrivals/<int:pk>/receipt/", arrival_acts.receipt, name="arrival-receipt"),
    path("arrivals/<int:pk>/evidence/", arrival_acts.evidence, name="arrival-evidence"),
]
