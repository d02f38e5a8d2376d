// Figures of points and lines: Lorenz curve, PM2.5 against ozone, wind rose, weather by the hour.
import { axisBottom, axisLeft } from "d3-axis";
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { hoursSince } from "./clock";
import type { Cell, Language, Table } from "./data";
import { cellText, colours, dashes, drawing, swatches } from "./elements";
import { say } from "./words";

const number = (cell: Cell): number => cell.value ?? 0;

/** plan, enterprise, cumulative emission %, cumulative burden %. */
export function lorenz(host: HTMLElement, table: Table, language: Language) {
  const plans = [...new Set(table.rows.map((row) => cellText(row[0], language)))], tints = colours.slice(1);
  host.append(swatches(plans, tints));
  const { root, width, height } = drawing(host, (wide) => wide, table.title[language], 420);
  const x = scaleLinear().domain([0, 100]).range([46, width - 12]), y = scaleLinear().domain([0, 100]).range([height - 44, 12]);
  root.append("path").attr("d", `M${x(0)},${y(0)}L${x(100)},${y(100)}`).attr("class", "grid");
  root.append("text").attr("x", x(62)).attr("y", y(66)).attr("class", "small").text(say("equal", language));
  const path = line<Cell[]>().x((row) => x(number(row[2]))).y((row) => y(number(row[3])));
  plans.forEach((plan, n) => {
    root.append("path").attr("d", path(table.rows.filter((row) => cellText(row[0], language) === plan)) ?? "").attr("fill", "none")
      .attr("stroke", tints[n % tints.length]).attr("stroke-width", 2).attr("stroke-dasharray", dashes[n % dashes.length]);
  });
  root.append("g").attr("transform", `translate(0,${height - 44})`).call(axisBottom(x).ticks(5));
  root.append("g").attr("transform", "translate(46,0)").call(axisLeft(y).ticks(5));
  root.append("text").attr("x", width / 2).attr("y", height - 8).attr("class", "axis").text(say("contribution", language));
  root.append("text").attr("transform", `translate(12,${height / 2}) rotate(-90)`).attr("class", "axis").text(say("burden", language));
}

/** plan, change of PM2.5, change of ozone, kind. */
export function quadrant(host: HTMLElement, table: Table, language: Language) {
  const bound = (column: number) => Math.max(...table.rows.map((row) => Math.abs(number(row[column]))), 1e-3) * 1.4;
  const { root, width, height } = drawing(host, (wide) => wide * 0.8, `${table.title[language]}: ${table.rows.map((row) => `${cellText(row[0], language)} ${cellText(row[3], language)}`).join("; ")}`, 560);
  const x = scaleLinear().domain([-bound(1), bound(1)]).range([54, width - 14]), y = scaleLinear().domain([-bound(2), bound(2)]).range([height - 46, 12]);
  root.append("rect").attr("x", x(-bound(1))).attr("y", y(0)).attr("width", x(0) - x(-bound(1))).attr("height", y(-bound(2)) - y(0)).attr("class", "good");
  root.append("path").attr("d", `M${x(0)},${y(bound(2))}V${y(-bound(2))}M${x(-bound(1))},${y(0)}H${x(bound(1))}`).attr("class", "grid");
  const corner = (px: number, py: number, word: "winwin" | "particlesFall" | "ozoneFalls" | "bothRise", end: boolean) =>
    root.append("text").attr("x", px).attr("y", py).attr("class", "small").attr("text-anchor", end ? "end" : "start").text(say(word, language));
  corner(x(-bound(1)) + 4, y(-bound(2)) - 6, "winwin", false);
  corner(x(-bound(1)) + 4, y(bound(2)) + 14, "particlesFall", false);
  corner(x(bound(1)) - 4, y(-bound(2)) - 6, "ozoneFalls", true);
  corner(x(bound(1)) - 4, y(bound(2)) + 14, "bothRise", true);
  table.rows.forEach((row, n) => {
    const px = x(number(row[1])), py = y(number(row[2])), onRight = px < width * 0.6;
    root.append("circle").attr("cx", px).attr("cy", py).attr("r", 5).attr("fill", colours[(n + 1) % colours.length]);
    root.append("text").attr("x", px + (onRight ? 8 : -8)).attr("y", py - 7).attr("class", "small").attr("text-anchor", onRight ? "start" : "end").text(`${n + 1}`);
  });
  root.append("g").attr("transform", `translate(0,${height - 46})`).call(axisBottom(x).ticks(5));
  root.append("g").attr("transform", "translate(54,0)").call(axisLeft(y).ticks(5));
  root.append("text").attr("x", width / 2).attr("y", height - 8).attr("class", "axis").text(table.columns[1][language]);
  root.append("text").attr("transform", `translate(12,${height / 2}) rotate(-90)`).attr("class", "axis").text(table.columns[2][language]);
  host.append(swatches(table.rows.map((row, n) => `${n + 1} ${cellText(row[0], language)}`), colours.slice(1)));
}

