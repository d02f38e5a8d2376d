"""A headless browser opens a small report in both languages: the page shows all of it and asks the network for nothing.

Left out, exit code 77, where the browser or the bundled page is missing.
"""
import base64
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys

BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
NX, NY, HOURS = 4, 3, 30
HOSTILE = "</script><img src=x onerror=alert(1)>"


def both(en, zh=None):
    return {"en": en, "zh": zh or en}


def field(first):
    return base64.b64encode(struct.pack(f"<{NX * NY}f", *(first + n for n in range(NX * NY)))).decode()


def small_report():
    members = ["base", "plan", "none"]
    labels = [both("Counterfactual", "基准"), both("Off-peak", "错峰生产"), both(HOSTILE)]
    rows = [[{"text": both(place, f"点{place}")}, {"text": both(f"day {day}")}, {"value": 0.5 * day, "digits": 2}, {"value": None}]
            for place in ("A", "B") for day in range(15)]
    return {
        "schema": "lantian.report/1",
        "case": {"id": "small", "label": both("Small case", "小算例"), "synthetic": True, "season": "", "variant": ""},
        "version": "0", "provenance": {"case": "0" * 64},
        "time": {"start": "2023-11-22T00:00", "hours": HOURS, "spinup_hours": 6}, "baseline": "base",
        "members": [{"id": i, "label": label, "exclude": ""} for i, label in zip(members, labels)],
        "monitors": [{"id": n, "label": both(f"Monitor {n}", f"站点{n}"), "kind": "national", "x": x, "y": 0.0} for n, x in (("a", -1e3), ("b", 3e3))],
        "grid": {"nx": NX, "ny": NY, "dx": 2000.0, "west": -4000.0, "south": -3000.0},
        "outline": [[-2e3, -2e3], [2e3, -2e3], [0, 2e3]],
        "answer": [both("It falls by 1 %.", "下降 1%。")],
        "series": {"PM2p5": {"unit": "µg/m³", "digits": 1, "members": {m: [[50.0 + h for h in range(HOURS)]] * 2 for m in members}}},
        "maps": {"PM2p5": {"unit": "µg/m³", "digits": 1, "baseline": field(80.0), "difference": {m: field(-5.0) for m in members[1:]}}},
        "frames": {"PM2p5": {"unit": "µg/m³", "digits": 1, "first_hour": 6, "stride": 12, "frames": 2, "baseline": steps("H", 0.01, 8000),
                             "difference": {m: steps("h", 0.001, -900) for m in members[1:]}}},
        "warnings": [{"member": "plan", "level": "orange", "from": 6, "to": 30}], "changes": [], "tables": [],
        "documents": [{"id": "report", "title": both("The title", "标题"), "parts": [{"id": "part", "title": both("The part", "部分"), "blocks": [
            {"kind": "text", "text": both("{0} of {1}, {0} again", "{1}中{0}"), "values": [{"value": 2.345, "digits": 2}, {"value": None, "digits": 1}]},
            {"kind": "absent", "text": both("CEMS", "在线"), "filler": both("the series", "小时数据")},
            *({"kind": "figure", "draw": draw, "table": {**table(draw, ["a"]), "rows": []}} for draw in ("series", "map", "hours")),
            {"kind": "figure", "draw": "threshold", "table": {**table("threshold", ["plan", "level", "called", "pollutant", "cut", "required", "verdict"]),
             "rows": [[{"text": both("p")}, {"text": both("orange", "橙色")}, {"text": both("called", "启动")}, {"text": both("SO2")}, {"value": 16.25, "digits": 1}, {"value": 20.0, "digits": 0}, {"text": both("not reached", "未达到")}]]}},
            {"kind": "figure", "draw": "no such", "table": table("unknown", ["a"])},
            {"kind": "table", "table": {"id": "short", "title": both("Short", "短表"), "columns": [both("plan", "方案"), both("cut")], "rows": [[{"text": both("mda8")}, {"value": 3.25, "digits": 1}]]}},
            {"kind": "table", "table": {"id": "long", "title": both("Long", "长表"), "note": both("note", "说明"),
             "columns": [both("place", "点位"), both("day", "日期"), both("value", "值"), both("none", "无")], "rows": rows}},
        ]}]}],
    }


def steps(kind, step, first):
    values = struct.pack(f"<{2 * NX * NY}{kind}", *(first + n for n in range(2 * NX * NY)))
    return {"step": step, "values": base64.b64encode(values).decode()}


def table(name, columns):
    return {"id": name, "title": both(f"Figure {name}"), "columns": [both(one) for one in columns], "rows": []}


