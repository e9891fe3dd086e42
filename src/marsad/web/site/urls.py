"""The frame's own addresses."""

from django.urls import path

from marsad.web.site import views

urlpatterns = [path("choose/", views.choose, name="choose")]
