"""Which address leads to which page of this room? They all stand under /outbox/."""

from django.urls import path

from redress.correspondence import views

app_name = "correspondence"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<int:pk>/", views.message, name="message"),
    path("<int:pk>/html/", views.message_html, name="message-html"),
    path("<int:pk>/source/", views.message_source, name="message-source"),
]
