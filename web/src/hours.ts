// The window hour by hour: the baseline left of a divider, a member's change right of it; a slider and a player, both by keyboard too.
import { meanSpeed, windOn } from "./barbs";
import { hourText } from "./clock";
import { baselineFrames, differenceFrames, type Frames, type Language, type Report } from "./data";
import { choice, drawing, element, fixed, keep, kept } from "./elements";
import { changeColours, colourBar, concentrationColours, frameOf, surroundings, type Colour } from "./map";
import { grid } from "./tables";
import { pollutantName, say } from "./words";

const milliseconds = 450;  // a frame
let playing: number | undefined;
export function stopPlaying() { window.clearInterval(playing); playing = undefined; }

/** A colour for each of 256 steps of a range: asking d3 for each cell of each frame would be slow. */
function palette(colour: Colour, from: number, to: number): (value: number) => string {
  const steps = Array.from({ length: 256 }, (_, n) => colour(from + ((to - from) * (n + 0.5)) / 256));
  return (value) => steps[Math.max(0, Math.min(255, Math.floor(((value - from) / (to - from || 1)) * 256)))];
}

function slider(id: string, words: string, most: number, value: number, moved: (value: number) => void): HTMLElement {
  const line = element("label", `${words} `, { class: "slider" }), input = document.createElement("input");
  Object.assign(input, { type: "range", min: "0", max: `${most}`, step: "1", value: `${value}`, id });
  input.oninput = () => moved(Number(input.value));
  line.append(input);
  return line;
}

function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let n = 0; n < values.length; ++n) most = Math.max(most, Math.abs(values[n]));
  return most;
}

function mean(values: Uint16Array | Int16Array): number {
  let sum = 0;
  for (let n = 0; n < values.length; ++n) sum += values[n];
  return sum / values.length;
}

/** Means of each frame, and its largest fall. */
function numbers(report: Report, frames: Frames, member: string, base: Uint16Array, change: Int16Array, language: Language): HTMLElement {
  const cells = report.grid.nx * report.grid.ny, both = (text: string) => ({ en: text, zh: text }), label = report.members.find((one) => one.id === member)?.label ?? both(member);
  const rows = Array.from({ length: frames.frames }, (_, f) => {
    const baseline = base.subarray(f * cells, (f + 1) * cells), changes = change.subarray(f * cells, (f + 1) * cells), step = frames.difference[member].step;
    return [{ text: both(hourText(report.time.start, frames.first_hour + f * frames.stride)) }, { value: mean(baseline) * frames.baseline.step, digits: frames.digits },
      { value: mean(changes) * step, digits: 3 }, { value: Math.min(...changes) * step, digits: 3 }, { value: meanSpeed(report, f), digits: 1 }];
  });
  return grid({ id: "hourmap", title: both(frames.unit), columns: [{ en: "local time", zh: "当地时间" }, { en: `baseline, mean of the window ${frames.unit}`, zh: `基准，窗口平均 ${frames.unit}` },
    { en: `change by ${label.en}, mean`, zh: `${label.zh} 变化，平均` }, { en: "largest fall", zh: "最大降幅" },
    { en: "wind at the barbs, mean m/s", zh: "风羽处平均风速 m/s" }], rows }, language, true);
}

