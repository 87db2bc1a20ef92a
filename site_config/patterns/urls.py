from django.urls import path

from site_config.patterns import views

# /design/
urlpatterns = [
    path("", views.index, name="patterns"),
    path("<slug:name>/", views.show, name="pattern"),
    path("<slug:name>/<slug:state>/", views.show_state, name="pattern-state"),
]