class Pass:
    def __init__(self, browser, template, scratch):
        self.browser, self.template, self.scratch, self.faults = browser, template, scratch, []

    def page(self, name, report, more=""):
        text = json.dumps(report, ensure_ascii=False).replace("<", "\\u003c")  # as io/report.cpp escapes
        path = self.scratch / f"{name}.html"
        path.write_text(self.template.replace("/*DATA*/", text).replace("</body>", more + "</body>"))
        return path

    def open(self, path, language, *more):
        done = subprocess.run(
            [self.browser, "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000", "--enable-logging=stderr", "--hide-scrollbars",
             f"--user-data-dir={self.scratch / 'profile'}", *more, f"{path.resolve().as_uri()}#{language}"],
            capture_output=True, text=True, timeout=100)
        return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]

    def claim(self, holds, text):
        print(("held   " if holds else "BROKEN ") + text)
        if not holds:
            self.faults.append(text)


def check_language(run, path, language, words):
    dom, console = run.open(path, language, "--dump-dom")
    run.claim(all("no figure is called no such" in line for line in console), f"{language}: the console says what cannot be drawn, no more {console[:2]}")
    for word in words:
        run.claim(word in dom, f"{language}: the page says {word}")
    found = {name: re.search(rf'<div id="table-{name}".*?</table>', dom, re.S) for name in ("short", "long")}
    rows = {name: one[0].count("<tr>") - 1 if one else 0 for name, one in found.items()}
    run.claim(rows["short"] == 1, f"{language}: the short table has its row")
    run.claim(rows["long"] == 15, f"{language}: of the long table one place is shown: {rows['long']} of 30 rows")
    cells = re.search(r'<g class="cells">(.*?)</g>', dom, re.S)
    run.claim(bool(cells) and cells[1].count("<rect") == NX * NY, f"{language}: the map has all cells")
    run.claim(dom.count('stroke-width="1.7"') == 3, f"{language}: the chart has a line for each member")
    run.claim("<img" not in dom.split('id="lantian-data"')[0], f"{language}: text of the data does not become elements")
    run.claim("NaN" not in dom.split('id="lantian-data"')[0], f"{language}: no NaN is drawn")
    shot = run.scratch / f"{language}.png"
    run.open(path, language, f"--screenshot={shot}", "--window-size=1000,1600")
    run.claim(shot.exists() and shot.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n" and shot.stat().st_size > 20000, f"{language}: the screenshot is a picture")


def check_clicks(run):
    path = run.page("clicks", small_report(), """<script>
      document.getElementById("language").click();
      document.querySelectorAll("#figure-map .monitor")[1].dispatchEvent(new Event("click"));
      const place = document.querySelector("#table-long select"); place.value = ""; place.dispatchEvent(new Event("change"));
    </script>""")
    dom, console = run.open(path, "zh", "--dump-dom")
    run.claim('lang="en"' in dom and "The title" in dom, "the button changes the language")
    run.claim(bool(re.search(r'class="name"[^>]*>Monitor b<', dom)), "a click on a monitor chooses it")
    run.claim("30 / 30" in dom, "a long table can be shown whole")
    run.claim(all("no such" in line for line in console), f"clicks leave the console empty {console[:2]}")


def main():
    template, scratch = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if not browser or not template.exists():
        print(f"skipped: {template if browser else ' or '.join(BROWSERS)} is not there")
        return 77
    scratch.mkdir(parents=True, exist_ok=True)
    run = Pass(browser, template.read_text(), scratch)

    addresses = set(re.findall(r"https?://[^\"'\s<>\\]+", run.template))
    foreign = {a for a in addresses if not a.startswith("http://www.w3.org/")}  # names of namespaces, never asked for
    run.claim(not foreign, f"the page names no address {foreign or ''}")
    run.claim("default-src 'none'" in run.template, "the page forbids itself every request")
    path = run.page("small", small_report())
    check_language(run, path, "en", ["SYNTHETIC CASE", "The title", "2.35 of –, 2.35 again", "Filled by: the series", "It falls by 1 %.", "Small case", "MDA8", "Monitor a", "11-23", "warning orange"])
    check_language(run, path, "zh", ["合成案例", "标题", "–中2.35", "未提供。", "16.3% (要求 20%, 未达到)", "下降 1%。", "小算例", "日最大8小时均值", "站点a", "72 小时".replace("72", str(HOURS))])
    check_clicks(run)
    _, console = run.open(run.page("wrong", {"schema": "lantian.report/0"}), "en", "--dump-dom")
    run.claim(any("cannot show lantian.report/0" in line for line in console), "a page of another schema says so in the console")
    return 1 if run.faults else 0


if __name__ == "__main__":
    sys.exit(main())
