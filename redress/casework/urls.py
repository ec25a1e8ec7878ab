"""Which address leads to which page of this room? They all stand under /casework/."""

from django.urls import path

from redress.casework import (
    action_urls,
    advice,
    calendar_page,
    case_page,
    code_pages,
    contact_log,
    lists,
    log_person,
    papers,
    person_page,
    policy_new,
    policy_pages,
    procedure_page,
    staffing,
    to_read,
    undelivered,
)

app_name = "casework"
urlpatterns = [
    path("", lists.work, name="work"),
    path("log/", contact_log.log, name="log"),
    path("log/dates/", contact_log.dates, name="log-dates"),
    path("help/", advice.help_page, name="help"),
    path("to-read/", to_read.to_read, name="to-read"),
    path("log/person/", log_person.person, name="log-person"),
    path("undelivered/", undelivered.undelivered, name="undelivered"),
    path("undelivered/posted/<int:pk>/", undelivered.mark_posted, name="posted"),
    path("undelivered/again/<int:pk>/", undelivered.try_again, name="try-again"),
    path("undelivered/job/<int:pk>/", undelivered.retry_job, name="retry-job"),
    path("policy/codes/<slug:code>/", code_pages.code, name="code"),
    path("policy/", policy_pages.versions, name="policy"),
    path("policy/new/", policy_new.new, name="policy-new"),
    path("policy/calendar/", calendar_page.calendar, name="policy-calendar"),
    path("policy/versions/<str:version>/", policy_pages.version, name="policy-version"),
    path("policy/versions/<str:version>/changes/", policy_pages.changes, name="policy-changes"),
    path("procedure/<slug:track>/", procedure_page.procedure, name="procedure"),
    path("staff/", staffing.staffing, name="staffing"),
    path("staff/<int:pk>/", staffing.staff_member, name="staff-member"),
    path("<slug:reference>/", case_page.case, name="case"),
    path("<slug:reference>/procedure/", procedure_page.where, name="where"),
    path("<slug:reference>/letters/<int:pk>/", case_page.letter, name="letter"),
    path("<slug:reference>/letters/<int:pk>/as-sent/", case_page.letter_as_sent, name="letter-as-sent"),
    path("<slug:reference>/documents/<int:pk>/", case_page.document, name="document"),
    path("<slug:reference>/papers/", papers.papers, name="papers"),
    path("<slug:reference>/people/<int:pk>/", person_page.person, name="person"),
    *action_urls.urlpatterns,
]
