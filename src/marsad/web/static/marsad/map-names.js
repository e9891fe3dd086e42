// Names of places, drawn where there is room: the more important ones from afar, villages only close by.
const SHOWN = [[3, 6.5], [5, 99], [6.5, 8.5], [7.5, 99], [9, 99], [10.5, 99]]; // zooms of each rank: see maplabels.Rank
const NEAR = 9; // from here on the smaller places are wanted
const [LINE, APART] = [16, 6]; // pixels

export const Places = L.Layer.extend({
  // `obstacles` gives the boxes that names must not cover, in pixels of the map.
  initialize(sources, rtl, colour, obstacles) {
    Object.assign(this, { sources, rtl, colour, obstacles, rows: [], asked: new Set() });
  },

  onAdd(map) {
    const pane = map.getPane("names") ?? map.createPane("names");
    pane.style.zIndex = 450;
    pane.style.pointerEvents = "none";
    this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", pane);
    map.on("moveend resize", this.redraw, this);
    this.redraw();
  },

  async load(level) {
    if (this.asked.has(level)) return;
    this.asked.add(level);
    const answer = await fetch(this.sources[level]);
    if (!answer.ok) return this.asked.delete(level); // asked for again at the next move
    this.rows = [...this.rows, ...(await answer.json()).names].sort((a, b) => a[3] - b[3]);
    this.redraw();
  },

  redraw() {
    const map = this._map;
    if (!map) return;
    this.load("far");
    if (map.getZoom() >= NEAR) this.load("near");
    const size = map.getSize();
    const sharp = window.devicePixelRatio || 1;
    this.canvas.width = size.x * sharp;
    this.canvas.height = size.y * sharp;
    this.canvas.style.width = `${size.x}px`;
    this.canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
    const pen = this.canvas.getContext("2d");
    pen.scale(sharp, sharp);
    this.write(pen, map, size);
  },

  write(pen, map, size) {
    const zoom = map.getZoom();
    const bounds = map.getBounds();
    const taken = this.obstacles();
    const written = new Set();
    Object.assign(pen, { textAlign: "center", textBaseline: "middle", direction: this.rtl ? "rtl" : "ltr", lineJoin: "round", lineWidth: 3 });
    for (const [name, lat, lon, rank] of this.rows) {
      const [from, to] = SHOWN[rank];
      if (zoom < from || zoom > to || written.has(name) || !bounds.contains([lat, lon])) continue;
      const { x, y } = map.latLngToContainerPoint([lat, lon]);
      pen.font = `${rank < 2 ? 600 : 400} ${rank === 0 ? 14 : 12}px "IBM Plex Sans Arabic", sans-serif`;
      const half = pen.measureText(name).width / 2 + APART;
      const box = [x - half, y - LINE / 2, x + half, y + LINE / 2];
      if (box[0] < 0 || box[2] > size.x || taken.some((one) => one[0] < box[2] && box[0] < one[2] && one[1] < box[3] && box[1] < one[3])) continue;
      taken.push(box);
      written.add(name);
      pen.strokeStyle = this.colour("map-land");
      pen.fillStyle = this.colour(rank === 0 || rank === 2 ? "muted" : "ink");
      pen.strokeText(name, x, y);
      pen.fillText(name, x, y);
    }
  },
});
