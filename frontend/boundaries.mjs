// Country boundaries as GeoJSON, from world-atlas (Natural Earth), with codes instead of names: of the region and around
// it at 1:50m, of the rest of the world at 1:110m.
import { readFileSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";

const [, , fine, coarse, target] = process.argv;
const [WEST, SOUTH, EAST, NORTH] = [-25, -12, 80, 52]; // from Mauritania to Iran, the Horn and Turkey, and around
const SOUTHMOST = -60; // nothing is told of Antarctica
const DIGITS = 3; // of a degree: about 100 m

const round = (point) => point.map((value) => Number(value.toFixed(DIGITS)));
const near = (polygon) => polygon[0].some(([x, y]) => x > WEST && x < EAST && y > SOUTH && y < NORTH);
const far = (polygon) => !near(polygon) && polygon[0].some(([, y]) => y > SOUTHMOST);

// The atlas is made for globes: where a ring crosses the 180th meridian, a plane map must go on beyond it.
function unrolled(ring) {
  let turn = 0;
  return ring.map(([x, y], n) => {
    const step = n ? x - ring[n - 1][0] : 0;
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
    return [x + turn, y];
  });
}

function features(source, wanted) {
  const topology = JSON.parse(readFileSync(source, "utf8"));
  return feature(topology, topology.objects.countries).features.map(({ id, geometry }) => {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const coordinates = polygons.filter(wanted).map((polygon) => polygon.map((ring) => unrolled(ring).map(round)));
    return { type: "Feature", id, properties: {}, geometry: { type: "MultiPolygon", coordinates } };
  });
}

const all = [...features(fine, near), ...features(coarse, far)].filter(({ geometry }) => geometry.coordinates.length);
writeFileSync(target, JSON.stringify({ type: "FeatureCollection", features: all }));
