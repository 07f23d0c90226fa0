// Draws the figures of a page. The table beside each drawing says the same, so a drawing is no more than a picture of it.
/* global Plot, d3, topojson */

const COOPERATION = "var(--cooperation)", CONFLICT = "var(--conflict)";
const CLASSES = {
  "verbal cooperation": { colour: COOPERATION, opacity: 0.55, sign: 1 },
  "material cooperation": { colour: COOPERATION, opacity: 1, sign: 1 },
  "verbal conflict": { colour: CONFLICT, opacity: 0.55, sign: -1 },
  "material conflict": { colour: CONFLICT, opacity: 1, sign: -1 },
};
const THIN = 3, LEAST = 1.5; // pixels of a bar
const STEP = { day: d3.utcDay, week: d3.utcMonday, month: d3.utcMonth, quarter: d3.utcMonth.every(3), year: d3.utcYear };
const LOOK = { className: "plot", style: { background: "none", fontSize: "11px", overflow: "visible" } };

const named = (data) => data.rows.map((row) => Object.fromEntries(row.map((value, n) => [data.columns[n], value])));
const count = d3.format(",");
const counted = (value, one) => `${count(value)} ${one}${value === 1 ? "" : "s"}`;
const signed = (value) => (value > 0 ? "+" : value < 0 ? "−" : "") + d3.format(",.1f")(Math.abs(value));

/** The days that a step spans, so that a lone step is drawn as wide as it is and not as wide as the page. */
function span(rows, by) {
  const step = STEP[by], days = rows.map((row) => row.day);
  const first = step.floor(d3.min(days)), last = step.offset(step.floor(d3.max(days)), 1);
  const steps = step.range(first, last).length;
  return steps < 12 ? [step.offset(first, -3), step.offset(last, 9 - steps)] : [first, last];
}

/** How bars lie across some pixels: half a pixel from their neighbours, side by side where they are thin, and never so thin as not to be seen. */
function bars(rows, by, width) {
  const wide = width / STEP[by].range(...span(rows, by)).length;
  const inset = wide >= THIN ? 0.5 : Math.min(0, (wide - LEAST) / 2);
  return { x1: "day", x2: "end", insetLeft: inset, insetRight: inset };
}

function over(data) {
  return named(data).map((row) => ({ ...row, day: new Date(row[data.by] + "T00:00Z"), end: STEP[data.by].offset(new Date(row[data.by] + "T00:00Z"), 1) }));
}

function scores(data, width) {
  const rows = over(data);
  const title = (row) => `${row[data.by]}\ncooperation ${signed(row.cooperation)}\nconflict ${signed(row.conflict)}\n${counted(row.events, "event")}`;
  const across = bars(rows, data.by, width - 64);
  return Plot.plot({
    ...LOOK, width, height: 190, marginLeft: 44, marginBottom: 24, marginTop: 12,
    x: { type: "utc", label: null, domain: span(rows, data.by) }, y: { label: null, grid: true, ticks: 5, nice: true },
    marks: [
      Plot.rectY(rows, { ...across, y1: 0, y2: "cooperation", fill: COOPERATION }),
      Plot.rectY(rows, { ...across, y1: 0, y2: "conflict", fill: CONFLICT }),
      Plot.ruleY([0], { stroke: "var(--ink)" }),
      Plot.tip(rows, Plot.pointerX({ x: "day", y: 0, title, fill: "var(--sheet)", stroke: "var(--rule)" })),
    ],
  });
}

function classes(data, width) {
  const rows = over(data);
  const across = bars(rows, data.by, width - 64);
  const stacked = rows.flatMap((row) => {
    let up = 0, down = 0;
    return Object.entries(CLASSES).map(([name, { colour, opacity, sign }]) => {
      const from = sign > 0 ? up : down, to = from + sign * row[name];
      if (sign > 0) up = to; else down = to;
      return { day: row.day, end: row.end, from, to, colour, opacity };
    });
  });
  const title = (row) => `${row[data.by]}\n` + Object.keys(CLASSES).map((name) => `${name} ${count(row[name])}`).join("\n");
  return Plot.plot({
    ...LOOK, width, height: 190, marginLeft: 44, marginBottom: 24, marginTop: 12,
    x: { type: "utc", label: null, domain: span(rows, data.by) },
    y: { label: null, grid: true, ticks: 5, nice: true, tickFormat: (value) => (Number.isInteger(value) ? count(Math.abs(value)) : "") },
    marks: [
      Plot.rectY(stacked, { ...across, y1: "from", y2: "to", fill: "colour", fillOpacity: "opacity" }),
      Plot.ruleY([0], { stroke: "var(--ink)" }),
      Plot.tip(rows, Plot.pointerX({ x: "day", y: 0, title, fill: "var(--sheet)", stroke: "var(--rule)" })),
    ],
  });
}

