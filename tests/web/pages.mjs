// A real browser over a finished run's pages: both languages, wide, narrow and on A4; mouse and keyboard; accessibility.
// usage: node pages.mjs FOLDER-OF-RUN SCRATCH [MODULES]; exit code 77 where the modules or a browser are missing
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, scratch, modules = import.meta.dirname] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), "package.json"));
const browsers = ["chromium", "chromium-headless-shell", "google-chrome"].flatMap((name) => process.env.PATH.split(":").map((place) => path.join(place, name)));
const program = browsers.find((file) => fs.existsSync(file));
let chromium, axe;
try {
  ({ chromium } = require("playwright-core"));
  axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch { console.log("skipped: npm ci --prefix tests/web brings playwright-core and axe-core"); process.exit(77); }
if (!program) { console.log("skipped: no chromium"); process.exit(77); }

let faults = 0;
const claim = (holds, text) => { console.log(`${holds ? "held   " : "BROKEN "}${text}`); if (!holds) ++faults; };
const names = ["report", "emergency", "offpeak", "measures"].filter((name) => fs.existsSync(path.join(folder, `${name}.html`)));
claim(names.includes("report"), "the run has a report");
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });

async function open(name, language, width) {
  const page = await browser.newPage({ viewport: { width, height: 900 } }), said = [], asked = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("dialog", (dialog) => { said.push(`dialog ${dialog.message()}`); void dialog.dismiss(); });
  page.on("request", (request) => { if (!request.url().startsWith("file:")) asked.push(request.url()); });
  await page.goto(`${pathToFileURL(path.resolve(folder, `${name}.html`))}#${language}`);
  return { page, said, asked };
}

/** What sticks out of the page at the right, beside what scrolls in its own frame. */
const overflow = (page) => page.evaluate(() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !one.closest(".wide"))
  .map((one) => `${one.tagName} ${one.textContent?.slice(0, 30)}`).slice(0, 3));

for (const name of names)
  for (const language of ["zh", "en"])
    for (const width of [1280, 390]) {
      const what = `${name} ${language} ${width}`, { page, said, asked } = await open(name, language, width);
      claim((await overflow(page)).length === 0 && await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${what}: nothing sticks out ${await overflow(page)}`);
      claim(await page.evaluate(() => document.querySelectorAll("svg").length > 0 || document.querySelectorAll("table").length > 0), `${what}: there are figures or tables`);
      claim((await page.evaluate(() => document.body.innerText)).match(/NaN|undefined|\[object/) === null, `${what}: every value is a value`);
      await page.evaluate(axe);
      const found = await page.evaluate(async () => (await globalThis.axe.run()).violations.map((one) => `${one.impact} ${one.id} ${one.nodes[0].html.slice(0, 120)}`));
      claim(found.filter((one) => /^(serious|critical)/.test(one)).length === 0, `${what}: axe finds nothing serious ${found}`);
      await page.screenshot({ path: path.join(scratch, `${name}-${language}-${width}.png`), fullPage: true });
      claim(said.length === 0, `${what}: the console stays empty ${said.slice(0, 2)}`);
      claim(asked.length === 0, `${what}: nothing is asked from the network ${asked.slice(0, 2)}`);
      await page.close();
    }

for (const name of names)
  for (const language of ["zh", "en"]) {
    const { page } = await open(name, language, 1280);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 703, height: 1000 });  // A4 less its margins, at 96 dpi
    const wide = await page.evaluate(() => [...document.querySelectorAll("table, svg, p, h1, h2")].filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 2).map((one) => one.textContent?.slice(0, 40)));
    claim(wide.length === 0, `${name} ${language}: fits A4 ${wide.slice(0, 2)}`);
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    claim(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 20000, `${name} ${language}: prints to PDF`);
    await page.close();
  }

{  // the map by mouse and by keyboard
  const { page, said } = await open("report", "en", 1280);
  const now = () => page.locator("#now").innerText(), first = await now();
  await page.locator("#hour").focus();
  await page.keyboard.press("ArrowRight");
  const second = await now();
  claim(second !== first, `an arrow key moves the hour: ${first} → ${second}`);
  await page.keyboard.press("End");
  claim(await now() !== second, "End goes to the last hour");
  await page.keyboard.press("Home");
  claim(await now() === first, "Home goes to the first hour");
  const box = await page.locator("#hour").boundingBox();
  await page.mouse.click(box.x + box.width * 0.5, box.y + box.height / 2);
  claim(await now() !== first, "the mouse moves the hour");
  const picture = () => page.locator("canvas.cells").evaluate((canvas) => canvas.toDataURL());
  const half = await picture();
  await page.locator("#divide").focus();
  await page.keyboard.press("End");
  claim(await picture() !== half, "the divider moves by keyboard");
  const start = await now();
  await page.locator("#play").focus();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1500);
  claim(await now() !== start, "Enter on the button plays the hours");
  await page.locator("#play").click();
  const stopped = await now();
  await page.waitForTimeout(1200);
  claim(await now() === stopped, "a click pauses them");
  const reached = new Set();
  await page.evaluate(() => document.activeElement?.blur());
  for (let n = 0; n < 200 && !reached.has("play"); ++n) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName));
  }
  claim(["language", "A", "SELECT", "SUMMARY", "play", "hour", "divide"].every((one) => reached.has(one)), `Tab reaches all kinds of controls: ${[...reached]}`);
  await page.locator("details summary").first().focus();
  await page.keyboard.press("Enter");
  const unfolded = page.locator("details[open] table tbody tr").nth(10).waitFor({ timeout: 5000 });
  claim(await unfolded.then(() => true, () => false), "a figure's numbers unfold by keyboard");
  await page.locator("#language").click();
  claim(await page.evaluate(() => document.documentElement.lang) === "zh-CN", "the button changes the language");
  claim(said.length === 0, `the console stays empty ${said.slice(0, 2)}`);
  await page.close();
}
await browser.close();
process.exit(faults ? 1 : 0);
