// Country boundaries of the region as GeoJSON, from world-atlas (Natural Earth, 1:50m), with codes instead of names.
import { readFileSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";

const [, , source, target] = process.argv;
const [WEST, SOUTH, EAST, NORTH] = [-25, -12, 80, 52]; // from Mauritania to Iran, the Horn and Turkey, and around
const DIGITS = 3; // of a degree: about 100 m

const round = (point) => point.map((value) => Number(value.toFixed(DIGITS)));
const rings = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);
const near = (polygon) => polygon[0].some(([x, y]) => x > WEST && x < EAST && y > SOUTH && y < NORTH);

const topology = JSON.parse(readFileSync(source, "utf8"));
const features = feature(topology, topology.objects.countries)
  .features.map(({ id, geometry }) => ({
    type: "Feature",
    id,
    properties: {},
    geometry: {
      type: "MultiPolygon",
      coordinates: rings(geometry).filter(near).map((polygon) => polygon.map((ring) => ring.map(round))),
    },
  }))
  .filter(({ geometry }) => geometry.coordinates.length);
writeFileSync(target, JSON.stringify({ type: "FeatureCollection", features }));