export function drawHours(host: HTMLElement, report: Report, language: Language): (() => HTMLElement) | null {
  stopPlaying();
  const names = Object.keys(report.frames ?? {}), members = report.members.filter((one) => one.id !== report.baseline);
  if (names.length === 0 || members.length === 0) return null;
  const redraw = () => { host.replaceChildren(); drawHours(host, report, language); };
  const pollutant = names.includes(kept("hours", "")) ? kept("hours", "") : names[0], frames = report.frames[pollutant];
  const member = members.some((one) => one.id === kept("hoursMember", "")) ? kept("hoursMember", "") : members[0].id;
  const base = baselineFrames(frames), change = differenceFrames(frames, member), changeStep = frames.difference[member].step;
  const { nx, ny, dx, west, south } = report.grid, cells = nx * ny;
  const high = largest(base) * frames.baseline.step || 1, bound = largest(change) * changeStep || frames.baseline.step;
  const baseColour = concentrationColours(0, high), changeColour = changeColours(bound), paintBase = palette(baseColour, 0, high), paintChange = palette(changeColour, -bound, bound);
  let hour = Math.min(Number(kept("frame", "0")), frames.frames - 1), divide = Number(kept("divide", "50"));

  const choices = element("p", "", { class: "choices" });
  choices.append(choice(say("pollutant", language), names.map((name): [string, string] => [name, pollutantName(name, language)]), pollutant, (value) => { keep("hours", value); redraw(); }),
    choice(say("change", language), members.map((one): [string, string] => [one.id, one.label[language]]), member, (value) => { keep("hoursMember", value); redraw(); }));
  const controls = element("p", "", { class: "choices" }), play = element("button", say("play", language), { type: "button", id: "play" }) as HTMLButtonElement;
  const now = element("output", "", { id: "now", for: "hour" });
  controls.append(play, slider("hour", say("hour", language), frames.frames - 1, hour, (value) => { hour = value; paint(); }), now,
    slider("divide", say("divider", language), 100, divide, (value) => { divide = value; paint(); }));
  host.append(choices, controls);

  let frame!: ReturnType<typeof frameOf>;
  const { root, width } = drawing(host, (wide) => { frame = frameOf(report, wide, 132); return frame.height; }, `${pollutantName(pollutant, language)}: ${say("baseline", language)}, ${say("change", language)} ${members.find((one) => one.id === member)?.label[language]}`, 700);
  const holder = root.append("foreignObject").attr("x", frame.left).attr("y", frame.top).attr("width", frame.plot).attr("height", (frame.plot * ny) / nx);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: nx, height: ny });
  canvas.className = "cells";
  holder.node()?.append(canvas);
  const divider = root.append("path").attr("class", "divider");
  const blow = windOn(root, frame, report);
  surroundings(root, frame, report, language, (n) => { keep("monitor", `${n}`); document.dispatchEvent(new Event("lantian-redraw")); });
  colourBar(root, width - 120, frame.top, frame.height - frame.bottom, 0, high, baseColour, frames.unit);
  colourBar(root, width - 58, frame.top, frame.height - frame.bottom, -bound, bound, changeColour, `Δ ${frames.unit}`);
  host.append(element("p", `${say("quantised", language)}: ${say("baseline", language)} ${Number(frames.baseline.step.toPrecision(3))}, ${say("change", language)} ${Number(changeStep.toPrecision(3))} ${frames.unit}; ${say("everyHours", language)} ${frames.stride} ${say("hours", language)}. ${report.wind?.hours?.length ? say("barbs", language) : ""}`, { class: "note" }));

  const paper = canvas.getContext("2d");
  function paint() {
    keep("frame", `${hour}`);
    keep("divide", `${divide}`);
    blow(hour);
    const border = (divide / 100) * nx, x = frame.x(west + (divide / 100) * nx * dx);
    divider.attr("d", `M${x},${frame.y(south + ny * dx)}V${frame.y(south)}`);
    for (let n = 0; n < cells && paper; ++n) {
      const i = n % nx, j = Math.floor(n / nx), at = hour * cells + n;
      paper.fillStyle = i < border ? paintBase(base[at] * frames.baseline.step) : paintChange(change[at] * changeStep);
      paper.fillRect(i, ny - 1 - j, 1, 1);
    }
    const monitor = report.monitors[Math.min(Number(kept("monitor", "0")), report.monitors.length - 1)];
    const at = hour * cells + Math.floor((monitor.y - south) / dx) * nx + Math.floor((monitor.x - west) / dx);
    now.textContent = `${hourText(report.time.start, frames.first_hour + hour * frames.stride)} · ${monitor.label[language]} ${fixed(base[at] * frames.baseline.step, frames.digits)}, Δ ${fixed(change[at] * changeStep, 2)} ${frames.unit}`;
    host.querySelector<HTMLInputElement>("#hour")!.value = `${hour}`;
  }
  play.onclick = () => {
    if (playing !== undefined) { stopPlaying(); play.textContent = say("play", language); return; }
    play.textContent = say("pause", language);
    playing = window.setInterval(() => { hour = (hour + 1) % frames.frames; paint(); }, milliseconds);
  };
  paint();
  return () => numbers(report, frames, member, base, change, language);
}
