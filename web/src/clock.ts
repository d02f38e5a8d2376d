// Local times of the run as text; the page knows no time zone of its reader.

const at = (start: string, hoursLater: number): string => new Date(Date.parse(`${start.slice(0, 16)}Z`) + hoursLater * 3600e3).toISOString();

/** The hour of the day; at midnight the date. */
export function clockText(start: string, hoursLater: number): string {
  const text = at(start, hoursLater);
  return text.slice(11, 13) === "00" ? text.slice(5, 10) : `${Number(text.slice(11, 13))}`;
}

/** "11-23 04:00" */
export const hourText = (start: string, hoursLater: number): string => at(start, hoursLater).slice(5, 16).replace("T", " ");

/** Hours since the start of a local ISO time. */
export const hoursSince = (start: string, time: string): number => (Date.parse(`${time.slice(0, 16)}Z`) - Date.parse(`${start.slice(0, 16)}Z`)) / 3600e3;
