// The window as coloured cells: the baseline's mean, or a member's change, with county outline and monitors.
import { extent } from "d3-array";
import { axisBottom, axisLeft } from "d3-axis";
import { scaleDiverging, scaleLinear, scaleSequential } from "d3-scale";
import { interpolatePuOr, interpolateViridis } from "d3-scale-chromatic";
import { select } from "d3-selection";
import { line } from "d3-shape";
import { floats, type Language, type Report } from "./data";

export function drawMap(svg: SVGSVGElement, report: Report, pollutant: string, member: string | null, language: Language) {
  const { nx, ny, dx, west, south } = report.grid;
  const field = report.maps[pollutant];
  const values = floats(member === null ? field.baseline : field.difference[member]);
  const left = 50, top = 10, bottom = 40, legend = 110, width = 640;
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
  values.forEach((value, n) => root.append("rect").attr("x", x(west + (n % nx) * dx))
    .attr("y", y(south + (Math.floor(n / nx) + 1) * dx)).attr("width", side).attr("height", side).attr("fill", String(colour(value))));
  const outline = line<[number, number]>().x((p) => x(p[0])).y((p) => y(p[1]));
  root.append("path").attr("d", outline(report.outline) ?? "").attr("class", "outline");
  for (const monitor of report.monitors) {
    root.append("circle").attr("cx", x(monitor.x)).attr("cy", y(monitor.y)).attr("r", 3).attr("class", "monitor")
      .append("title").text(monitor.label[language]);
  }
  const kilometres = (value: { valueOf(): number }) => `${Math.round(Number(value) / 1000)}`;
  root.append("g").attr("transform", `translate(0,${height - bottom})`).call(axisBottom(x).ticks(8).tickFormat(kilometres));
  root.append("g").attr("transform", `translate(${left},0)`).call(axisLeft(y).ticks(8).tickFormat(kilometres));
  root.append("text").attr("x", left + plot / 2).attr("y", height - 6).attr("class", "axis").text("x, y [km]");

  const bars = 40, from = member === null ? lowest : -bound, to = member === null ? highest : bound;
  const level = scaleLinear().domain([from, to]).range([height - bottom, top + 20]);
  for (let n = 0; n < bars; ++n) {
    const value = from + ((to - from) * (n + 0.5)) / bars;
    root.append("rect").attr("x", width - legend + 22).attr("width", 16).attr("y", level(from + ((to - from) * (n + 1)) / bars))
      .attr("height", (height - bottom - top - 20) / bars + 0.5).attr("fill", String(colour(value)));
  }
  root.append("g").attr("transform", `translate(${width - legend + 40},0)`).call(axisLeft(level).ticks(6).tickSize(0))
    .selectAll("text").attr("x", 6).attr("text-anchor", "start");
  root.append("text").attr("x", width - legend + 22).attr("y", top + 8).attr("class", "small").text(field.unit);
  svg.setAttribute("aria-label", `${pollutant}: ${lowest.toFixed(field.digits)} … ${highest.toFixed(field.digits)} ${field.unit}`);
}
