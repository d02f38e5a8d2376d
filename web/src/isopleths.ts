// Isopleths of a species over two scaled precursors, schema lantian.isopleths/1: lines, colours, the ridge, the table.
import { extent } from "d3-array";
import { axisBottom, axisLeft } from "d3-axis";
import { contours } from "d3-contour";
import { geoPath } from "d3-geo";
import { scaleLinear, scaleSequential } from "d3-scale";
import { interpolateViridis } from "d3-scale-chromatic";
import { select } from "d3-selection";
import type { Label, Language } from "./data";

interface Isopleths {
  schema: string; id: string; label: Label; species: string; averaging_hours: number; mechanism: string; unit: string;
  nox: number[]; voc: number[]; largest: number[][];
}

const words = {
  title: { en: "Isopleths", zh: "等浓度线图（EKMA）" },
  nox: { en: "NOx, factor of the base", zh: "NOx，相对基准的倍数" },
  voc: { en: "VOC, factor of the base", zh: "VOCs，相对基准的倍数" },
  other: { en: "中文", zh: "English" },
  table: { en: "The numbers", zh: "数值表" },
  note: { en: "Dot: the base. Dashed: the ridge, where for each amount of VOC the most is formed. Above it less NOx means more: VOC-limited.",
    zh: "圆点为基准；虚线为脊线，即各VOCs水平下生成量最大处。脊线以上减少NOx反而升高，为VOCs控制区。" },
} as const;
const say = (word: keyof typeof words, language: Language): string => words[word][language];

const data = JSON.parse(document.getElementById("lantian-data")?.textContent ?? "{}") as Isopleths;
if (data.schema !== "lantian.isopleths/1") throw new Error(`this page cannot show ${data.schema}`);
let language: Language = navigator.language.startsWith("en") && location.hash !== "#zh" ? "en" : "zh";
if (location.hash === "#en") language = "en";

const byId = <E extends Element>(id: string): E => document.getElementById(id) as unknown as E;
const quantity = (of: Language): string => of === "en"
  ? `largest ${data.averaging_hours}-h mean of ${data.species} [${data.unit}]`
  : `${data.species} 最大${data.averaging_hours}小时平均 [${data.unit}]`;

/** Where for each VOC the most is formed, between the rows by a parabola; nothing at the edges. */
function ridge(): [number, number][] {
  return data.voc.flatMap((voc, j): [number, number][] => {
    const column = data.largest.map((row) => row[j]), top = column.indexOf(Math.max(...column));
    if (top === 0 || top === column.length - 1) return [];
    const [a, b, c] = [column[top - 1], column[top], column[top + 1]], bend = a - 2 * b + c;
    const shift = bend === 0 ? 0 : (0.5 * (a - c)) / bend;
    return [[voc, data.nox[top] + shift * (data.nox[1] - data.nox[0])]];
  });
}