/** plan, output hours lost, change of PM2.5, change per 100 h, bettered by none. The line joins the front. */
export function pareto(host: HTMLElement, table: Table, language: Language) {
  const lost = table.rows.map((row) => number(row[1])), change = table.rows.map((row) => number(row[2])), on = table.rows.map((row) => row[4].text?.en === "yes");
  const { root, width, height } = drawing(host, (wide) => wide * 0.7, `${table.title[language]}: ${table.rows.map((row) => `${cellText(row[0], language)} ${cellText(row[1], language)} h, ${cellText(row[2], language)}`).join("; ")}`, 560);
  const x = scaleLinear().domain([0, Math.max(...lost, 1) * 1.08]).range([58, width - 20]), y = scaleLinear().domain([Math.min(...change, 0) * 1.12 || -1, Math.max(...change, 0)]).nice().range([height - 46, 16]);
  const front = table.rows.map((_, n) => n).filter((n) => on[n]).sort((a, b) => lost[a] - lost[b]);
  root.append("path").attr("d", front.map((n, k) => `${k === 0 ? "M" : "L"}${x(lost[n])},${y(change[n])}`).join("")).attr("class", "grid");
  table.rows.forEach((_, n) => {
    const onRight = x(lost[n]) < width * 0.6;
    root.append("circle").attr("cx", x(lost[n])).attr("cy", y(change[n])).attr("r", 5).attr("fill", on[n] ? colours[n % colours.length] : "#fff").attr("stroke", colours[n % colours.length]).attr("stroke-width", 2);
    root.append("text").attr("x", x(lost[n]) + (onRight ? 9 : -9)).attr("y", y(change[n]) - 7).attr("class", "small").attr("text-anchor", onRight ? "start" : "end").text(`${n + 1}`);
  });
  root.append("g").attr("transform", `translate(0,${height - 46})`).call(axisBottom(x).ticks(width < 400 ? 4 : 6));
  root.append("g").attr("transform", "translate(58,0)").call(axisLeft(y).ticks(5));
  root.append("text").attr("x", width / 2).attr("y", height - 8).attr("class", "axis").text(`${table.columns[1][language]} [h]`);
  root.append("text").attr("transform", `translate(14,${height / 2}) rotate(-90)`).attr("class", "axis").text(table.columns[2][language]);
  host.append(swatches(table.rows.map((row, n) => `${n + 1} ${cellText(row[0], language)}`), colours));
}

const speeds = ["#deebf7", "#9ecae1", "#6baed6", "#3182bd", "#08519c"];

