/*
 * The search of an atlas, and its map through time.
 *
 * What it searches and draws stands in elzData.search and elzData.map, as `atlas_data.py` says;
 * the words are those of the page, see page.js. A field to search with is put into
 * [data-search], whose value leads from this page to the folder of the atlas; the map into
 * [data-map]. Without this script the tables of the page remain.
 *
 * What is seen stands behind the address, and can be sent to somebody:
 *   #day=2025-01-01&zone=haspengouw&municipality=alken&layer=population&scenario=wave
 *
 * What is data is written as text or as an attribute, never as markup.
 */
(function () {
  "use strict";

  const { say, fold, element } = window.elz;
  const data = window.elzData || {};

  // --- search ----------------------------------------------------------------------------

  const MOST_FOUND = 12;

  /** Return the rows that fit what is typed: first what begins with it, then words that do. */
  function found(rows, typed) {
    const asked = fold(typed);
    if (!asked) return [];
    const ranks = [[], [], []];
    for (const row of rows) {
      const key = row[0];
      if (key.startsWith(asked)) ranks[key === asked ? 0 : 1].push(row);
      else if (key.includes(` ${asked}`)) ranks[2].push(row);
    }
    return ranks.flat();
  }

  /** Fill a place with a field that searches, and a list of what it finds (a WAI combobox). */
  function makeSearch(place, { pages, kinds, rows }) {
    const root = place.dataset.search;
    const input = element("input", {
      id: "search", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "found",
    });
    const label = element("label", { for: "search" }, say("search"));
    const list = element("ul", { id: "found", role: "listbox", "aria-label": say("search") });
    const count = element("output", { class: "hidden" });
    let chosen = -1;
    list.hidden = true;
    place.append(label, input, list, count);

    const options = () => [...list.children];
    const go = (option) => option && window.location.assign(option.dataset.page);

    function choose(number) {
      const all = options();
      chosen = all.length ? (number + all.length) % all.length : -1;
      for (const [at, option] of all.entries()) option.setAttribute("aria-selected", at === chosen);
      if (chosen < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen]?.scrollIntoView({ block: "nearest" });
    }

    function close() {
      list.hidden = true;
      list.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      chosen = -1;
    }

    function show() {
      close();
      const all = found(rows, input.value);
      for (const [at, [, shown, kind, to]] of all.slice(0, MOST_FOUND).entries()) {
        const [page, title] = pages[to];
        const what = title === shown ? kinds[kind] : `${kinds[kind]} · ${title}`;
        const option = element(
          "li",
          { id: `found-${at}`, role: "option", "aria-selected": "false", "data-page": root + page },
          element("span", {}, shown), " ", element("small", {}, what),
        );
        list.append(option);
      }
      list.hidden = !all.length;
      input.setAttribute("aria-expanded", String(all.length > 0));
      if (!fold(input.value)) count.textContent = "";
      else count.textContent = all.length ? say("found", { count: all.length }) : say("not_found");
      count.classList.toggle("hidden", all.length > 0 || !count.textContent);
    }

    const keys = {
      ArrowDown: () => (list.hidden ? show() : choose(chosen + 1)),
      ArrowUp: () => choose(chosen < 0 ? -1 : chosen - 1),
      Enter: () => go(options()[Math.max(chosen, 0)]),
      Escape: () => (list.hidden ? (input.value = "") : close()),
    };
    input.addEventListener("input", show);
    input.addEventListener("focus", () => input.value && show());
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (!keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    // The field keeps the focus, or it would close before what is pressed is released.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));
  }

  // --- land ------------------------------------------------------------------------------

  const SVG = "http://www.w3.org/2000/svg";
  const KINDS = ["zone", "municipality"];
  const NOWHERE = -1;
  const UNDECIDED = -2;
  const SEVERAL = -3;

  /** Return an element of a drawing. */
  function drawn(name, attributes = {}) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /** Give an attribute to an element that does not have it so: what stays is not drawn again. */
  function set(made, name, value) {
    if (made.getAttribute(name) !== value) made.setAttribute(name, value);
  }

  /** Return the points of an arc, each as it stands in a path. */
  function pointsOf(arc) {
    const points = [];
    for (let at = 0, x = 0, y = 0; at < arc.length; at += 2) {
      x += arc[at];
      y += arc[at + 1];
      points.push([x, y]);
    }
    return points;
  }

  /** Return what is drawn of the land on every day: outlines, boxes, and what may be a border. */
  function landOf({ arcs, sides, lands }) {
    const points = arcs.map(pointsOf);
    const lines = points.map((each) => `M${each.join("L")}`);
    const along = (arc) => (arc < 0 ? [...points[~arc]].reverse() : points[arc]);
    const outlines = lands.map((rings) => {
      const paths = rings.map((ring) => `M${ring.flatMap(along).join("L")}Z`);
      return paths.join("");
    });
    const boxes = lands.map((rings) => {
      const all = rings.flat().flatMap(along);
      const xs = all.map(([x]) => x);
      const ys = all.map(([, y]) => y);
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    });
    const borders = lines.map((d, arc) => ({ d, left: sides[2 * arc], right: sides[2 * arc + 1] }));
    return { outlines, boxes, borders };
  }

  /** Return the box around boxes. */
  function around(boxes) {
    const [x, y, right, bottom] = [0, 1, 2, 3].map((side) => boxes.map((box) => box[side]));
    return [Math.min(...x), Math.min(...y), Math.max(...right), Math.max(...bottom)];
  }

  const middle = ([left, top, right, bottom]) => [(left + right) / 2, (top + bottom) / 2];

  // --- what stands behind the address ------------------------------------------------------

  const ASKED = ["day", "zone", "municipality", "layer", "scenario"];

  /** Return what an address asks for; what nobody knows is left to who reads it. */
  function asked() {
    const given = new URLSearchParams(window.location.hash.slice(1));
    return Object.fromEntries(ASKED.map((name) => [name, given.get(name) || ""]));
  }

  /** Return what stands behind the address of a state. */
  function written(state) {
    const given = ASKED.filter((name) => state[name]).map((name) => [name, state[name]]);
    return `#${new URLSearchParams(given)}`;
  }

  // --- the map ---------------------------------------------------------------------------

  const CLOSEST = 40;
  const STEP = 1.5;
  const LETTER = 0.56;
  const NAME = 11;
  /** How close municipalities are named instead of zones. */
  const NEAR = 3;
  const MARGIN = 0.02;
  /** How much of what lies around something is seen when it is brought into sight. */
  const ROOM = 2.2;

  /** The hatches of a map, and what each is made of; `fill` is how something has it. */
  const PATTERNS = {
    unknown: {
      fill: "url(#elz-unknown)", size: 6, turned: 45,
      shapes: [
        ["rect", { width: 6, height: 6, fill: "#e9ebee" }],
        ["path", { d: "M0,0v6", stroke: "#9aa5b1", "stroke-width": 2 }],
      ],
    },
    estimated: {
      fill: "url(#elz-estimated)", size: 5, turned: -45,
      shapes: [["path", { d: "M0,0v5", stroke: "#fff", "stroke-width": 1.4 }]],
    },
    changed: {
      fill: "url(#elz-changed)", size: 6, turned: 0,
      shapes: [
        ["circle", { cx: 3, cy: 3, r: 1.7, fill: "#fff", "fill-opacity": 0.7 }],
        ["circle", { cx: 3, cy: 3, r: 1.1, fill: "#1f2933" }],
      ],
    },
  };
  const UNKNOWN = PATTERNS.unknown.fill;

  /** Return a hatch; that of a key is as large as it is made. */
  function pattern(name, ending = "") {
    const { size, turned, shapes } = PATTERNS[name];
    const made = drawn("pattern", {
      id: `elz-${name}${ending}`, width: size, height: size, patternUnits: "userSpaceOnUse",
      "data-turned": turned, patternTransform: `rotate(${turned})`,
    });
    made.append(...shapes.map(([shape, attributes]) => drawn(shape, attributes)));
    return made;
  }

  /** The part of the land that is looked at: moved, and seen from nearer or farther. */
  class View {
    constructor(svg, [width, height]) {
      const margin = MARGIN * width;
      this.svg = svg;
      this.land = { x: -margin, y: -margin, w: width + 2 * margin, h: height + 2 * margin };
      this.whole = this.land;
      this.wide = width;
      this.show(this.whole);
    }

    /** Note how large the map is on the screen; to ask it each time would lay the page out. */
    measure() {
      const { clientWidth, clientHeight } = this.svg;
      const { land, box } = this;
      const ratio = clientHeight / clientWidth || land.h / land.w;
      const isWhole = this.scale <= 1;
      const w = Math.max(land.w, land.h / ratio);
      const h = w * ratio;
      this.wide = clientWidth || 1;
      this.whole = { x: land.x + (land.w - w) / 2, y: land.y + (land.h - h) / 2, w, h };
      this.show(isWhole ? this.whole : box);
    }

    get scale() {
      return this.whole.w / this.box.w;
    }

    show({ x, y, w }) {
      const { whole } = this;
      const wide = Math.min(whole.w, Math.max(whole.w / CLOSEST, w));
      const high = (wide * whole.h) / whole.w;
      const within = (at, size, low, all) => Math.min(low + all - size, Math.max(low, at));
      this.box = {
        x: within(x, wide, whole.x, whole.w), y: within(y, high, whole.y, whole.h),
        w: wide, h: high,
      };
      const { box } = this;
      this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
      this.svg.classList.toggle("is-near", this.scale > 1.001);
      this.changed?.();
    }

    /** See it nearer by a factor, a point of the land staying where it is. */
    zoom(factor, [x, y] = middle(this.corners)) {
      const { box } = this;
      const w = Math.min(this.whole.w, Math.max(this.whole.w / CLOSEST, box.w / factor));
      const by = w / box.w;
      this.show({ x: x - (x - box.x) * by, y: y - (y - box.y) * by, w });
    }

    move(dx, dy) {
      this.show({ x: this.box.x - dx, y: this.box.y - dy, w: this.box.w });
    }

    /** Bring a box into sight, nearer where it is small. */
    bring(box) {
      const [x, y] = middle(box);
      const { whole } = this;
      const w = Math.max(box[2] - box[0], ((box[3] - box[1]) * whole.w) / whole.h) * ROOM;
      const wide = Math.min(whole.w, w);
      this.show({ x: x - wide / 2, y: y - (wide * whole.h) / whole.w / 2, w: wide });
    }

    get corners() {
      const { x, y, w, h } = this.box;
      return [x, y, x + w, y + h];
    }

    /** Return how much land a pixel is, and where a place on the screen lies. */
    get pixel() {
      return this.box.w / this.wide;
    }

    at(event) {
      const { left, top } = this.svg.getBoundingClientRect();
      const { box, pixel } = this;
      return [box.x + (event.clientX - left) * pixel, box.y + (event.clientY - top) * pixel];
    }
  }

  /** Let a view be moved and zoomed: by dragging, pinching and the wheel. */
  function letMove(view) {
    const { svg } = view;
    const fingers = new Map();
    let dragged = false;
    const spread = () => {
      const [one, other] = [...fingers.values()];
      return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    };
    svg.addEventListener("pointerdown", (event) => {
      if (!fingers.size) dragged = false;
      fingers.set(event.pointerId, event);
    });
    svg.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const dx = event.clientX - before.clientX;
      const dy = event.clientY - before.clientY;
      if (!dragged && fingers.size === 1 && Math.hypot(dx, dy) < 5) return;
      if (!dragged) svg.setPointerCapture(event.pointerId);
      dragged = true;
      const apart = fingers.size === 2 ? spread() : 0;
      fingers.set(event.pointerId, event);
      if (apart) {
        const [one, other] = [...fingers.values()].map((each) => view.at(each));
        view.zoom(spread() / apart, middle([...one, ...other]));
      }
      view.move((dx * view.pixel) / fingers.size, (dy * view.pixel) / fingers.size);
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      svg.addEventListener(end, (event) => fingers.delete(event.pointerId));
    }
    // A page that is scrolled is not held up by a map: it zooms once it was chosen, or with Ctrl.
    const wheel = (event) => {
      if (!event.ctrlKey && document.activeElement !== svg) return;
      event.preventDefault();
      view.zoom(Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 400)), view.at(event));
    };
    svg.addEventListener("wheel", wheel, { passive: false });
    return () => dragged;
  }

  /** A map through time: what is drawn, and what of it is chosen. */
  class Atlas {
    constructor(place, map) {
      this.map = map;
      this.land = landOf(map);
      this.root = place.dataset.map;
      this.state = {};
      this.layers = [{ id: "", name: say("layer_zones"), by: "zone" }, ...(map.layers || [])];
      this.makeDrawing();
      this.makeControls();
      this.dress(place);
      this.view.measure();
      this.view.changed = () => this.fitNames();
      this.listen();
      this.restore();
    }

    // ... what it is made of

    makeDrawing() {
      const { land, map } = this;
      const [width, height] = map.size;
      this.svg = drawn("svg", {
        class: "atlas", role: "application", tabindex: 0, "aria-label": say("map"),
        "aria-describedby": "map-keys", width, height,
      });
      this.patterns = Object.keys(PATTERNS).map((name) => pattern(name));
      const defs = drawn("defs");
      defs.append(...this.patterns, ...Object.keys(PATTERNS).map((name) => pattern(name, "-key")));
      this.svg.append(defs);
      this.lands = land.outlines.map((d, number) => drawn("path", { d, "data-land": number }));
      const layer = (name) => drawn("path", { class: name, fill: PATTERNS[name]?.fill || "none" });
      const group = drawn("g", { class: "lands" });
      group.append(...this.lands);
      this.estimated = layer("estimated");
      this.changed = layer("changed");
      this.picked = layer("picked");
      this.borders = land.borders.map(({ d }) => drawn("path", { d }));
      this.names = KINDS.flatMap((by) => this.namesOf(by));
      const borders = drawn("g", { class: "borders" });
      borders.append(...this.borders);
      const names = drawn("g", { class: "labels", "aria-hidden": "true" });
      names.append(...this.names.map(({ text }) => text));
      this.labels = names;
      this.svg.append(group, this.estimated, this.changed, borders, this.picked, names);
      this.view = new View(this.svg, map.size);
    }

    /** Return the names of all areas of a kind, written where they fit. */
    namesOf(by) {
      return this.areas(by).flatMap(({ name, at }, version) => {
        if (!at) return [];
        const text = drawn("text", { x: at[0], y: at[1], class: `of-${by}`, display: "none" });
        text.textContent = name;
        return [{ by, version, text, wide: at[2], letters: [...name].length }];
      });
    }

    makeControls() {
      const { map } = this;
      const button = (key, sign, act) => {
        const made = element("button", { type: "button", "aria-label": say(key) }, sign);
        made.addEventListener("click", act);
        return made;
      };
      this.zooms = element(
        "div", { class: "zooms", role: "group", "aria-label": say("zoom") },
        button("zoom_in", "+", () => this.view.zoom(STEP)),
        button("zoom_out", "−", () => this.view.zoom(1 / STEP)),
        button("zoom_all", "⤢", () => this.view.show(this.view.whole)),
      );
      this.slider = element("input", { type: "range", id: "day", min: 0, step: 1 });
      this.days = element("ol", { class: "days", "aria-hidden": "true" });
      this.earlier = button("earlier", "‹", () => this.goTo(this.place - 1));
      this.later = button("later", "›", () => this.goTo(this.place + 1));
      this.layer = choice("layer", this.layers);
      this.scenario = choice("scenario", [
        { id: "", name: say("no_scenario") }, ...(map.scenarios || []),
      ]);
      this.legend = element("ul", { class: "legend", "aria-label": say("legend") });
      this.hovered = element("p", { class: "hovered", "aria-hidden": "true" });
      this.live = element("p", { class: "hidden", "aria-live": "polite", id: "map-live" });
      this.about = element("section", { class: "about", "aria-label": say("chosen") });
      this.news = element("section", { class: "news", "aria-label": say("changes") });
    }

    dress(place) {
      const labelled = (key, ...fields) => {
        const label = element("label", { for: key }, say(key));
        return element("div", { class: `field ${key}` }, label, ...fields);
      };
      const steps = element("div", { class: "steps" }, this.earlier, this.slider, this.later);
      const fields = [labelled("day", steps, this.days), labelled("layer", this.layer)];
      if (this.map.scenarios?.length) fields.push(labelled("scenario", this.scenario));
      const keys = element("p", { class: "hidden", id: "map-keys" }, say("map_keys"));
      const frame = element("div", { class: "framed" }, this.svg, this.zooms, keys);
      place.replaceChildren(
        element("div", { class: "fields" }, ...fields),
        frame, this.hovered, this.legend, this.live,
        element("div", { class: "beside" }, this.about, this.news),
      );
    }

    // ... what is seen on a day

    /** The days that are shown: those of the record, and those of the scenario. */
    shownDays() {
      const own = this.ownScenario;
      return this.map.days.filter(({ scenario }) => scenario === null || scenario === own);
    }

    /** The place of the scenario that is shown, or -1. */
    get ownScenario() {
      return this.map.scenarios?.findIndex(({ id }) => id === this.state.scenario) ?? -1;
    }

    get place() {
      return Number(this.slider.value);
    }

    get shown() {
      return this.map.layers?.find(({ id }) => id === this.state.layer) || this.layers[0];
    }

    /** Draw what the state says, and only what is not so already. */
    draw() {
      const days = this.shownDays();
      const at = placeOf(days, this.state.day);
      const day = days[at];
      this.day = day;
      this.before = days[at - 1];
      this.number = this.map.days.indexOf(day);
      this.slider.max = days.length - 1;
      this.slider.value = at;
      this.slider.setAttribute("aria-valuetext", day.label);
      this.earlier.disabled = at === 0;
      this.later.disabled = at === days.length - 1;
      this.layer.value = this.shown.id;
      this.scenario.value = this.map.scenarios?.[this.ownScenario]?.id || "";
      this.paint();
      this.drawBorders();
      this.fitNames();
      this.writeDays(days, at);
      this.writeLegend();
      this.writeNews();
      this.pick();
    }

    /** Return the version of an area that a land lies in on the day, by the kind of area. */
    versionOf(land, by = this.shown.by) {
      return this.day[by][land];
    }

    /** Return what the layer says of a land, if anything: class, text, whether an estimate. */
    valueOf(land) {
      const { shown } = this;
      return shown.days?.[this.number]?.[this.versionOf(land)];
    }

    fillOf(land) {
      const { shown, map } = this;
      const zone = this.day.zone[land];
      if (shown.days) {
        const value = this.valueOf(land);
        return value && value[0] >= 0 ? shown.classes[value[0]].colour : UNKNOWN;
      }
      if (zone >= 0) return map.colours[map.zones[zone].colour];
      return zone === UNDECIDED ? UNKNOWN : "";
    }

    paint() {
      const { lands, land, shown } = this;
      for (const [number, path] of lands.entries()) set(path, "fill", this.fillOf(number));
      const outlined = (isMeant) => land.outlines.filter((_, number) => isMeant(number));
      const changed = outlined((number) => this.isChanged(number));
      const estimated = shown.days ? outlined((number) => this.valueOf(number)?.[2]) : [];
      // Where nearly everything changed nothing stands out: then the list says it.
      set(this.changed, "d", changed.length < lands.length / 2 ? changed.join("") : "");
      set(this.estimated, "d", estimated.join(""));
    }

    isChanged(land) {
      const { before, day } = this;
      if (!before) return false;
      return KINDS.some((by) => before[by][land] !== day[by][land]);
    }

    drawBorders() {
      const { municipality, zone } = this.day;
      const of = (by, land) => (land < 0 ? NOWHERE : by[land]);
      const differ = (by, one, other) => of(by, one) !== of(by, other);
      const isBorder = (by, one, other) => {
        if (!differ(by, one, other)) return false;
        const least = Math.min(of(by, one), of(by, other));
        return least !== SEVERAL || differ(municipality, one, other);
      };
      for (const [arc, { left, right }] of this.land.borders.entries()) {
        const inside = isBorder(municipality, left, right) ? "municipal" : "";
        set(this.borders[arc], "class", isBorder(zone, left, right) ? "zonal" : inside);
      }
    }

    /** Show the names that fit into their area, of zones or from nearer of municipalities. */
    fitNames() {
      const { pixel, scale } = this.view;
      const kind = scale >= NEAR ? "municipality" : this.shown.by;
      const living = new Set(this.day[kind]);
      const size = NAME * pixel;
      for (const each of this.patterns) {
        each.setAttribute("patternTransform", `scale(${pixel}) rotate(${each.dataset.turned})`);
      }
      this.labels.setAttribute("font-size", size);
      for (const { by, version, text, wide, letters } of this.names) {
        const fits = by === kind && living.has(version) && LETTER * size * letters <= wide;
        set(text, "display", fits ? "inline" : "none");
      }
    }

    writeDays(days, at) {
      const items = days.map(({ label, scenario }, number) => {
        const look = scenario === null ? "" : "imagined";
        const item = element("li", { class: number === at ? `${look} now` : look }, label);
        item.addEventListener("click", () => this.goTo(number));
        return item;
      });
      this.days.replaceChildren(...items);
    }

    writeLegend() {
      const { shown, day, lands } = this;
      const entries = [];
      const entry = (label, fill, look = "") => {
        const key = drawn("svg", { width: 22, height: 14, "aria-hidden": "true", class: look });
        key.append(drawn("rect", { width: 22, height: 14, fill }));
        entries.push(element("li", {}, key, label));
      };
      const hatched = (name) => PATTERNS[name].fill.replace(")", "-key)");
      for (const { colour, label } of shown.classes || []) entry(label, colour);
      if (shown.days) {
        const isUnknown = lands.some((_, land) => this.fillOf(land) === UNKNOWN);
        if (isUnknown) entry(shown.unknown, hatched("unknown"));
      } else {
        if (day.zone.includes(UNDECIDED)) entry(say("undecided"), hatched("unknown"));
        if (day.zone.includes(NOWHERE)) entry(say("nowhere"), "none", "nowhere");
      }
      for (const name of ["estimated", "changed"]) {
        if (this[name].getAttribute("d")) entry(say(name), hatched(name), name);
      }
      this.legend.replaceChildren(...entries);
      if (shown.note) this.legend.append(element("li", { class: "note" }, shown.note));
    }

    writeNews() {
      const { day } = this;
      const told = day.told.map((each) => element("li", {}, each));
      const open = day.open.map(({ name, zones }) =>
        element("li", { class: "grave" }, say("open", { name, zones: zones.join(" · ") })));
      const list = element("ul", { tabindex: 0, "aria-label": say("changes") }, ...told, ...open);
      const title = element("h3", {}, say("changes_on", { day: day.label }));
      const none = element("p", {}, say("no_changes"));
      this.news.replaceChildren(title, list.children.length ? list : none);
    }

    // ... what is chosen

    get chosenKind() {
      return this.state.municipality ? "municipality" : "zone";
    }

    /** Return the lands of what is chosen on the day: of a municipality, else of a zone. */
    chosenLands() {
      const by = this.chosenKind;
      const id = this.state[by];
      if (!id) return [];
      const isChosen = (version) => this.areas(by)[version]?.id === id;
      return this.day[by].flatMap((version, land) => (isChosen(version) ? [land] : []));
    }

    /** Outline what is chosen, and say what it is. */
    pick() {
      const chosen = new Set(this.chosenLands());
      const differ = (one, other) => chosen.has(one) !== chosen.has(other);
      const isAround = ({ left, right }) => differ(left, right);
      const around = chosen.size ? this.land.borders.filter(isAround) : [];
      set(this.picked, "d", around.map(({ d }) => d).join(""));
      this.about.replaceChildren(...this.told([...chosen]));
    }

    /** Return what is told of lands that are chosen. */
    told(chosen) {
      const { day, chosenKind: by } = this;
      if (!chosen.length) return [element("p", {}, say(this.state[by] ? "not_on_day" : "choose"))];
      const area = this.areas(by)[day[by][chosen[0]]];
      const lines = [element("h3", {}, area.name)];
      for (const text of this.figures(chosen)) lines.push(element("p", { class: "figure" }, text));
      const other = by === "zone" ? "municipality" : "zone";
      const beside = new Set(chosen.map((land) => day[other][land]).filter((each) => each >= 0));
      const areas = [...beside].map((each) => this.areas(other)[each]);
      areas.sort((one, another) => one.name.localeCompare(another.name));
      const links = areas.map(({ page, name }) => element("li", {}, this.link(page, name)));
      lines.push(element("p", {}, this.link(area.page, say("more", { name: area.name }))));
      if (links.length) {
        const title = element("h4", {}, say(by === "zone" ? "its_municipalities" : "its_zones"));
        lines.push(title, element("ul", { class: "names" }, ...links));
      }
      return lines;
    }

    areas(by) {
      return by === "zone" ? this.map.zones : this.map.municipalities;
    }

    /** Return the figures of the layer for what is chosen, named where there are several. */
    figures(chosen) {
      if (!this.shown.days) return [];
      const values = new Map(chosen.map((land) => [this.versionOf(land), this.valueOf(land)]));
      return [...values].filter(([, value]) => value).map(([version, [, text, isEstimate]]) => {
        const figure = isEstimate ? `${text} (${say("estimated")})` : text;
        const name = values.size > 1 ? `${this.areas(this.shown.by)[version].name}: ` : "";
        return `${name}${figure}`;
      });
    }

    link(page, text) {
      return element("a", { href: this.root + page }, text);
    }

    /** Return in one line what a land is. */
    line(land) {
      const { day } = this;
      const said = { [NOWHERE]: "nowhere", [UNDECIDED]: "undecided", [SEVERAL]: "several" };
      const name = (by) => {
        const version = day[by][land];
        return version < 0 ? say(said[version]) : this.areas(by)[version].name;
      };
      const value = this.shown.days ? this.valueOf(land)?.[1] : "";
      return [name("municipality"), name("zone"), value].filter(Boolean).join(" · ");
    }

    // ... what people do

    /** Change what is seen, and what stands behind the address. */
    change(state) {
      this.state = { ...this.state, ...state };
      this.draw();
      this.state.day = this.day.day;
      const address = written(this.state);
      if (address !== window.location.hash) window.location.hash = address;
    }

    /** Show what the address asks for. */
    restore() {
      const { hash } = window.location;
      if (this.day && hash && !hash.includes("=")) return; // It leads to another place of the page.
      const before = written(this.state);
      this.state = asked();
      if (before === written(this.state) && this.day) return;
      this.draw();
      const chosen = this.chosenLands();
      if (chosen.length && !this.isSeen(chosen)) this.bring(chosen);
    }

    isSeen(lands) {
      const [left, top, right, bottom] = this.view.corners;
      const [x, y] = this.middleOf(lands);
      return this.view.scale > 1 && x > left && x < right && y > top && y < bottom;
    }

    boxOf(lands) {
      return around(lands.map((land) => this.land.boxes[land]));
    }

    middleOf(lands) {
      return middle(this.boxOf(lands));
    }

    bring(lands) {
      this.view.bring(this.boxOf(lands));
    }

    /** Return the lands of each area of a kind on the day. */
    landsBy(by) {
      const found = new Map();
      for (const [land, version] of this.day[by].entries()) {
        if (version >= 0) found.set(version, [...(found.get(version) || []), land]);
      }
      return found.values();
    }

    goTo(place) {
      const days = this.shownDays();
      const day = days[Math.max(0, Math.min(days.length - 1, place))];
      this.change({ day: day.day });
      this.announce();
    }

    /** Say to those who do not see it what a day brought. */
    announce() {
      const { day, before } = this;
      const count = day.told.length;
      const news = before && count ? say("announced", { count }) : say("no_changes");
      this.live.textContent = `${day.label}: ${news}`;
    }

    /** Choose what a land lies in: a zone, or from nearer a municipality. */
    choose(land, by = this.view.scale < NEAR ? this.shown.by : "municipality") {
      const kind = this.day[by][land] >= 0 ? by : "municipality";
      const area = this.areas(kind)[this.day[kind][land]];
      if (!area) return;
      this.change({ zone: "", municipality: "", [kind]: area.id });
      const figures = this.figures(this.chosenLands());
      this.live.textContent = [this.about.querySelector("h3").textContent, ...figures].join(": ");
    }

    /** Go to the area that lies next in a direction. */
    step(dx, dy) {
      const chosen = this.chosenLands();
      const by = chosen.length ? this.chosenKind : this.shown.by;
      const [x, y] = chosen.length ? this.middleOf(chosen) : middle(this.view.corners);
      let nearest = null;
      let least = Infinity;
      for (const lands of this.landsBy(by)) {
        const [atX, atY] = this.middleOf(lands);
        const along = (atX - x) * dx + (atY - y) * dy;
        const aside = Math.abs((atX - x) * dy) + Math.abs((atY - y) * dx);
        const far = chosen.length ? along + 2 * aside : Math.hypot(along, aside);
        if (chosen.length && (along <= aside / 2 || lands.includes(chosen[0]))) continue;
        if (far < least) [nearest, least] = [lands, far];
      }
      if (!nearest) return;
      this.choose(nearest[0], by);
      if (this.view.scale > 1 && !this.isSeen(nearest)) this.bring(nearest);
    }

    open() {
      const link = this.about.querySelector("a");
      if (link) window.location.assign(link.href);
    }

    listen() {
      const { svg } = this;
      const wasDragged = letMove(this.view);
      svg.addEventListener("click", (event) => {
        const land = event.target.dataset?.land;
        if (land !== undefined && !wasDragged()) this.choose(Number(land));
      });
      svg.addEventListener("dblclick", (event) => this.view.zoom(STEP * STEP, this.view.at(event)));
      svg.addEventListener("pointermove", (event) => {
        const land = event.target.dataset?.land;
        this.hovered.textContent = land === undefined ? "" : this.line(Number(land));
      });
      svg.addEventListener("pointerleave", () => (this.hovered.textContent = ""));
      const keys = {
        ArrowLeft: () => this.step(-1, 0), ArrowRight: () => this.step(1, 0),
        ArrowUp: () => this.step(0, -1), ArrowDown: () => this.step(0, 1),
        "+": () => this.view.zoom(STEP), "=": () => this.view.zoom(STEP),
        "-": () => this.view.zoom(1 / STEP), 0: () => this.view.show(this.view.whole),
        Enter: () => this.open(), Escape: () => this.change({ zone: "", municipality: "" }),
      };
      svg.addEventListener("keydown", (event) => {
        if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        keys[event.key]();
      });
      this.slider.addEventListener("input", () => this.goTo(this.place));
      this.layer.addEventListener("change", () => this.change({ layer: this.layer.value }));
      this.scenario.addEventListener("change", () => {
        this.state.scenario = this.scenario.value;
        const imagined = this.shownDays().find(({ scenario }) => scenario !== null);
        this.change({ day: imagined?.day || "" });
        this.announce();
      });
      window.addEventListener("hashchange", () => this.restore());
      new ResizeObserver(() => this.view.measure()).observe(svg);
    }
  }

  /** Return the place of the last day that is not later than one that is asked for. */
  function placeOf(days, day) {
    if (!day) return days.findLastIndex(({ scenario }) => scenario === null);
    const exact = days.findLastIndex((each) => each.day === day);
    return exact >= 0 ? exact : Math.max(0, days.findLastIndex((each) => each.day <= day));
  }

  /** Return a field with what can be chosen. */
  function choice(id, all) {
    const made = element("select", { id });
    made.append(...all.map((each) => element("option", { value: each.id }, each.name)));
    return made;
  }

  document.querySelectorAll("[data-search]").forEach((each) => makeSearch(each, data.search));
  document.querySelectorAll("[data-map]").forEach((each) => new Atlas(each, data.map));
})();
