// The window as coloured cells: the baseline's mean, or a member's change, with county outline and monitors.
import { extent } from "d3-array";
import { axisBottom, axisLeft } from "d3-axis";
import { scaleDiverging, scaleLinear, scaleSequential } from "d3-scale";
import { interpolatePuOr, interpolateViridis } from "d3-scale-chromatic";
import { select } from "d3-selection";
import { line } from "d3-shape";
import { floats, type Language, type Report } from "./data";
import { say } from "./words";

/** What the reader has chosen to see; `member` null is the baseline itself. */
export interface MapChoice { pollutant: string; member: string | null; monitor: number; chooseMonitor: (monitor: number) => void }

export function drawMap(svg: SVGSVGElement, report: Report, choice: MapChoice, language: Language) {
  const { pollutant, member } = choice;
  const { nx, ny, dx, west, south } = report.grid;
  const field = report.maps[pollutant];
  const values = floats(member === null ? field.baseline : field.difference[member]);
  const left = 56, top = 10, bottom = 44, legend = 110, width = 640;
  const plot = width - left - legend, height = top + bottom + (plot * ny) / nx;
  const x = scaleLinear().domain([west, west + nx * dx]).range([left, left + plot]);
  const y = scaleLinear().domain([south, south + ny * dx]).range([height - bottom, top]);
  const [lowest, highest] = extent(values) as [number, number];
  const bound = Math.max(Math.abs(lowest), Math.abs(highest), 1e-9);
  const colour = member === null
    ? scaleSequential(interpolateViridis).domain([lowest, highest])
    : scaleDiverging(interpolatePuOr).domain([bound, 0, -bound]);

  const root = select(svg).attr("viewBox", `0 0 ${width} ${height}`).attr("role", "img");
  root.selectAll("*").remove();
  const side = plot / nx + 0.4;
  const cells = root.append("g").attr("class", "cells");
  values.forEach((value, n) => cells.append("rect").attr("x", x(west + (n % nx) * dx))
    .attr("y", y(south + (Math.floor(n / nx) + 1) * dx)).attr("width", side).attr("height", side).attr("fill", String(colour(value))));
  const outline = line<[number, number]>().x((p) => x(p[0])).y((p) => y(p[1]));
  root.append("path").attr("d", outline(report.outline) ?? "").attr("class", "outline");
  report.monitors.forEach((monitor, n) => {
    root.append("circle").attr("cx", x(monitor.x)).attr("cy", y(monitor.y)).attr("r", n === choice.monitor ? 5 : 3.5)
      .attr("class", n === choice.monitor ? "monitor chosen" : "monitor").on("click", () => choice.chooseMonitor(n))
      .append("title").text(monitor.label[language]);
  });
  const named = report.monitors[choice.monitor], onRight = x(named.x) < left + 0.75 * plot;
  root.append("text").attr("x", x(named.x) + (onRight ? 9 : -9)).attr("y", y(named.y) - 6).attr("class", "name")
    .attr("text-anchor", onRight ? "start" : "end").text(named.label[language]);
  const kilometres = (value: { valueOf(): number }) => `${Math.round(Number(value) / 1000)}`;
  root.append("g").attr("transform", `translate(0,${height - bottom})`).call(axisBottom(x).ticks(8).tickFormat(kilometres));
  root.append("g").attr("transform", `translate(${left},0)`).call(axisLeft(y).ticks(8).tickFormat(kilometres));
  root.append("text").attr("x", left + plot / 2).attr("y", height - 6).attr("class", "axis").text(say("east", language));
  root.append("text").attr("transform", `translate(14,${(top + height - bottom) / 2}) rotate(-90)`).attr("class", "axis").text(say("north", language));

  const bars = 40, from = member === null ? lowest : -bound, to = member === null ? highest : bound;
  const level = scaleLinear().domain([from, to]).range([height - bottom, top + 20]);
  for (let n = 0; n < bars; ++n) {
    const value = from + ((to - from) * (n + 0.5)) / bars;
    root.append("rect").attr("x", width - legend + 22).attr("width", 16).attr("y", level(from + ((to - from) * (n + 1)) / bars))
      .attr("height", (height - bottom - top - 20) / bars + 0.5).attr("fill", String(colour(value)));
  }
  const scale = root.append("g").attr("transform", `translate(${width - legend + 38},0)`).call(axisLeft(level).ticks(6).tickSize(0));
  scale.selectAll(".domain").remove();
  scale.selectAll("text").attr("x", 6).attr("text-anchor", "start");
  root.append("text").attr("x", width - legend + 22).attr("y", top + 8).attr("class", "small").text(field.unit);
  svg.setAttribute("aria-label", `${pollutant}: ${lowest.toFixed(field.digits)} … ${highest.toFixed(field.digits)} ${field.unit}`);
}
