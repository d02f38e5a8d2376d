// Figures of bars: cuts against the legal line, waterfalls, pairs by month, stacked shares, ranges.
import { axisBottom } from "d3-axis";
import { scaleLinear } from "d3-scale";
import type { Cell, Language, Table } from "./data";
import { cellText, choice, colours, drawing, element, fit, fixed, keep, kept, swatches } from "./elements";
import { say } from "./words";

const number = (cell: Cell): number => cell.value ?? 0;
const text = (cell: Cell, language: Language): string => cellText(cell, language);

/** Names stand above their bars, so that long ones need no room beside them. */
const rowHeight = 34;
/** Room for a letter of the words after a bar, px: Latin letters are narrower, Chinese ones twice as wide. */
const letter = 6.4;
const room = (words: string): number => [...words].reduce((sum, one) => sum + (one > "\u2e7f" ? 2 : 1), 0) * letter + 10;

interface Bar { name: string; from: number; to: number; colour: string; mark?: number; words: string; whisker?: [number, number] }

function bars(host: HTMLElement, title: string, unit: string, all: Bar[]) {
  const ends = all.flatMap((one) => [one.from, one.to, one.mark ?? 0, ...(one.whisker ?? [])]);
  const low = Math.min(0, ...ends), high = Math.max(0, ...ends) || 1;
  const { root, width, height } = drawing(host, () => all.length * rowHeight + 46, `${title}: ${all.map((one) => `${one.name} ${one.words}`).join("; ")}`, 720);
  const x = scaleLinear().domain([low, high]).nice().range([8, width - Math.max(110, ...all.map((one) => room(one.words)))]);
  all.forEach((one, n) => {
    const y = n * rowHeight + 4, row = root.append("g");
    row.append("text").attr("x", 8).attr("y", y + 11).attr("class", "small name-of-row").text(one.name);
    row.append("rect").attr("x", Math.min(x(one.from), x(one.to))).attr("y", y + 14).attr("width", Math.max(Math.abs(x(one.to) - x(one.from)), 1)).attr("height", 12)
      .attr("fill", one.colour);
    if (one.whisker) {
      const [a, b] = one.whisker.map((value) => x(value));
      row.append("path").attr("d", `M${a},${y + 16}v8M${b},${y + 16}v8M${a},${y + 20}H${b}`).attr("class", "whisker");
    }
    if (one.mark !== undefined) row.append("path").attr("d", `M${x(one.mark)},${y + 11}v18`).attr("class", "line");
    row.append("text").attr("x", Math.max(x(one.from), x(one.to), one.mark === undefined ? 0 : x(one.mark)) + 6).attr("y", y + 24).attr("class", "small").text(one.words);
  });
  root.append("g").attr("transform", `translate(0,${height - 38})`).call(axisBottom(x).ticks(width < 500 ? 4 : 8));
  root.append("text").attr("x", width / 2).attr("y", height - 6).attr("class", "axis").text(unit);
  fit(root, width - 20);
}

/** plan, level, called in the run, pollutant, cut %, required %, verdict. */
export function threshold(host: HTMLElement, table: Table, language: Language) {
  bars(host, table.title[language], "%", table.rows.map((row) => ({
    name: [0, 1, 3].map((column) => text(row[column], language)).join(" · ") + (row[2].text?.en === "called" ? ` (${text(row[2], language)})` : ""),
    from: 0, to: number(row[4]),
    colour: row[5].value == null ? colours[6] : number(row[4]) >= number(row[5]) ? colours[3] : colours[2],
    mark: row[5].value ?? undefined,
    words: `${text(row[4], language)}%${row[5].value == null ? "" : ` (${say("required", language)} ${text(row[5], language)}%, ${text(row[6], language)})`}`,
  })));
}

/** A column of amounts: the first row is before, the last after, between them what each step takes. */
export function waterfall(host: HTMLElement, table: Table, language: Language) {
  const key = `column ${table.id}`, column = Number(kept(key, `${table.columns.length - 1}`));
  const redraw = (value: string) => { keep(key, value); host.replaceChildren(); waterfall(host, table, language); };
  host.append(choice(say("pollutant", language), table.columns.slice(1).map((one, n): [string, string] => [`${n + 1}`, one[language]]), `${column}`, redraw));
  let level = 0;
  bars(host, table.title[language], `${table.columns[column][language]} [t]`, table.rows.map((row, n) => {
    const value = number(row[column]), whole = n === 0 || n === table.rows.length - 1;
    const from = whole ? 0 : level, to = whole ? value : level + value;
    level = to;
    return { name: text(row[0], language), from, to, colour: whole ? "#5b6770" : value <= 0 ? colours[3] : colours[2], words: text(row[column], language) };
  }));
}

