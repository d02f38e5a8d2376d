// The page: answer, series, map, tables, provenance; one language at a time, both in the file, no network.
import { read, type Cell, type Language, type Table } from "./data";
import { drawMap } from "./map";
import { drawLegend, drawSeries } from "./series";
import { plain, pollutantName, say, type Word } from "./words";

const report = read();
let language: Language = navigator.language.startsWith("en") && location.hash !== "#zh" ? "en" : "zh";
if (location.hash === "#en") language = "en";
const chosen = { pollutant: "PM2p5", monitor: 0, map: "PM2p5", member: "" };

const byId = <E extends Element>(id: string): E => document.getElementById(id) as unknown as E;

function element(tag: string, text = "", attributes: Record<string, string> = {}): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function options(select: HTMLSelectElement, entries: [string, string][], value: string, changed: (value: string) => void) {
  select.replaceChildren(...entries.map(([key, text]) => element("option", text, { value: key })));
  select.value = value;
  select.onchange = () => { changed(select.value); draw(); };
}

const cellText = (cell: Cell): string =>
  cell.text ? plain(cell.text, language) : cell.value == null ? "–" : cell.value.toFixed(cell.digits ?? 1);

/** A table too long to be read at once is shown for one place or species; by table, which, or "" for all. */
const longest = 24;
const filters: Record<string, string> = {};

function filterColumn(of: Table): number | null {
  if (of.rows.length <= longest) return null;
  const column = of.columns.findIndex((one) => one.en === "place" || one.en === "species");
  return column < 0 ? null : column;
}

function shownRows(of: Table): Cell[][] {
  const column = filterColumn(of);
  if (column === null) return of.rows;
  filters[of.id] ??= of.rows[0][column].text?.en ?? "";
  return filters[of.id] === "" ? of.rows : of.rows.filter((row) => row[column].text?.en === filters[of.id]);
}

function filterOf(of: Table): HTMLElement | null {
  const column = filterColumn(of);
  if (column === null) return null;
  const rows = shownRows(of).length;
  const entries = new Map<string, string>(of.rows.map((row) => [row[column].text?.en ?? "", cellText(row[column])]));
  const line = element("p", "", { class: "choices" }), label = element("label", `${of.columns[column][language]} `);
  const choice = document.createElement("select");
  options(choice, [...entries, ["", say("all", language)]], filters[of.id], (value) => { filters[of.id] = value; });
  label.append(choice);
  line.append(label, element("span", `${rows} / ${of.rows.length} ${say("rows", language)}`, { class: "note" }));
  return line;
}

function table(of: Table): HTMLElement {
  const section = element("section", "", { id: of.id });
  section.append(element("h2", of.title[language]));
  if (of.note) section.append(element("p", of.note[language], { class: "note" }));
  const filter = filterOf(of);
  if (filter) section.append(filter);
  const grid = element("table"), head = element("tr");
  const hidden = filters[of.id] ? filterColumn(of) : null;  // it would say the same in every row
  const seen = <T>(_: T, n: number) => n !== hidden;
  const kind = (cell?: Cell): Record<string, string> => (cell?.text ? {} : { class: "number" });
  head.append(...of.columns.map((column, n) => element("th", column[language], kind(of.rows[0]?.[n]))).filter(seen));
  grid.append(head);
  for (const row of shownRows(of)) {
    const line = element("tr");
    line.append(...row.filter(seen).map((cell) => element("td", cellText(cell), kind(cell))));
    grid.append(line);
  }
  const frame = element("div", "", { class: "wide" });
  frame.append(grid);
  section.append(frame);
  return section;
}

function draw() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = `${report.case.label[language]} · lantian`;
  document.querySelectorAll<HTMLElement>("[data-word]").forEach((spot) => { spot.textContent = say(spot.dataset.word as Word, language); });
  byId<HTMLElement>("case").textContent = `${report.case.label[language]} · ${report.time.start.slice(0, 16).replace("T", " ")} · ${report.time.hours} ${say("hours", language)}`;
  byId<HTMLElement>("synthetic").hidden = !report.case.synthetic;
  byId<HTMLElement>("answers").replaceChildren(...report.answer.map((line) => element("li", line[language])));

  const pollutants = Object.keys(report.series).map((name): [string, string] => [name, pollutantName(name, language)]);
  options(byId("pollutant"), pollutants, chosen.pollutant, (value) => { chosen.pollutant = value; });
  options(byId("monitor"), report.monitors.map((one, n): [string, string] => [`${n}`, one.label[language]]), `${chosen.monitor}`,
    (value) => { chosen.monitor = Number(value); });
  options(byId("mapPollutant"), Object.keys(report.maps).map((name): [string, string] => [name, pollutantName(name, language)]), chosen.map,
    (value) => { chosen.map = value; });
  const shown: [string, string][] = [["", say("concentration", language)]];
  for (const member of report.members)
    if (member.id !== report.baseline) shown.push([member.id, `${say("change", language)} ${member.label[language]}`]);
  options(byId("mapMember"), shown, chosen.member, (value) => { chosen.member = value; });

  drawSeries(byId<SVGSVGElement>("series"), report, chosen.pollutant, chosen.monitor, language);
  drawLegend(byId("legend"), report, language);
  const chooseMonitor = (monitor: number) => { chosen.monitor = monitor; draw(); };
  drawMap(byId<SVGSVGElement>("map"), report, { pollutant: chosen.map, member: chosen.member || null, monitor: chosen.monitor, chooseMonitor }, language);
  byId<HTMLElement>("tables").replaceChildren(...report.tables.map(table));
  byId<HTMLElement>("provenance").replaceChildren(...Object.entries(report.provenance).flatMap(([key, value]) =>
    [element("dt", key), element("dd", value)]));
}

byId<HTMLButtonElement>("language").onclick = () => { language = language === "en" ? "zh" : "en"; draw(); };
draw();
