// What lies under the signs, on canvas: how far a vague place reaches, and who holds which place.
const TILE = 8;
const WIDE = 25; // km: an area wider than this is an outline, for who holds it need not hold all in it
// The patterns of marsad/web/maps/holders.py, as lines on a tile.
const LINES = [
  [],
  [[0, 8, 8, 0], [-2, 2, 2, -2], [6, 10, 10, 6]],
  [[0, 0, 8, 8], [-2, 6, 2, 10], [6, -2, 10, 2]],
  [[0, 4, 8, 4]],
  [[4, 0, 4, 8]],
  [[4, 3, 4, 5]],
  [[0, 4, 8, 4], [4, 0, 4, 8]],
  [[1, 1, 7, 7], [1, 7, 7, 1]],
];

function tile(paint) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = TILE;
  paint(canvas.getContext("2d"));
  return canvas;
}

const lined = (hue, colour) =>
  tile((pen) => {
    pen.strokeStyle = colour;
    pen.lineWidth = 1.2;
    for (const [x1, y1, x2, y2] of LINES[hue]) {
      pen.beginPath();
      pen.moveTo(x1, y1);
      pen.lineTo(x2, y2);
      pen.stroke();
    }
  });

const striped = (one, other) =>
  tile((pen) => {
    for (let x = 0; x < TILE; x += 1)
      for (let y = 0; y < TILE; y += 1) {
        pen.fillStyle = (x + y) % TILE < TILE / 2 ? one : other;
        pen.fillRect(x, y, 1, 1);
      }
  });

// Leaflet's canvas, which also knows patterns: `options.pattern` is a tile that is laid over a figure's fill.
export const PatternCanvas = L.Canvas.extend({
  _fillStroke(pen, layer) {
    L.Canvas.prototype._fillStroke.call(this, pen, layer);
    const { pattern, patternOpacity = 0.5 } = layer.options;
    if (!pattern) return;
    pen.save();
    pen.globalAlpha = patternOpacity;
    pen.fillStyle = pen.createPattern(pattern, "repeat");
    pen.fill();
    pen.restore();
  },
});

// Discs of spots whose place is vague; a country's is too wide to say anything.
export function vagueDiscs(markers, colour, renderer) {
  const line = colour("muted");
  return markers
    .filter((one) => one.options.told.reach > 0)
    .map((one) => L.circle(one.getLatLng(), { radius: 1000 * one.options.told.reach, renderer, interactive: false, color: line, weight: 1, opacity: 0.55, dashArray: "3 4", fillColor: line, fillOpacity: one.options.told.reach > WIDE ? 0 : 0.06 }));
}

// Rows of marsad/web/browse/map/mapcontrol.py: id, name, point, radius, hues of the holders, whether split, whether firm.
export function* heldDiscs(places, colour, renderer) {
  for (const [, , lat, lon, reach, hues, split, firm] of [...places].sort((a, b) => b[4] - a[4])) {
    const [one, other] = hues.map((hue) => colour(`side-${hue}`));
    const contested = split && other && reach <= WIDE;
    const strength = firm ? 1 : 0.45;
    yield L.circle([lat, lon], {
      radius: 1000 * Math.max(reach, 1.5),
      renderer,
      interactive: false,
      color: one,
      weight: contested ? 0 : 1.5,
      opacity: strength,
      fillColor: one,
      fillOpacity: contested ? 0 : (reach > WIDE ? 0.06 : 0.22) * strength,
      dashArray: reach > WIDE ? "6 3" : undefined,
      pattern: reach > WIDE ? undefined : contested ? striped(one, other) : LINES[hues[0]].length ? lined(hues[0], one) : undefined,
      patternOpacity: (contested ? 0.6 : 0.5) * strength,
    });
  }
}
