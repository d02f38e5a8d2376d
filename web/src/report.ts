// The page: one document of the run, one language at a time, both in the file, no network.
import { part } from "./blocks";
import { read, type Language } from "./data";
import { element, titled } from "./elements";
import { stopPlaying } from "./hours";
import { say, type Word } from "./words";

const report = read(), of = report.documents[0];
let language: Language = location.hash === "#en" || (navigator.language.startsWith("en") && location.hash !== "#zh") ? "en" : "zh";
const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

function contents(): HTMLElement[] {
  return of.parts.map((one, n) => {
    const item = element("li"), link = element("a", `${n + 1} ${one.title[language]}`, { href: `#${one.id}` });
    item.append(link);
    return item;
  });
}

function draw() {
  stopPlaying();
  const top = window.scrollY;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.body.classList.toggle("synthetic-input", report.case.synthetic);
  document.title = `${of.title[language]} · ${report.case.label[language]} · lantian`;
  document.querySelectorAll<HTMLElement>("[data-word]").forEach((spot) => { spot.textContent = say(spot.dataset.word as Word, language); });
  byId("language").textContent = language === "zh" ? say("other", "en") : say("chinese", "zh");
  byId("title").replaceChildren(...titled("span", of.title, language).childNodes);
  byId("case").textContent = `${report.case.label[language]} · ${report.time.start.slice(0, 16).replace("T", " ")} · ${report.time.hours} ${say("hours", language)}`;
  document.querySelectorAll<HTMLElement>(".synthetic").forEach((spot) => { spot.hidden = !report.case.synthetic; });
  byId("answer").hidden = of.id === "offpeak" || of.id === "measures"; // the run's answer, not theirs
  byId("answers").replaceChildren(...report.answer.map((line) => element("li", line[language])));
  byId("contents").replaceChildren(...contents());
  byId("parts").replaceChildren();
  of.parts.forEach((one, n) => part(one, n + 1, report, language, byId("parts")));
  byId("provenance").replaceChildren(...Object.entries(report.provenance).flatMap(([key, value]) => [element("dt", key), element("dd", value)]));
  window.scrollTo(0, top);
}

byId("language").onclick = () => { language = language === "en" ? "zh" : "en"; draw(); };
document.addEventListener("lantian-redraw", draw);
let width = document.body.clientWidth, waiting: number | undefined;
window.addEventListener("resize", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => { if (document.body.clientWidth !== width) { width = document.body.clientWidth; draw(); } }, 200);
});
draw();
