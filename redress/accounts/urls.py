"""Which address leads to which page of this room? They all stand under /casework/."""

from django.urls import path

from redress.accounts import sign_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/as/", sign_in.sign_in_as, name="sign-in-as"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("password/", sign_in.password, name="password"),
    path("cover/", sign_in.cover, name="cover"),
]
