"""Addresses of the browse app: ``pages`` stand in each language, ``plain`` are the same in all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marsad.web.browse.incident import incident
from marsad.web.browse.map import map
from marsad.web.browse.numbers import timeline
from marsad.web.browse.profiles import actors, places, sources
from marsad.web.browse.today import downloads, feeds, today

pages: list[URLPattern | URLResolver] = []
plain: list[URLPattern | URLResolver] = []

# Today and Incident
pages += [
    path("", today.today, name="today"),
    path("feed.atom", feeds.feed, name="feed"),
    path("incident/<slug:key>/", incident.incident, name="incident"),
]
plain += [
    path("incidents.csv", downloads.incidents_csv, name="incidents-csv"),
    path("incidents.geojson", downloads.incidents_geojson, name="incidents-geojson"),
    path("incident/<slug:key>.json", downloads.incident_json, name="incident-json"),
    path("incident/<slug:key>.geojson", downloads.incident_geojson, name="incident-geojson"),
    path("incident/<slug:key>-claims.csv", downloads.incident_claims, name="incident-claims"),
]

# The map, and the timeline with its charts as files, which have words in them.
pages += [
    path("map/", map.map_page, name="map"),
    path("map/list/", map.map_list, name="map-list"),
    path("map/popup/", map.popup, name="map-popup"),
    path("map/names/<slug:level>.json", map.names, name="map-names"),
    path("map/control.json", map.holders, name="map-control"),
    path("map.json", map.data, name="map-json"),
    path("map.svg", map.svg, name="map-svg"),
    path("map.png", map.picture, name="map-png"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("timeline.svg", timeline.svg, name="timeline-svg"),
    path("timeline.png", timeline.picture, name="timeline-png"),
    path("timeline.csv", timeline.table, name="timeline-csv"),
]

# The registers: places, actors and sources.
pages += [
    path("places/", places.places, name="places"),
    path("place/<path:id>/", places.place, name="place"),
    path("actors/", actors.actors, name="actors"),
    path("actor/<path:id>/", actors.actor, name="actor"),
    path("sources/", sources.sources, name="sources"),
    path("source/<path:id>/", sources.source, name="source"),
]
