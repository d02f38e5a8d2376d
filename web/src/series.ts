// Lines of one pollutant at one monitor, one line a member; the table of the same numbers stands in the CSV.
import { extent, max } from "d3-array";
import { axisBottom, axisLeft } from "d3-axis";
import { scaleLinear } from "d3-scale";
import { select } from "d3-selection";
import { line } from "d3-shape";
import type { Language, Report } from "./data";
import { say } from "./words";

/** Okabe and Ito's colours: told apart by colour-blind readers too. */
export const colours = ["#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];
const dashes = ["", "6 3", "2 2", "8 3 2 3", "1 3"];

/** The hour of the day; at midnight the date. */
function clockText(start: string, hoursLater: number): string {
  const text = new Date(Date.parse(`${start.slice(0, 16)}Z`) + hoursLater * 3600e3).toISOString();
  return text.slice(11, 13) === "00" ? text.slice(5, 10) : `${Number(text.slice(11, 13))}`;
}

/** Beside the chart's lines, in the page's text, so that long names neither overlap nor are cut. */
export function drawLegend(list: HTMLElement, report: Report, language: Language) {
  list.replaceChildren(...report.members.map((member, n) => {
    const item = document.createElement("li");
    select(item).append("svg").attr("viewBox", "0 0 30 8").append("line").attr("x2", 30).attr("y1", 4).attr("y2", 4)
      .attr("stroke", colours[n % colours.length]).attr("stroke-width", 2).attr("stroke-dasharray", dashes[n % dashes.length]);
    item.append(member.label[language]);
    return item;
  }));
}

export function drawSeries(svg: SVGSVGElement, report: Report, pollutant: string, monitor: number, language: Language) {
  const width = 860, height = 300, left = 56, right = 20, top = 14, bottom = 40;
  const series = report.series[pollutant];
  const lines = report.members.map((member, n) => ({ member, n, values: series.members[member.id]?.[monitor] ?? [] }));
  const [, highest] = extent(lines.flatMap((one) => one.values));
  const x = scaleLinear().domain([0, report.time.hours]).range([left, width - right]);
  const y = scaleLinear().domain([0, highest ?? 1]).nice().range([height - bottom, top]);

  const root = select(svg).attr("viewBox", `0 0 ${width} ${height}`).attr("role", "img");
  root.selectAll("*").remove();
  root.append("rect").attr("x", x(0)).attr("width", x(report.time.spinup_hours) - x(0)).attr("y", top)
    .attr("height", height - bottom - top).attr("class", "spinup");
  root.append("text").attr("x", x(0) + 4).attr("y", top + 12).attr("class", "small").text(say("spinup", language));
  const ticks = Array.from({ length: Math.floor(report.time.hours / 6) + 1 }, (_, n) => n * 6);
  root.append("g").attr("transform", `translate(0,${height - bottom})`)
    .call(axisBottom(x).tickValues(ticks).tickFormat((hour) => clockText(report.time.start, Number(hour))));
  root.append("g").attr("transform", `translate(${left},0)`).call(axisLeft(y).ticks(6));
  root.append("text").attr("x", (left + width - right) / 2).attr("y", height - 6).attr("class", "axis")
    .text(`${say("localTime", language)} [h]`);
  root.append("text").attr("transform", `translate(14,${(height - bottom) / 2}) rotate(-90)`).attr("class", "axis").text(series.unit);

  const path = line<number>().x((_, hour) => x(hour + 0.5)).y((value) => y(value));
  for (const { n, values } of lines) {
    root.append("path").attr("d", path(values) ?? "").attr("fill", "none").attr("stroke", colours[n % colours.length])
      .attr("stroke-width", 1.7).attr("stroke-dasharray", dashes[n % dashes.length]);
  }
  svg.setAttribute("aria-label", `${pollutant}, ${report.monitors[monitor].label[language]}, max ${max(lines, (one) => max(one.values))?.toFixed(series.digits)} ${series.unit}`);
}
