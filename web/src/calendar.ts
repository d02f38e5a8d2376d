// Figures of days and hours: categories of the index in their own colours (and numbers), stops of lines.
import { scaleLinear } from "d3-scale";
import { axisBottom } from "d3-axis";
import { clockText, hoursSince } from "./clock";
import type { Label, Language, Report, Table } from "./data";
import { cellText, choice, colours, drawing, element, fit, fixed, keep, kept, swatches } from "./elements";
import { grid } from "./tables";
import { say } from "./words";

/** HJ 633's colours, with the letters' colour that can be read on them; by the highest index of each category. */
const categories: [number, string, string, Label][] = [
  [50, "#00e400", "#000", { en: "excellent", zh: "优" }], [100, "#ffff00", "#000", { en: "good", zh: "良" }], [150, "#ff7e00", "#000", { en: "lightly polluted", zh: "轻度污染" }],
  [200, "#ff0000", "#000", { en: "moderately polluted", zh: "中度污染" }], [300, "#99004c", "#fff", { en: "heavily polluted", zh: "重度污染" }], [Infinity, "#7e0023", "#fff", { en: "severely polluted", zh: "严重污染" }],
];
const tint = (index: number): [string, string] => { const [, ground, letters] = categories.find(([highest]) => index <= highest) ?? categories[5]; return [ground, letters]; };

/** place, day, member, AQI, class, primary: for one place a row a member, a column a day. */
export function calendar(host: HTMLElement, table: Table, language: Language) {
  const names = (column: number) => [...new Set(table.rows.map((row) => cellText(row[column], language)))];
  const places = names(0), key = "calendar", place = places.includes(kept(key, "")) ? kept(key, "") : places[places.length - 1];
  host.append(choice(say("place", language), places.map((one): [string, string] => [one, one]), place, (value) => { keep(key, value); host.replaceChildren(); calendar(host, table, language); }));
  const days = names(1), made = element("table", "", { class: "days" }), head = element("tr");
  head.append(element("th", table.columns[2][language], { scope: "col" }), ...days.map((day) => element("th", day.slice(5), { scope: "col" })));
  made.append(head);
  for (const member of names(2)) {
    const line = element("tr");
    line.append(element("th", member, { scope: "row" }));
    for (const day of days) {
      const row = table.rows.find((one) => cellText(one[0], language) === place && cellText(one[1], language) === day && cellText(one[2], language) === member);
      const spot = element("td", row ? `${fixed(row[3].value, 0)} ${cellText(row[4], language)}` : "–");
      if (row?.[3].value != null) [spot.style.background, spot.style.color] = tint(row[3].value);
      line.append(spot);
    }
    made.append(line);
  }
  const frame = element("div", "", { class: "wide", tabindex: "0", role: "region", "aria-label": table.title[language] });
  frame.append(made);
  host.append(frame);
}

/** The hourly index of one monitor, a strip a member. */
export function strips(host: HTMLElement, title: string, report: Report, language: Language): () => HTMLElement {
  const series = report.series.AQI, monitor = Math.min(Number(kept("monitor", "0")), report.monitors.length - 1);
  host.append(choice(say("monitor", language), report.monitors.map((one, n): [string, string] => [`${n}`, one.label[language]]), `${monitor}`,
    (value) => { keep("monitor", value); host.replaceChildren(); strips(host, title, report, language); }));
  host.append(swatches(categories.map(([, , , name]) => name[language]), categories.map(([, ground]) => ground)));
  const { root, width, height } = drawing(host, () => report.members.length * 34 + 34, `${title}: ${report.monitors[monitor].label[language]}`);
  const x = scaleLinear().domain([0, report.time.hours]).range([16, width - 18]);
  report.members.forEach((member, n) => {
    root.append("text").attr("x", 16).attr("y", n * 34 + 13).attr("class", "small name-of-row").text(member.label[language]);
    (series?.members[member.id]?.[monitor] ?? []).forEach((value, hour) => {
      if (value != null) root.append("rect").attr("x", x(hour)).attr("y", n * 34 + 17).attr("width", x(1) - x(0) + 0.3).attr("height", 14).attr("fill", tint(value)[0])
        .append("title").text(`${fixed(value, 0)}`);
    });
  });
  const step = width < 500 ? 24 : 12, ticks = Array.from({ length: Math.floor(report.time.hours / step) + 1 }, (_, n) => n * step);
  root.append("g").attr("transform", `translate(0,${height - 26})`).call(axisBottom(x).tickValues(ticks).tickFormat((hour) => clockText(report.time.start, Number(hour))));
  fit(root, width - 34);
  return () => grid({ id: "aqi", title: { en: title, zh: title }, columns: [{ en: "local time", zh: "当地时间" }, ...report.members.map((one) => one.label)],
    rows: Array.from({ length: report.time.hours }, (_, hour) => [{ text: { en: clockText(report.time.start, hour), zh: clockText(report.time.start, hour) } },
      ...report.members.map((one) => ({ value: series?.members[one.id]?.[monitor]?.[hour] ?? null, digits: 0 }))]) }, language, true);
}

