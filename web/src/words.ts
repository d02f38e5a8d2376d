// Every word of the page in both languages.
import type { Label, Language } from "./data";

const words = {
  synthetic: { en: "SYNTHETIC CASE: not observed, not an official inventory", zh: "合成案例：非实测数据，非官方清单" },
  answer: { en: "Answer", zh: "结论" },
  contents: { en: "Contents", zh: "目录" },
  monitor: { en: "Monitor", zh: "监测点" },
  pollutant: { en: "Pollutant", zh: "污染物" },
  show: { en: "Show", zh: "显示" },
  plan: { en: "Plan", zh: "方案" },
  place: { en: "Place", zh: "点位" },
  concentration: { en: "concentration of the baseline", zh: "基准情景浓度" },
  change: { en: "change by", zh: "变化：" },
  spinup: { en: "spin-up", zh: "预热期" },
  localTime: { en: "local time", zh: "当地时间" },
  provenance: { en: "Provenance", zh: "来源与校验" },
  other: { en: "English", zh: "English" },
  chinese: { en: "中文", zh: "中文" },
  hours: { en: "h", zh: "小时" },
  days: { en: "d", zh: "天" },
  hour: { en: "hour", zh: "时次" },
  all: { en: "all", zh: "全部" },
  rows: { en: "rows", zh: "行" },
  numbers: { en: "The numbers", zh: "数值表" },
  file: { en: "File:", zh: "数据文件：" },
  absent: { en: "not provided.", zh: "未提供。" },
  filledBy: { en: "Filled by: ", zh: "可由以下数据补充：" },
  mapNote: { en: "White line: county outline. Dots: monitors; choose one for the chart above.", zh: "白线为县界，圆点为监测点；选择圆点可在上方曲线中选用该点。" },
  east: { en: "east of the origin [km]", zh: "原点以东 [km]" },
  north: { en: "north of the origin [km]", zh: "原点以北 [km]" },
  play: { en: "Play", zh: "播放" },
  pause: { en: "Pause", zh: "暂停" },
  divider: { en: "Divider: baseline left of it, change right of it", zh: "分界：左侧为基准浓度，右侧为变化" },
  quantised: { en: "Values in steps of", zh: "数值步长" },
  everyHours: { en: "every", zh: "每隔" },
  baseline: { en: "baseline", zh: "基准" },
  peak: { en: "peak", zh: "峰值" },
  required: { en: "required", zh: "要求" },
  cut: { en: "cut", zh: "减排" },
  before: { en: "before", zh: "前" },
  after: { en: "after", zh: "后" },
  warning: { en: "warning", zh: "预警" },
  contribution: { en: "cumulative emission [%]", zh: "累计排放 [%]" },
  burden: { en: "cumulative burden [%]", zh: "累计负担 [%]" },
  equal: { en: "equal", zh: "相当" },
  wind: { en: "wind m/s", zh: "风速 m/s" },
  mixing: { en: "mixing height m", zh: "混合层高度 m" },
  barbs: { en: "Wind barbs in the lowest layer: half a feather 2 m/s, a whole one 4 m/s, a triangle 20 m/s, a ring below 1 m/s.", zh: "风羽为最低层风：短划2 m/s，长划4 m/s，三角20 m/s，圆圈为1 m/s以下。" },
  winwin: { en: "both fall", zh: "协同下降" },
  particlesFall: { en: "PM2.5 falls, ozone rises", zh: "PM2.5降、臭氧升" },
  ozoneFalls: { en: "ozone falls, PM2.5 rises", zh: "臭氧降、PM2.5升" },
  bothRise: { en: "both rise", zh: "同升" },
  print: { en: "Print", zh: "打印" },
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
  NO2: ["NO2", "NO2（二氧化氮）"], SO2: ["SO2", "SO2（二氧化硫）"], CO: ["CO", "CO（一氧化碳）"], AQI: ["AQI", "AQI（空气质量指数）"],
};
export const pollutantName = (name: string, language: Language): string =>
  pollutants[name]?.[language === "en" ? 0 : 1] ?? name;

const levels: Record<string, [string, string]> = { yellow: ["yellow", "黄色"], orange: ["orange", "橙色"], red: ["red", "红色"] };
export const levelName = (name: string, language: Language): string => levels[name]?.[language === "en" ? 0 : 1] ?? name;
