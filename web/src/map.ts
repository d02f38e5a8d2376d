// The window as coloured cells: the baseline's mean, or a member's change, with county outline and monitors.
import { extent } from "d3-array";
import { axisBottom, axisLeft } from "d3-axis";
import { scaleDiverging, scaleLinear, scaleSequential, type Linear } from "d3-scale";
import { interpolatePuOr, interpolateViridis } from "d3-scale-chromatic";
import type { Selection } from "d3-selection";
import { line } from "d3-shape";
import { floats, type FieldMap, type Language, type Report } from "./data";
import { choice, drawing, element, fixed, keep, kept } from "./elements";
import { grid } from "./tables";
import { pollutantName, say } from "./words";

export interface Frame { x: Linear; y: Linear; left: number; top: number; plot: number; bottom: number }

/** Room for a map of the window in a drawing: `legend` is left free on the right. */
export function frameOf(report: Report, width: number, legend: number): Frame & { height: number } {
  const { nx, ny, dx, west, south } = report.grid, left = 44, top = 10, bottom = 42, plot = width - left - legend;
  const height = top + bottom + (plot * ny) / nx;
  return { x: scaleLinear().domain([west, west + nx * dx]).range([left, left + plot]), y: scaleLinear().domain([south, south + ny * dx]).range([height - bottom, top]),
    left, top, plot, bottom, height };
}

export function surroundings(root: Selection, frame: Frame & { height: number }, report: Report, language: Language, chooseMonitor: (n: number) => void) {
  const { x, y, left, plot, bottom, top, height } = frame, chosen = Math.min(Number(kept("monitor", "0")), report.monitors.length - 1);
  root.append("path").attr("d", line<[number, number]>().x((p) => x(p[0])).y((p) => y(p[1]))(report.outline) ?? "").attr("class", "outline");
  report.monitors.forEach((monitor, n) => {
    root.append("circle").attr("cx", x(monitor.x)).attr("cy", y(monitor.y)).attr("r", n === chosen ? 5 : 3.5)
      .attr("class", n === chosen ? "monitor chosen" : "monitor").on("click", () => chooseMonitor(n)).append("title").text(monitor.label[language]);
  });
  const named = report.monitors[chosen], place = x(named.x), onRight = place < left + 0.6 * plot;
  const name = root.append("text").attr("x", place + (onRight ? 9 : -9)).attr("y", y(named.y) - 6).attr("class", "name")
    .attr("text-anchor", onRight ? "start" : "end").text(named.label[language]);
  const long = (name.node() as SVGTextElement).getComputedTextLength();
  if (onRight ? place + 9 + long > left + plot : place - 9 - long < left)  // no room on that side: within the map, above the dot
    name.attr("text-anchor", "middle").attr("x", Math.min(Math.max(place, left + long / 2 + 2), left + plot - long / 2 - 2)).attr("y", y(named.y) - 9);
  const kilometres = (value: { valueOf(): number }) => `${Math.round(Number(value) / 1000)}`, ticks = plot < 320 ? 4 : 8;
  root.append("g").attr("transform", `translate(0,${height - bottom})`).call(axisBottom(x).ticks(ticks).tickFormat(kilometres));
  root.append("g").attr("transform", `translate(${left},0)`).call(axisLeft(y).ticks(ticks).tickFormat(kilometres));
  root.append("text").attr("x", left + plot / 2).attr("y", height - 6).attr("class", "axis").text(say("east", language));
  root.append("text").attr("transform", `translate(11,${(top + height - bottom) / 2}) rotate(-90)`).attr("class", "axis").text(say("north", language));
}

export type Colour = (value: number) => string;
/** Sequential for concentrations, diverging about 0 for changes; neither is the index's. */
export const concentrationColours = (low: number, high: number): Colour => { const scale = scaleSequential(interpolateViridis).domain([low, high]); return (value) => String(scale(value)); };
export const changeColours = (bound: number): Colour => { const scale = scaleDiverging(interpolatePuOr).domain([bound, 0, -bound]); return (value) => String(scale(value)); };

