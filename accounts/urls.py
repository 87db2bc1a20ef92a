from django.urls import path

from accounts.views import arrival, invitations, look, people, person, preferences, site

# /site/people/<username>/
one_of_the_people = [
    ("role/", people.change_role, "site-person-role"),
    ("deactivate/", people.deactivate, "site-person-deactivate"),
    ("reactivate/", people.reactivate, "site-person-reactivate"),
    ("reset-link/", people.reset_link, "site-person-reset-link"),
]

urlpatterns = [
    # coming in
    path("setup/<token>/", arrival.setup, name="setup"),
    path("join/<token>/", arrival.join, name="join"),
    # looking after the site
    path("site/", site.edit, name="site"),
    path("site/look.css", look.stylesheet, name="look"),
    path("site/logo-<slug:digest>.png", look.logo, name="logo"),
    path("favicon.ico", look.favicon, name="favicon"),
    path("site/invitations/", invitations.index, name="site-invitations"),
    path("site/invitations/<int:pk>/withdraw/", invitations.withdraw, name="site-invitation-withdraw"),
    path("site/people/", people.index, name="site-people"),
    *(path(f"site/people/<username>/{part}", view, name=name) for part, view, name in one_of_the_people),
    # people
    path("settings/", preferences.edit, name="settings"),
    path("people/<username>/", person.show, name="person"),
    path("people/<int:pk>/<str:language>/own.css", person.own_css, name="own-css"),
]