/** A band a type, all to one scale of roots: what is frequent stands out, and what is rare can still be seen and dated. */
function types(data, width) {
  const [by, ...names] = data.columns, rows = over(data);
  const told = rows.flatMap((row) => names.filter((name) => row[name]).map((name) => ({ day: row.day, end: row.end, name, events: row[name] })));
  const colours = new Map(names.map((name, n) => [name, data.sides[n] === "cooperation" ? COOPERATION : CONFLICT]));
  return Plot.plot({
    ...LOOK, width, height: 40 + 24 * names.length, marginLeft: 90, marginRight: 44, marginBottom: 24, marginTop: 8,
    x: { type: "utc", label: null, domain: span(rows, by) }, y: { axis: null, type: "sqrt" }, fy: { label: null, domain: names, axis: "left", padding: 0.15 },
    marks: [
      Plot.rectY(told, { fy: "name", ...bars(rows, by, width - 134), y: "events", fill: (bar) => colours.get(bar.name) }),
      Plot.ruleY([0], { stroke: "var(--rule)" }),
      Plot.tip(told, Plot.pointerX({
        fy: "name", x: "day", y: "events", fill: "var(--sheet)", stroke: "var(--rule)",
        title: (bar) => `${d3.utcFormat("%Y-%m-%d")(bar.day)}\n${bar.name} ${count(bar.events)}`,
      })),
    ],
  });
}

const worlds = new Map();

async function map(data, width, figure) {
  const address = figure.dataset.world;
  if (!worlds.has(address)) worlds.set(address, fetch(address).then((answer) => answer.json()));
  const world = await worlds.get(address);
  const land = topojson.feature(world, world.objects.land), borders = topojson.mesh(world, world.objects.countries, (a, b) => a !== b);
  const rows = named(data).sort((a, b) => b.events - a.events);
  const colour = (row) => (row.score > 0 ? COOPERATION : row.score < 0 ? CONFLICT : "var(--soft)");
  const near = figure.dataset.near === "yes" && rows.length;
  const dots = { type: "MultiPoint", coordinates: rows.map((row) => [row.longitude, row.latitude]) };
  const at = { x: "longitude", y: "latitude", r: "events", strokeWidth: 1.2 };
  const drawing = Plot.plot({
    ...LOOK, width, height: Math.min(width * 0.49, 560), margin: 2,
    projection: near ? { type: "mercator", domain: dots, inset: 40 } : { type: "equal-earth", domain: { type: "Sphere" } },
    r: { range: [0, Math.max(10, width / 60)], type: "sqrt" },
    marks: [
      Plot.geo(land, { fill: "var(--land)" }), Plot.geo(borders, { stroke: "var(--coast)", strokeWidth: 0.6 }),
      near ? null : Plot.sphere({ stroke: "var(--coast)" }),
      Plot.dot(rows.filter((row) => !row.exact), { ...at, stroke: colour, fill: colour, fillOpacity: 0.08 }),
      Plot.dot(rows.filter((row) => row.exact), { ...at, stroke: colour, fill: colour, fillOpacity: 0.45 }),
      Plot.tip(rows, Plot.pointer({
        x: "longitude", y: "latitude", fill: "var(--sheet)", stroke: "var(--rule)",
        title: (row) => [
          `${row.name}${row.country ? ` (${row.country})` : ""}`,
          `${counted(row.events, "event")}, score ${signed(row.score)}`,
          `known to the ${row.known || "place"}${row.only ? " only" : ""}`,
          ...(row.asked > row.events ? [`${count(row.asked)} are found by the ${row.only ? "country" : "name"}`] : []),
        ].join("\n"),
      })),
    ],
  });
  // The table beside it leads to the same for who cannot point; a drawing holds no links, or it would be no picture.
  drawing.addEventListener("click", () => {
    const row = drawing.value;
    if (!row) return;
    const asked = new URL(row.only ? figure.dataset.country : figure.dataset.place, location);
    if (!row.only) asked.searchParams.set("place", row.name);
    if (row.country) asked.searchParams.set("country", row.country);
    location.assign(asked);
  });
  return drawing;
}

const KINDS = { scores, classes, types, map };

async function draw(figure) {
  const place = figure.querySelector(".drawing"), data = figure.querySelector("script[type='application/json']");
  const width = Math.floor(place?.clientWidth ?? 0);
  if (!data || !width || (figure.drawn === width && !figure.again)) return;
  Object.assign(figure, { drawn: width, again: false });
  const drawing = await KINDS[figure.dataset.chart](JSON.parse(data.textContent), width, figure);
  drawing.setAttribute("aria-hidden", "true");
  place.replaceChildren(drawing);
}

const widths = new ResizeObserver((seen) => seen.forEach(({ target }) => draw(target.closest("figure"))));
for (const figure of document.querySelectorAll("figure.chart")) {
  const place = figure.querySelector(".drawing");
  if (!place) continue;
  widths.observe(place);
  if (figure.dataset.chart !== "map") continue;
  const near = document.createElement("button");
  near.type = "button";
  near.className = "noprint";
  near.textContent = "Fit to the events";
  near.addEventListener("click", () => {
    const fitted = figure.dataset.near === "yes";
    figure.dataset.near = fitted ? "no" : "yes";
    near.textContent = fitted ? "Fit to the events" : "Show the world";
    figure.again = true;
    draw(figure);
  });
  figure.querySelector("figcaption").append(" ", near);
}
