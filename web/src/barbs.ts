// Wind on a map as barbs: the shaft points to where the wind comes from; half a feather 2 m/s, a whole one 4, a triangle 20; a ring below 1 m/s.
// So Chinese weather charts draw it; WMO-No. 485 has 5, 10 and 50 knots in their place.
import type { Selection } from "d3-selection";
import type { Report } from "./data";
import { frameOf } from "./map";

const half = 2, triangle = 10;  // m/s; halves in a triangle
const calm = 1;                 // m/s
const shaft = 19, feather = 8, gap = 3.6, slant = 2.5;  // px
const closest = 34;  // px between two barbs

/** A barb about (0, 0), its shaft upwards; feathers on its right, as north of the equator. */
export function barb(speed: number): string {
  if (speed < calm) return "M-3,0a3,3 0 1,0 6,0a3,3 0 1,0 -6,0";
  let halves = Math.round(speed / half), at = shaft, path = `M0,0V${-shaft}`;
  if (halves === 1) at -= gap;  // a lone half feather does not stand at the end
  for (; halves >= triangle; halves -= triangle, at -= 2 * gap) path += `M0,${-at}L${feather},${-at + gap}L0,${-at + 2 * gap}Z`;
  for (; halves >= 1; halves -= 2, at -= gap) {
    const part = halves >= 2 ? 1 : 0.55;
    path += `M0,${-at}L${feather * part},${-at - slant * part}`;
  }
  return path;
}

/** Draws the barbs of a frame anew, fewer of them where there is no room. */
export function windOn(root: Selection, frame: ReturnType<typeof frameOf>, report: Report): (hour: number) => void {
  const wind = report.wind, layer = root.append("g").attr("class", "barbs");
  if (!wind?.hours?.length) return () => undefined;
  const row = wind.places_in_row, every = Math.max(1, Math.ceil(closest / (frame.plot / row)));
  const shown = wind.places.map((_, n) => n).filter((n) => (n % row) % every === Math.floor((every - 1) / 2) && Math.floor(n / row) % every === Math.floor((every - 1) / 2));
  return (hour) => {
    layer.selectAll("*").remove();
    const { speed, from } = wind.hours[Math.min(hour, wind.hours.length - 1)];
    for (const n of shown)
      for (const name of ["halo", "barb"])
        layer.append("path").attr("class", name).attr("d", barb(speed[n])).attr("transform", `translate(${frame.x(wind.places[n][0])},${frame.y(wind.places[n][1])}) rotate(${from[n]})`);
  };
}

/** Mean speed over the places of a frame. */
export function meanSpeed(report: Report, hour: number): number | null {
  const speed = report.wind?.hours?.[hour]?.speed;
  return speed && speed.length > 0 ? speed.reduce((sum, one) => sum + one, 0) / speed.length : null;
}
