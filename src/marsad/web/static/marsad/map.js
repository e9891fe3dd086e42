// The map page: loads what is asked for, draws it, and follows the time that is chosen. Leaflet is L.
import { Places } from "./map-names.js";
import { heldDiscs, PatternCanvas, vagueDiscs } from "./map-areas.js";
import { boxes, clusters, markers } from "./map-marks.js";
import { timeControls } from "./map-time.js";

const box = document.getElementById("map");
const note = document.getElementById("map-note");
const list = document.getElementById("map-list");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const rtl = document.documentElement.dir === "rtl";
const numbers = new Intl.NumberFormat(box.dataset.digits === "arab" ? "ar-u-nu-arab" : "en", { useGrouping: false });

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const query = (more) => {
  const found = new URLSearchParams(box.dataset.query);
  for (const [key, value] of Object.entries(more)) found.set(key, value);
  return found;
};
const fetched = async (address, signal) => {
  const answer = await fetch(address, { signal, headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
};
const told = async (address, signal) => (await fetched(address, signal)).json();

box.hidden = false;
const map = L.map(box, {
  renderer: new PatternCanvas({ padding: 0.4 }),
  zoomControl: false,
  attributionControl: false,
  minZoom: 2.5,
  maxZoom: 13,
  zoomSnap: 0.5,
  maxBounds: [[-60, -190], [80, 190]],
  zoomAnimation: !still,
  fadeAnimation: !still,
  markerZoomAnimation: !still,
  inertia: !still,
}).setView([33.5, 42], 5);
L.control.zoom({ position: rtl ? "topright" : "topleft", zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
const Scale = L.Control.Scale.extend({
  // Leaflet's own names the units in English and counts in Latin digits.
  _updateMetric(most) {
    const metres = this._getRoundNum(most);
    const words = metres < 1000 ? [metres, box.dataset.metres] : [metres / 1000, box.dataset.kilometres];
    this._mScale.dir = document.documentElement.dir; // Leaflet's own is from left to right
    this._updateScale(this._mScale, `${numbers.format(words[0])} ${words[1]}`, metres / most);
  },
});
new Scale({ position: rtl ? "bottomright" : "bottomleft", imperial: false }).addTo(map);
for (const [name, level] of [["land", 200], ["held", 350], ["vague", 360]]) {
  map.createPane(name).style.zIndex = level;
  map.getPane(name).style.pointerEvents = "none";
}

const paintLand = () => ({ color: colour("map-border"), weight: 1, fillColor: colour("map-land"), fillOpacity: 1 });
const land = L.geoJSON(null, { interactive: false, pane: "land", renderer: new PatternCanvas({ pane: "land", padding: 0.4 }), style: paintLand }).addTo(map);
const [held, vague] = ["held", "vague"].map((pane) => Object.assign(L.layerGroup().addTo(map), { canvas: new PatternCanvas({ pane, padding: 0.4 }) }));
const groups = clusters(box, numbers).addTo(map);
const names = new Places(box.dataset, rtl, colour, () => boxes(map, groups)).addTo(map);

let whole; // what the filters show
let shown; // what is drawn now: the whole, or what the server gave of a time
let asking = new AbortController();

// A time is either cut out of the whole here, or, where the whole is too much to be told one by one, asked of the server.
async function draw(days) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const complete = !whole.rest.length && !whole.left;
  shown = !days || complete ? whole : await told(`${box.dataset.incidents}?${query({ from: days[0], to: days[1] })}`, signal);
  if (signal.aborted) return;
  const drawn = markers(shown, complete ? days : undefined, { icons: box.dataset.icons, numbers, whole: box.dataset.whole });
  groups.clearLayers();
  groups.addLayers(drawn);
  names.redraw();
  vague.clearLayers();
  for (const disc of vagueDiscs(drawn, colour, vague.canvas)) vague.addLayer(disc);
}

async function listFor(days) {
  const more = days ? { from: days[0], to: days[1] } : {};
  list.innerHTML = await (await fetched(`${box.dataset.list}?${query(more)}`)).text();
}

function failed(error) {
  if (error.name === "AbortError") return;
  console.error(error);
  note.textContent = box.dataset.failed;
  note.classList.add("warn");
  note.hidden = false;
}

groups.on("click clusterclick keypress clusterkeypress", async ({ layer, originalEvent }) => {
  if (originalEvent.type === "keypress" && originalEvent.key !== "Enter") return;
  if (layer.getAllChildMarkers && map.getZoom() < map.getMaxZoom() && !layer.getBounds().getNorthEast().equals(layer.getBounds().getSouthWest())) return;
  const spots = layer.getAllChildMarkers ? layer.getAllChildMarkers() : [layer];
  await open(layer.getLatLng(), spots.map((one) => one.options.told));
});

async function open(at, spots) {
  const content = document.createElement("div");
  content.dir = document.documentElement.dir;
  const title = content.appendChild(document.createElement("h3"));
  const labels = [...new Set(spots.map((one) => one.label))];
  title.textContent = labels.slice(0, 3).join(rtl ? "، " : ", ") + (labels.length > 3 ? " …" : "");
  const body = content.appendChild(document.createElement("div"));
  body.textContent = box.dataset.loading;
  const popup = L.popup({ maxWidth: 320, minWidth: 240, maxHeight: 300, autoPanPadding: [24, 24] }).setLatLng(at).setContent(content).openOn(map);
  const ids = spots.flatMap((one) => one.keys).slice(0, 8);
  const days = time?.days();
  const found = query(days ? { from: days[0], to: days[1] } : {});
  const places = spots.map((one) => one.place).filter(Boolean);
  if (places.length) found.delete("place"); // these lie in the ones asked for
  for (const place of places.slice(0, 20)) found.append("place", place);
  if (!spots.some((one) => one.more)) for (const id of ids) found.append("id", id);
  try {
    body.innerHTML = await (await fetched(`${box.dataset.popup}?${found}`)).text();
  } catch (error) {
    body.textContent = box.dataset.failed;
  }
  popup.update();
}

// The points without the few of many that lie far from all others; as the map that the server draws (maps/drawing.py).
function together(points) {
  if (points.length < 20) return points;
  const middle = [0, 1].map((k) => points.map((point) => point[k]).sort((a, b) => a - b)[points.length >> 1]);
  const away = points.map((point) => Math.hypot(point[0] - middle[0], point[1] - middle[1]));
  const reach = Math.max(12, 2 * [...away].sort((a, b) => a - b)[Math.floor(0.95 * (away.length - 1))]);
  return points.filter((_, n) => away[n] <= reach);
}

function frame() {
  const at = new URLSearchParams(location.hash.slice(1)).get("map")?.split("/").map(Number);
  if (at?.length === 3 && at.every(Number.isFinite)) return map.setView([at[1], at[2]], at[0]);
  const exact = whole.spots.filter((spot) => spot[4] >= 0);
  const points = together((exact.length ? exact : whole.spots).map((spot) => [spot[2], spot[3]]));
  if (points.length) map.fitBounds(L.latLngBounds(points).pad(0.1), { maxZoom: 9, animate: false });
}

function remember() {
  const { lat, lng } = map.getCenter();
  history.replaceState(history.state, "", `#map=${map.getZoom()}/${lat.toFixed(3)}/${lng.toFixed(3)}`);
}

// Who held what: the form works without this script; with it, the map follows.
const control = document.getElementById("map-control");
const legend = document.getElementById("map-held");
const hide = control.querySelector("[data-do=hide]");
let holding = Boolean(legend.firstElementChild);

async function holders(day) {
  const found = await told(`${box.dataset.control}?${query({ control: day })}`);
  held.clearLayers();
  for (const disc of heldDiscs(found.places, colour, held.canvas)) held.addLayer(disc);
  legend.innerHTML = found.legend;
  holding = true;
  hide.hidden = false;
}

control.addEventListener("submit", (event) => {
  event.preventDefault();
  holders(control.elements.control.value).catch(failed);
});
hide.addEventListener("click", () => {
  held.clearLayers();
  legend.replaceChildren();
  holding = false;
  hide.hidden = true;
});

const time = timeControls(still, async (days, settled) => {
  await draw(days).catch(failed);
  if (holding && days) {
    control.elements.control.value = days[1];
    await holders(days[1]).catch(failed);
  }
  if (settled) await listFor(days).catch(failed);
});

async function repaint() {
  land.setStyle(paintLand());
  names.redraw();
  if (whole) await draw(time?.days());
  if (holding) await holders(control.elements.control.value);
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint().catch(failed));

async function start() {
  const [boundaries, incidents] = await Promise.all([told(box.dataset.boundaries), told(`${box.dataset.incidents}?${box.dataset.query}`)]);
  land.addData(boundaries);
  whole = incidents;
  frame();
  await draw();
  map.on("moveend", remember);
  if (holding) await holders(control.elements.control.value);
  await document.fonts.ready;
  names.redraw();
  box.dataset.ready = "yes";
}
start().catch(failed);