/** Colours of what a line does, by the English word of its kind. */
const spells: Record<string, string> = { stopped: colours[2], limited: colours[5], "makes up": colours[3] };

/** First of each month within so many days of a local date, as hours since it. */
function months(start: string, days: number): [number, string][] {
  const found: [number, string][] = [];
  for (let day = 0; day <= days; ++day) {
    const date = new Date(Date.parse(`${start.slice(0, 10)}T00:00Z`) + day * 864e5).toISOString();
    if (date.slice(8, 10) === "01") found.push([day * 24, date.slice(0, 7)]);
  }
  return found;
}

/** plan, enterprise, line, grade, township, kind, from, to, output left: a strip a line, a bar a spell. */
export function gantt(host: HTMLElement, table: Table, language: Language) {
  const plans = new Set(table.rows.map((row) => cellText(row[0], language)));
  const nameOf = (row: Table["rows"][number]) => (plans.size > 1 ? [1, 2, 3, 0] : [1, 2, 3]).map((column) => cellText(row[column], language)).join(" · ");
  const lines = [...new Set(table.rows.map(nameOf))];
  const times = table.rows.flatMap((row) => [row[6].text?.en ?? "", row[7].text?.en ?? ""]).sort(), start = times[0] ?? "";
  const most = Math.max(...times.map((time) => hoursSince(start, time)), 1);
  const kinds = new Map(table.rows.map((row) => [row[5].text?.en ?? "", cellText(row[5], language)]));
  host.append(swatches([...kinds.values()], [...kinds.keys()].map((kind) => spells[kind])));
  const { root, width, height } = drawing(host, () => lines.length * 30 + 40, `${table.title[language]}: ${lines.length}`);
  const x = scaleLinear().domain([0, most]).range([16, width - 20]), ticks = months(start, most / 24), every = Math.ceil(ticks.length / (width / 64));
  for (const [hour] of ticks) root.append("path").attr("d", `M${x(hour)},2V${height - 26}`).attr("class", "ring");
  lines.forEach((name, n) => {
    root.append("text").attr("x", 16).attr("y", n * 30 + 11).attr("class", "small name-of-row").text(name);
    for (const row of table.rows.filter((one) => nameOf(one) === name)) {
      const from = x(hoursSince(start, row[6].text?.en ?? start)), to = x(hoursSince(start, row[7].text?.en ?? start));
      root.append("rect").attr("x", from).attr("y", n * 30 + 15).attr("width", Math.max(to - from, 1)).attr("height", 11).attr("fill", spells[row[5].text?.en ?? ""] ?? colours[1])
        .append("title").text([6, 7, 5].map((column) => cellText(row[column], language)).join(" · "));
    }
  });
  root.append("g").attr("transform", `translate(0,${height - 26})`).call(axisBottom(x).tickValues(ticks.filter((_, n) => n % every === 0).map(([hour]) => hour))
    .tickFormat((hour) => ticks.find(([at]) => at === Number(hour))?.[1] ?? ""));
  fit(root, width - 36);
}
