// Every word of the page in both languages.
import type { Label, Language } from "./data";

const words = {
  title: { en: "lantian: what the cuts do to the air", zh: "蓝天：减排对空气的影响" },
  synthetic: { en: "SYNTHETIC CASE: not observed, not an official inventory", zh: "合成案例：非实测数据，非官方清单" },
  answer: { en: "Answer", zh: "结论" },
  series: { en: "Hour by hour", zh: "逐小时浓度" },
  map: { en: "Map: mean after spin-up", zh: "地图：预热期后的平均" },
  monitor: { en: "Monitor", zh: "监测点" },
  pollutant: { en: "Pollutant", zh: "污染物" },
  show: { en: "Show", zh: "显示" },
  concentration: { en: "concentration of the baseline", zh: "基准情景浓度" },
  change: { en: "change by", zh: "变化：" },
  spinup: { en: "spin-up", zh: "预热期" },
  localTime: { en: "local time", zh: "当地时间" },
  provenance: { en: "Provenance", zh: "来源与校验" },
  other: { en: "中文", zh: "English" },
  hours: { en: "h", zh: "小时" },
  all: { en: "all", zh: "全部" },
  rows: { en: "rows", zh: "行" },
  mapNote: { en: "White line: county outline. Dots: monitors; a click chooses one for the chart above.", zh: "白线为县界，圆点为监测点；点击圆点可在上方曲线中选用该点。" },
  east: { en: "east of the origin [km]", zh: "原点以东 [km]" },
  north: { en: "north of the origin [km]", zh: "原点以北 [km]" },
} as const;

export type Word = keyof typeof words;
export const say = (word: Word, language: Language): string => words[word][language];

/** Codes of quantities, averages and spells, as they stand in tables; what is no code stays as it is. */
const codes: Record<string, [string, string]> = {
  "24h": ["24-h mean", "24小时均值"], mda8: ["MDA8", "日最大8小时均值"], "1h": ["largest hour", "最大1小时值"], mean: ["mean", "时段均值"],
  stagnant: ["stagnant hours", "静稳时段"], windy: ["windy hours", "有风时段"], front: ["behind the front", "冷锋过境后"], PM2p5: ["PM2.5", "PM2.5"],
};
export const plain = (text: Label, language: Language): string =>
  text.en !== text.zh ? text[language] : text.en.split(" ").map((word) => codes[word]?.[language === "en" ? 0 : 1] ?? word).join(" ");

const pollutants: Record<string, [string, string]> = {
  PM2p5: ["PM2.5", "PM2.5（细颗粒物）"], PM10: ["PM10", "PM10（可吸入颗粒物）"], TSP: ["TSP", "TSP（总悬浮颗粒物）"], O3: ["O3", "O3（臭氧）"],
  NO2: ["NO2", "NO2（二氧化氮）"], SO2: ["SO2", "SO2（二氧化硫）"], CO: ["CO", "CO（一氧化碳）"],
};
export const pollutantName = (name: string, language: Language): string =>
  pollutants[name]?.[language === "en" ? 0 : 1] ?? name;
