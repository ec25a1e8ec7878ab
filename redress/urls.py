"""Which address belongs to which room?"""

from django.conf import settings
from django.urls import include, path

from redress import health
from redress.accounts.pictures import picture
from redress.correspondence.notify import views as notify_views
from redress.design.colours import colours_sheet

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("notify/<slug:council_id>/", notify_views.receipt, name="notify-receipt"),
    path("pictures/<slug:digest>.png", picture, name="picture"),
    path("colours/<slug:code>.css", colours_sheet, name="colours"),
    path("casework/", include("redress.accounts.urls")),
    path("casework/", include("redress.casework.urls")),
]
if not settings.PRODUCTION:
    urlpatterns.append(path("outbox/", include("redress.correspondence.urls")))
# The public site owns the root and every /<council>/, so it stands last.
urlpatterns.append(path("", include("redress.intake.urls")))

handler400 = "redress.design.views.bad_request"
handler403 = "redress.design.views.not_allowed"
handler404 = "redress.design.views.not_found"
handler500 = "redress.design.views.our_fault"