export function colourBar(root: Selection, at: number, top: number, bottom: number, from: number, to: number, colour: Colour, unit: string) {
  const bars = 40, level = scaleLinear().domain([from, to]).range([bottom, top + 20]);
  for (let n = 0; n < bars; ++n)
    root.append("rect").attr("x", at).attr("width", 13).attr("y", level(from + ((to - from) * (n + 1)) / bars))
      .attr("height", (bottom - top - 20) / bars + 0.5).attr("fill", colour(from + ((to - from) * (n + 0.5)) / bars));
  const scale = root.append("g").attr("transform", `translate(${at + 13},0)`).call(axisLeft(level).ticks(6).tickSize(0));
  scale.selectAll(".domain").remove();
  scale.selectAll("text").attr("x", 5).attr("text-anchor", "start");
  root.append("text").attr("x", at).attr("y", top + 8).attr("class", "small").text(unit);
}

const field = (map: FieldMap, member: string): Float32Array => floats(member === "" ? map.baseline : map.difference[member]);

/** Largest, smallest and mean of the window: what a map says in figures. */
function summary(report: Report, pollutant: string, language: Language): HTMLElement {
  const map = report.maps[pollutant], both = (text: string) => ({ en: text, zh: text });
  const rows = [{ id: "", label: { en: say("concentration", "en"), zh: say("concentration", "zh") } }, ...report.members.filter((one) => one.id !== report.baseline)].map((member) => {
    const values = field(map, member.id), number = (value: number) => ({ value, digits: map.digits + 1 });
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length, [low, high] = extent(values) as [number, number];
    return [{ text: member.label }, number(low), number(mean), number(high)];
  });
  return grid({ id: "map", title: both(`${pollutant} ${map.unit}`), columns: [{ en: "member", zh: "情景" }, { en: `lowest ${map.unit}`, zh: `最低 ${map.unit}` },
    { en: `mean ${map.unit}`, zh: `平均 ${map.unit}` }, { en: `highest ${map.unit}`, zh: `最高 ${map.unit}` }], rows }, language, true);
}

export function drawMap(host: HTMLElement, report: Report, language: Language): () => HTMLElement {
  const redraw = () => { host.replaceChildren(); drawMap(host, report, language); };
  const names = Object.keys(report.maps), pollutant = names.includes(kept("map", "PM2p5")) ? kept("map", "PM2p5") : names[0], member = kept("mapMember", "");
  const shown: [string, string][] = [["", say("concentration", language)], ...report.members.filter((one) => one.id !== report.baseline)
    .map((one): [string, string] => [one.id, `${say("change", language)} ${one.label[language]}`])];
  const choices = element("p", "", { class: "choices" });
  choices.append(choice(say("pollutant", language), names.map((name): [string, string] => [name, pollutantName(name, language)]), pollutant, (value) => { keep("map", value); redraw(); }),
    choice(say("show", language), shown, member, (value) => { keep("mapMember", value); redraw(); }));
  host.append(choices);
  const map = report.maps[pollutant], values = field(map, member), [lowest, highest] = extent(values) as [number, number];
  const bound = Math.max(Math.abs(lowest), Math.abs(highest), 1e-9), { nx, dx, west, south } = report.grid;
  const [from, to] = member === "" ? [lowest, highest] : [-bound, bound], colour = member === "" ? concentrationColours(from, to) : changeColours(bound);
  let frame!: ReturnType<typeof frameOf>;
  const { root, width } = drawing(host, (wide) => { frame = frameOf(report, wide, 76); return frame.height; },
    `${pollutantName(pollutant, language)}: ${fixed(lowest, map.digits)} … ${fixed(highest, map.digits)} ${map.unit}`, 640);
  const side = frame.plot / nx + 0.4, cells = root.append("g").attr("class", "cells");
  values.forEach((value, n) => cells.append("rect").attr("x", frame.x(west + (n % nx) * dx)).attr("y", frame.y(south + (Math.floor(n / nx) + 1) * dx))
    .attr("width", side).attr("height", side).attr("fill", colour(value)));
  surroundings(root, frame, report, language, (n) => { keep("monitor", `${n}`); document.dispatchEvent(new Event("lantian-redraw")); });
  colourBar(root, width - 58, frame.top, frame.height - frame.bottom, from, to, colour, map.unit);
  host.append(element("p", say("mapNote", language), { class: "note" }));
  return () => summary(report, pollutant, language);
}