/** plan, month, days, pollutant, without, with: of one pollutant. */
export function pairs(host: HTMLElement, table: Table, language: Language) {
  const all = [...new Set(table.rows.map((row) => text(row[3], language)))], key = `pollutant ${table.id}`, wanted = kept(key, all[0] ?? "");
  const redraw = (value: string) => { keep(key, value); host.replaceChildren(); pairs(host, table, language); };
  host.append(choice(say("pollutant", language), all.map((one): [string, string] => [one, one]), wanted, redraw));
  const plans = new Set(table.rows.map((row) => text(row[0], language)));
  bars(host, table.title[language], `${wanted} [t]`, table.rows.filter((row) => text(row[3], language) === wanted).flatMap((row) => {
    const name = `${text(row[1], language)} (${text(row[2], language)} ${say("days", language)})${plans.size > 1 ? ` · ${text(row[0], language)}` : ""}`;
    return [{ name: `${name} · ${table.columns[4][language]}`, from: 0, to: number(row[4]), colour: "#5b6770", words: text(row[4], language) },
      { name: `${name} · ${table.columns[5][language]}`, from: 0, to: number(row[5]), colour: colours[1], words: text(row[5], language) }];
  }));
}

/** place, day, baseline, county, rest of the window, outside: of the first day's places, or of the place chosen. */
export function stack(host: HTMLElement, table: Table, language: Language) {
  const days = [...new Set(table.rows.map((row) => text(row[1], language)))], key = `day ${table.id}`, day = kept(key, days[0] ?? "");
  host.append(choice(table.columns[1][language], days.map((one): [string, string] => [one, one]), day, (value) => { keep(key, value); host.replaceChildren(); stack(host, table, language); }));
  const rows = table.rows.filter((row) => text(row[1], language) === day), parts = [3, 4, 5], tints = [colours[2], colours[5], colours[6]];
  host.append(swatches(parts.map((column) => table.columns[column][language]), tints));
  const { root, width, height } = drawing(host, () => rows.length * rowHeight + 46, `${table.title[language]}: ${rows.map((row) => `${text(row[0], language)} ${text(row[3], language)}, ${text(row[4], language)}, ${text(row[5], language)}`).join("; ")}`, 720);
  const x = scaleLinear().domain([0, Math.max(...rows.map((row) => number(row[2])), 1)]).nice().range([8, width - 30]);
  rows.forEach((row, n) => {
    const y = n * rowHeight + 4;
    root.append("text").attr("x", 8).attr("y", y + 11).attr("class", "small name-of-row").text(`${text(row[0], language)}: ${parts.map((column) => text(row[column], language)).join(" + ")}`);
    let from = 0;
    parts.forEach((column, part) => {
      const to = from + Math.max(number(row[column]), 0);
      root.append("rect").attr("x", x(from)).attr("y", y + 14).attr("width", Math.max(x(to) - x(from), 0)).attr("height", 12).attr("fill", tints[part]);
      from = to;
    });
  });
  root.append("g").attr("transform", `translate(0,${height - 38})`).call(axisBottom(x).ticks(width < 500 ? 4 : 8));
  root.append("text").attr("x", width / 2).attr("y", height - 6).attr("class", "axis").text("µg/m³");
  fit(root, width - 20);
}

/** plan, against, what, change, doubt, method, low, high. */
export function ranges(host: HTMLElement, table: Table, language: Language) {
  const known = table.rows.filter((row) => row[6].value != null && row[7].value != null);
  bars(host, table.title[language], "µg/m³", known.map((row) => ({
    name: `${text(row[0], language)} · ${text(row[2], language)} · ${text(row[4], language)}`, from: 0, to: number(row[3]), colour: colours[6],
    whisker: [number(row[6]), number(row[7])], words: `${text(row[3], language)} (${text(row[6], language)} … ${text(row[7], language)})`,
  })));
  if (known.length === 0) host.append(element("p", fixed(null), { class: "note" }));
}
