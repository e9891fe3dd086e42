"""Addresses of personal news: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marsad.web.readers.news import acts, feeds, views

pages: list[URLPattern | URLResolver] = [
    path("mine/", views.mine, name="mine"),
    path("mine/follows/", views.follows, name="follows"),
    path("mine/follow/", acts.begin, name="follow"),
    path("mine/follow/<int:number>/end/", acts.end, name="unfollow"),
    path("mine/seen/", acts.see, name="see"),
    path("mine/views/", acts.keep_view, name="view-keep"),
    path("mine/views/<int:number>/drop/", acts.drop_view, name="view-drop"),
    path("mine/feeds/new/", acts.new_addresses, name="feeds-new"),
    path("mine/feed/<str:token>.atom", feeds.own, name="mine-feed"),
    path("mine/view/<str:token>.atom", feeds.view, name="view-feed"),
]
plain: list[URLPattern | URLResolver] = []