function picture() {
  const width = 760, height = 560, left = 64, right = 120, top = 16, bottom = 52;
  const columns = data.voc.length, rows = data.nox.length, values = data.largest.flat();
  const [lowest, highest] = extent(values) as [number, number];
  const x = scaleLinear().domain([data.voc[0], data.voc[columns - 1]]).range([left, width - right]);
  const y = scaleLinear().domain([data.nox[0], data.nox[rows - 1]]).range([height - bottom, top]);
  const colour = scaleSequential(interpolateViridis).domain([lowest, highest]);
  const root = select(byId("picture")).attr("viewBox", `0 0 ${width} ${height}`).attr("role", "img")
    .attr("aria-label", `${quantity(language)}: ${lowest.toFixed(1)} … ${highest.toFixed(1)}`);
  root.selectAll("*").remove();
  // d3's contours count from the corners of cells, their values stand in the middles.
  const across = (n: number) => x(data.voc[0] + ((n - 0.5) * (data.voc[columns - 1] - data.voc[0])) / (columns - 1));
  const up = (n: number) => y(data.nox[0] + ((n - 0.5) * (data.nox[rows - 1] - data.nox[0])) / (rows - 1));
  const path = (shape: { coordinates: number[][][][] }): string => geoPath()({ type: "MultiPolygon",
    coordinates: shape.coordinates.map((polygon) => polygon.map((ring) => ring.map(([i, j]) => [across(i), up(j)]))) }) ?? "";
  root.append("clipPath").attr("id", "frame").append("rect").attr("x", left).attr("y", top)
    .attr("width", width - left - right).attr("height", height - top - bottom);
  const plot = root.append("g").attr("clip-path", "url(#frame)");
  const fine = Array.from({ length: 40 }, (_, n) => lowest + ((highest - lowest) * n) / 40);
  for (const shape of contours().size([columns, rows]).thresholds(fine)(values))
    plot.append("path").attr("d", path(shape)).attr("fill", colour(shape.value));
  const step = scaleLinear().domain([lowest, highest]).nice().ticks(10);
  for (const shape of contours().size([columns, rows]).thresholds(step)(values))
    plot.append("path").attr("d", path(shape)).attr("fill", "none").attr("stroke", "#fff").attr("stroke-width", 1);
  const crest = ridge();
  if (crest.length > 1)
    plot.append("path").attr("d", `M${crest.map(([voc, nox]) => `${x(voc)},${y(nox)}`).join("L")}`).attr("fill", "none")
      .attr("stroke", "#000").attr("stroke-width", 2).attr("stroke-dasharray", "7 4");
  if (data.voc[0] <= 1 && data.voc[columns - 1] >= 1 && data.nox[0] <= 1 && data.nox[rows - 1] >= 1)
    plot.append("circle").attr("cx", x(1)).attr("cy", y(1)).attr("r", 6).attr("fill", "#d55e00").attr("stroke", "#fff").attr("stroke-width", 2);
  root.append("g").attr("transform", `translate(0,${height - bottom})`).call(axisBottom(x).ticks(8));
  root.append("g").attr("transform", `translate(${left},0)`).call(axisLeft(y).ticks(8));
  root.append("text").attr("x", (left + width - right) / 2).attr("y", height - 12).attr("class", "axis").text(say("voc", language));
  root.append("text").attr("transform", `translate(18,${(top + height - bottom) / 2}) rotate(-90)`).attr("class", "axis").text(say("nox", language));
  const level = scaleLinear().domain([lowest, highest]).range([height - bottom, top + 20]), bars = 40;
  for (let n = 0; n < bars; ++n) {
    const from = lowest + ((highest - lowest) * n) / bars, to = lowest + ((highest - lowest) * (n + 1)) / bars;
    root.append("rect").attr("x", width - right + 24).attr("width", 16).attr("y", level(to)).attr("height", level(from) - level(to) + 0.5)
      .attr("fill", colour(0.5 * (from + to)));
  }
  const scale = root.append("g").attr("transform", `translate(${width - right + 40},0)`).call(axisLeft(level).ticks(8).tickSize(0));
  scale.selectAll(".domain").remove();
  scale.selectAll("text").attr("x", 6).attr("text-anchor", "start");
  root.append("text").attr("x", width - right + 24).attr("y", top + 8).attr("class", "small").text(data.unit);
}

function cell(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = "number";
  return made;
}

function table(): HTMLElement {
  const grid = document.createElement("table"), head = document.createElement("tr");
  head.append(cell("th", "NOx \\ VOC"), ...data.voc.map((factor) => cell("th", factor.toFixed(2))));
  grid.append(head);
  data.nox.forEach((factor, i) => {
    const row = document.createElement("tr");
    row.append(cell("th", factor.toFixed(2)), ...data.largest[i].map((value) => cell("td", value.toFixed(1))));
    grid.append(row);
  });
  return grid;
}

function draw() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  const label = data.label[language] || data.id;
  document.title = `${label} · lantian`;
  byId<HTMLElement>("title").textContent = `${say("title", language)}: ${label}`;
  byId<HTMLElement>("of").textContent = `${quantity(language)} · ${data.mechanism}`;
  byId<HTMLElement>("language").textContent = say("other", language);
  byId<HTMLElement>("note").textContent = say("note", language);
  byId<HTMLElement>("tableTitle").textContent = say("table", language);
  byId<HTMLElement>("table").replaceChildren(table());
  picture();
}

byId<HTMLButtonElement>("language").onclick = () => { language = language === "en" ? "zh" : "en"; draw(); };
draw();
