// Incidents as signs: a ring with a part for each family, a number or the family's sign in it, larger the more were killed.
const SVG = "http://www.w3.org/2000/svg";
// As in marsad/web/maps/spot.py, a little larger: pixels of the radius for none killed, at most, for each of the root of
// the killed, for every further digit; and how much of the ring is a hole.
const [LEAST, MOST, GROWTH, DIGIT, HOLE] = [11, 28, 1.3, 2.5, 0.64];

const shape = (name, attributes) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
const radius = ({ count, killed }) => Math.min(LEAST + DIGIT * (String(count).length - 1) + GROWTH * Math.sqrt(killed), MOST);

function sector(size, start, end) {
  const at = (part) => `${size + size * Math.sin(2 * Math.PI * part)} ${size - size * Math.cos(2 * Math.PI * part)}`;
  if (end - start > 0.999) return `M${size} 0a${size} ${size} 0 1 1 -0.01 0Z`;
  return `M${size} ${size}L${at(start)}A${size} ${size} 0 ${end - start > 0.5 ? 1 : 0} 1 ${at(end)}Z`;
}

// `tally`: {families: {air: 3}, count, killed}. One incident shows its family's sign, several their number.
function ring(tally, { icons, numbers, dashed = false, label }) {
  const size = radius(tally);
  const drawing = shape("svg", { viewBox: `-2 -2 ${2 * size + 4} ${2 * size + 4}`, "aria-hidden": "true", class: "ring" });
  let start = 0;
  for (const [family, count] of Object.entries(tally.families).sort((a, b) => b[1] - a[1])) {
    const end = start + count / tally.count;
    drawing.append(shape("path", { d: sector(size, start, end), class: family }));
    if (family !== "civilians") drawing.append(shape("path", { d: sector(size, start, end), fill: `url(#family-${family})` }));
    start = end;
  }
  drawing.append(shape("circle", { cx: size, cy: size, r: size * HOLE, class: "hole" }));
  drawing.append(shape("circle", { cx: size, cy: size, r: size, class: dashed ? "rim dashed" : "rim" }));
  if (tally.count > 1) {
    const number = shape("text", { x: size, y: size, class: "many", "text-anchor": "middle", dy: ".36em" });
    number.textContent = numbers.format(tally.count);
    drawing.append(number);
  } else {
    const side = size * 1.05;
    drawing.append(shape("use", { href: `${icons}#${Object.keys(tally.families)[0]}`, x: size - side / 2, y: size - side / 2, width: side, height: side, class: "sign" }));
  }
  const html = document.createElement("div");
  html.className = "mark";
  html.append(drawing);
  const words = html.appendChild(document.createElement("span"));
  words.className = "visually-hidden";
  words.textContent = `${label}: ${numbers.format(tally.count)}`;
  return L.divIcon({ html, className: "spot", iconSize: [2 * size + 4, 2 * size + 4] });
}

function sum(tallies) {
  const found = { families: {}, count: 0, killed: 0 };
  for (const one of tallies) {
    found.count += one.count;
    found.killed += one.killed;
    for (const [family, count] of Object.entries(one.families)) found.families[family] = (found.families[family] ?? 0) + count;
  }
  return found;
}

export function clusters(box, numbers) {
  return L.markerClusterGroup({
    maxClusterRadius: 44,
    showCoverageOnHover: false,
    spiderfyOnMaxZoom: false,
    animate: false,
    chunkedLoading: false,
    iconCreateFunction: (cluster) => ring(sum(cluster.getAllChildMarkers().map((one) => one.options.told)), { icons: box.dataset.icons, numbers, label: box.dataset.several }),
  });
}

// The boxes of the signs that are seen, in pixels of the map.
export function boxes(map, groups) {
  const seen = new Set(groups.getLayers().map((one) => groups.getVisibleParent(one)).filter(Boolean));
  return [...seen].map((one) => {
    const { x, y } = map.latLngToContainerPoint(one.getLatLng());
    const half = (one.getElement()?.offsetWidth ?? 0) / 2;
    return [x - half, y - half, x + half, y + half];
  });
}

// One marker a spot, of the incidents that lie in `days` (two ISO dates; all of them without).
export function markers(data, days, words) {
  const start = data.start ? Date.parse(data.start) / 864e5 : 0;
  const [first, last] = days ? days.map((day) => Date.parse(day) / 864e5 - start) : [-Infinity, Infinity];
  const spots = new Map();
  const at = (number) => spots.get(number) ?? spots.set(number, { families: {}, count: 0, killed: 0, keys: [], more: false }).get(number);
  const add = (told, type, count, killed) => {
    const family = data.types[type][1];
    told.families[family] = (told.families[family] ?? 0) + count;
    told.count += count;
    told.killed += killed;
  };
  for (const [spot, key, type, day, length, killed] of data.incidents) {
    if (days && (day === null || day > last || day + length < first)) continue;
    const told = at(spot);
    add(told, type, 1, killed ?? 0);
    told.keys.push(key);
  }
  for (const [spot, killed, types] of data.rest) {
    const told = at(spot);
    told.more = true;
    told.killed += killed;
    for (const [type, count] of Object.entries(types)) add(told, type, count, 0);
  }
  return [...spots].map(([number, told]) => marker(data.spots[number], told, words));
}

function marker([place, name, lat, lon, reach], told, words) {
  const label = reach < 0 ? `${words.whole} ${name}` : name;
  const options = { icon: ring(told, { ...words, dashed: reach < 0, label }), title: label, told: { ...told, place, label, reach } };
  return L.marker([lat, lon], options);
}
