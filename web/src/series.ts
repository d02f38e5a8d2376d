// Lines of one pollutant at one monitor, one line a member, under the bands of warnings; an arrow at the peak that is clipped.
import { axisBottom, axisLeft } from "d3-axis";
import { scaleLinear } from "d3-scale";
import { select } from "d3-selection";
import { line } from "d3-shape";
import { clockText, hourText } from "./clock";
import { choice, colours, dashes, drawing, element, fixed, keep, kept } from "./elements";
import type { Cell, Language, Report, Table } from "./data";
import { grid } from "./tables";
import { levelName, pollutantName, say } from "./words";

/** Beside the chart's lines, in the page's text, so that long names neither overlap nor are cut. */
export function legend(report: Report, language: Language): HTMLElement {
  const list = element("ul", "", { class: "legend" });
  list.append(...report.members.map((member, n) => {
    const item = document.createElement("li");
    select(item).append("svg").attr("viewBox", "0 0 30 8").attr("aria-hidden", "true").append("line").attr("x2", 30).attr("y1", 4).attr("y2", 4)
      .attr("stroke", colours[n % colours.length]).attr("stroke-width", 2).attr("stroke-dasharray", dashes[n % dashes.length]);
    item.append(member.label[language]);
    return item;
  }));
  return list;
}

function hoursTable(report: Report, pollutant: string, monitor: number): Table {
  const series = report.series[pollutant], both = (text: string) => ({ en: text, zh: text });
  const rows = Array.from({ length: report.time.hours }, (_, hour): Cell[] => [{ text: both(hourText(report.time.start, hour)) },
    ...report.members.map((member) => ({ value: series.members[member.id]?.[monitor]?.[hour] ?? null, digits: series.digits }))]);
  return { id: "hours", title: both(`${pollutant} ${series.unit}`), columns: [{ en: "local time", zh: "当地时间" }, ...report.members.map((one) => one.label)], rows };
}

/** The largest hour after the spin-up of the baseline, and of the last plan that leaves nothing out. */
function peaks(report: Report, pollutant: string, monitor: number): { hour: number; before: number; after: number; label: string }[] {
  const plans = report.members.filter((one) => one.id !== report.baseline && !one.exclude);
  const last = plans[plans.length - 1], of = (id: string) => report.series[pollutant].members[id]?.[monitor] ?? [];
  if (!last) return [];
  const evaluated = (values: (number | null)[]) => values.map((value, hour) => (hour < report.time.spinup_hours ? null : value));
  const before = Math.max(...evaluated(of(report.baseline)).map((value) => value ?? -1)), hour = of(report.baseline).indexOf(before);
  const after = Math.max(...evaluated(of(last.id)).map((value) => value ?? -1));
  return before > 0 ? [{ hour, before, after, label: last.label.en }] : [];
}

export function drawSeries(host: HTMLElement, report: Report, language: Language): () => HTMLElement {
  const redraw = () => { host.replaceChildren(); drawSeries(host, report, language); };
  const names = Object.keys(report.series);
  const pollutant = names.includes(kept("pollutant", "PM2p5")) ? kept("pollutant", "PM2p5") : names[0];
  const monitor = Math.min(Number(kept("monitor", "0")), report.monitors.length - 1);
  const choices = element("p", "", { class: "choices" });
  choices.append(
    choice(say("pollutant", language), names.map((name): [string, string] => [name, pollutantName(name, language)]), pollutant, (value) => { keep("pollutant", value); redraw(); }),
    choice(say("monitor", language), report.monitors.map((one, n): [string, string] => [`${n}`, one.label[language]]), `${monitor}`, (value) => { keep("monitor", value); redraw(); }));
  host.append(choices, legend(report, language));

  const series = report.series[pollutant];
  const lines = report.members.map((member, n) => ({ member, n, values: series.members[member.id]?.[monitor] ?? [] }));
  const highest = Math.max(...lines.flatMap((one) => one.values.map((value) => value ?? 0)), 0);
  const { root, width, height } = drawing(host, () => 300,
    `${pollutantName(pollutant, language)}, ${report.monitors[monitor].label[language]}: ${say("peak", language)} ${fixed(highest, series.digits)} ${series.unit}`);
  const left = 48, right = 14, top = 22, bottom = 40;
  const x = scaleLinear().domain([0, report.time.hours]).range([left, width - right]);
  const y = scaleLinear().domain([0, highest || 1]).nice().range([height - bottom, top]);
  root.append("rect").attr("x", x(0)).attr("width", x(report.time.spinup_hours) - x(0)).attr("y", top).attr("height", height - bottom - top).attr("class", "spinup");
  root.append("text").attr("x", x(0) + 4).attr("y", top + 12).attr("class", "small").text(say("spinup", language));
  const bands = new Map(report.warnings.map((one) => [`${one.level} ${one.from} ${one.to}`, one]));
  for (const { level, from, to } of bands.values()) {
    root.append("rect").attr("x", x(from)).attr("width", Math.max(x(to) - x(from), 1)).attr("y", top).attr("height", height - bottom - top).attr("class", "warning");
    root.append("text").attr("x", x(from) + 4).attr("y", top - 6).attr("class", "small").text(`${say("warning", language)} ${levelName(level, language)}`);
  }
  const step = width < 500 ? 12 : 6;
  const ticks = Array.from({ length: Math.floor(report.time.hours / step) + 1 }, (_, n) => n * step);
  root.append("g").attr("transform", `translate(0,${height - bottom})`).call(axisBottom(x).tickValues(ticks).tickFormat((hour) => clockText(report.time.start, Number(hour))));
  root.append("g").attr("transform", `translate(${left},0)`).call(axisLeft(y).ticks(6));
  root.append("text").attr("x", (left + width - right) / 2).attr("y", height - 6).attr("class", "axis").text(`${say("localTime", language)} [h]`);
  root.append("text").attr("transform", `translate(12,${(height - bottom) / 2}) rotate(-90)`).attr("class", "axis").text(series.unit);

  const path = line<[number, number]>().x(([hour]) => x(hour + 0.5)).y(([, value]) => y(value));
  for (const { n, values } of lines) {
    const there = values.flatMap((value, hour): [number, number][] => (value == null ? [] : [[hour, value]]));
    root.append("path").attr("d", path(there) ?? "").attr("fill", "none").attr("stroke", colours[n % colours.length])
      .attr("stroke-width", 1.7).attr("stroke-dasharray", dashes[n % dashes.length]);
  }
  for (const { hour, before, after } of peaks(report, pollutant, monitor)) {
    const px = x(hour + 0.5);
    root.append("path").attr("class", "peak").attr("d", `M${px},${top - 4}L${px},${y(before) - 3}m-4,-7l4,7l4,-7`);
    root.append("text").attr("x", Math.min(px + 7, width - 130)).attr("y", top + 12).attr("class", "small")
      .text(`${say("peak", language)} ${fixed(before, series.digits)} → ${fixed(after, series.digits)}`);
  }
  return () => grid(hoursTable(report, pollutant, monitor), language, true);
}