/** from, then hours by class of speed. */
export function rose(host: HTMLElement, table: Table, language: Language) {
  host.append(swatches(table.columns.slice(1).map((one) => one[language]), speeds));
  const { root, width } = drawing(host, (wide) => wide, table.title[language], 360);
  const centre = width / 2, longest = Math.max(...table.rows.map((row) => row.slice(1).reduce((sum, cell) => sum + number(cell), 0)), 1);
  const radius = (hours: number) => (hours / longest) * (centre - 30);
  [0.5, 1].forEach((share) => {
    root.append("circle").attr("cx", centre).attr("cy", centre).attr("r", radius(longest * share)).attr("class", "ring");
    root.append("text").attr("x", centre + 3).attr("y", centre - radius(longest * share) + 11).attr("class", "small").text(`${Math.round(longest * share * 10) / 10} ${say("hours", language)}`);
  });
  table.rows.forEach((row, n) => {
    const half = Math.PI / 20, middle = (n * Math.PI) / 8, spot = (r: number, angle: number) => `${centre + r * Math.sin(angle)},${centre - r * Math.cos(angle)}`;
    let from = 0;
    row.slice(1).forEach((cell, speed) => {
      const to = from + number(cell), [inner, outer] = [radius(from), radius(to)];
      if (to > from) root.append("path").attr("fill", speeds[speed]).attr("stroke", "#33475b").attr("stroke-width", 0.5)
        .attr("d", `M${spot(inner, middle - half)}L${spot(outer, middle - half)}L${spot(outer, middle + half)}L${spot(inner, middle + half)}Z`);
      from = to;
    });
    if (n % 4 === 0) root.append("text").attr("x", centre + (centre - 14) * Math.sin(middle)).attr("y", centre - (centre - 14) * Math.cos(middle) + 4).attr("class", "axis").text(cellText(row[0], language));
  });
}

/** local time, wind, from, temperature, humidity, mixing height, ventilation: wind and mixing height as lines. */
export function weather(host: HTMLElement, table: Table, language: Language) {
  const start = table.rows[0]?.[0].text?.en ?? "", hours = table.rows.map((row) => hoursSince(start, row[0].text?.en ?? start));
  host.append(swatches([say("wind", language), say("mixing", language)], [colours[1], colours[2]]));
  const { root, width, height } = drawing(host, () => 220, table.title[language]);
  const x = scaleLinear().domain([0, Math.max(...hours, 1)]).range([48, width - 52]);
  const axis = (column: number) => scaleLinear().domain([0, Math.max(...table.rows.map((row) => number(row[column])), 1)]).nice().range([height - 34, 12]);
  const wind = axis(1), mixing = axis(5);
  const path = (column: number, y: (value: number) => number) => line<Cell[]>().x((_, n) => x(hours[n])).y((row) => y(number(row[column])))(table.rows) ?? "";
  root.append("path").attr("d", path(1, wind)).attr("fill", "none").attr("stroke", colours[1]).attr("stroke-width", 1.8);
  root.append("path").attr("d", path(5, mixing)).attr("fill", "none").attr("stroke", colours[2]).attr("stroke-width", 1.8).attr("stroke-dasharray", "6 3");
  root.append("g").attr("transform", "translate(48,0)").call(axisLeft(wind).ticks(5));
  const right = root.append("g").attr("transform", `translate(${width - 52},0)`).call(axisLeft(mixing).ticks(5).tickSize(0));
  right.selectAll("text").attr("x", 6).attr("text-anchor", "start");
  const step = width < 500 ? 24 : 12, ticks = Array.from({ length: Math.floor(Math.max(...hours, 1) / step) + 1 }, (_, n) => n * step);
  root.append("g").attr("transform", `translate(0,${height - 34})`).call(axisBottom(x).tickValues(ticks)
    .tickFormat((hour) => new Date(Date.parse(`${start.slice(0, 16)}Z`) + Number(hour) * 3600e3).toISOString().slice(5, 13).replace("T", " ")));
  root.append("text").attr("x", width / 2).attr("y", height - 4).attr("class", "axis").text(`${say("localTime", language)} [h]`);
}
