// Every word of the page in both languages.
import type { Language } from "./data";

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
  county: { en: "county outline", zh: "县界" },
  east: { en: "km east of the origin", zh: "原点以东（km）" },
} as const;

export type Word = keyof typeof words;
export const say = (word: Word, language: Language): string => words[word][language];

const pollutants: Record<string, [string, string]> = {
  PM2p5: ["PM2.5", "PM2.5（细颗粒物）"], PM10: ["PM10", "PM10（可吸入颗粒物）"], O3: ["O3", "O3（臭氧）"],
  NO2: ["NO2", "NO2（二氧化氮）"], SO2: ["SO2", "SO2（二氧化硫）"], CO: ["CO", "CO（一氧化碳）"],
};
export const pollutantName = (name: string, language: Language): string =>
  pollutants[name]?.[language === "en" ? 0 : 1] ?? name;
