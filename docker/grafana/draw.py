#!/usr/bin/env python3
"""Draws the panels of errand-dashboard.json from a Prometheus, for the picture in the docs where no Grafana is at hand:

    draw.py http://localhost:9090 MINUTES > panels.html
    chromium --headless --no-sandbox --hide-scrollbars --window-size=1500,1300 --screenshot=panels.png panels.html

Every expression of the dashboard is asked of the Prometheus as it stands; one that it refuses ends this with its words.
"""
import html
import json
import pathlib
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

COLOURS = ["#3274d9", "#e0752d", "#56a64b", "#a352cc", "#e02f44", "#b58900", "#2aa198", "#777777", "#d33682", "#6c71c4"]
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 470, 200, 62, 22, 10


def ask(server, expression, minutes):
    now = time.time()
    step = max(1, minutes * 60 // 120)
    expression = expression.replace("$__rate_interval", "20s").replace('job=~"$job"', 'job=~".*"')
    query = urllib.parse.urlencode({"query": expression, "start": now - minutes * 60, "end": now, "step": step})
    try:
        with urllib.request.urlopen(f"{server}/api/v1/query_range?{query}") as answer:
            return json.load(answer)["data"]["result"]
    except urllib.error.HTTPError as refused:
        sys.exit(f"Prometheus refuses {expression}: {refused.read().decode()}")


def legend(pattern, labels):
    for name, value in labels.items():
        pattern = pattern.replace("{{" + name + "}}", value)
    return pattern


def written(value, unit):
    if unit == "bytes":
        return f"{value / 2**20:.0f} MiB"
    if unit == "s":
        return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.3g} s"
    return f"{value:.3g}" + ("/s" if unit == "ops" else "")


def panel(server, minutes, spec):
    unit = spec["fieldConfig"]["defaults"]["unit"]
    series = []
    for target in spec["targets"]:
        for one in ask(server, target["expr"], minutes):
            points = [(t, float(v)) for t, v in one["values"] if v not in ("NaN", "+Inf")]
            if points:
                series.append((legend(target["legendFormat"], one["metric"]), points))
    top = max((v for _, points in series for _, v in points), default=0) or 1
    end = time.time()
    start = end - minutes * 60
    x = lambda t: LEFT + (t - start) / (end - start) * (WIDTH - LEFT - 8)
    y = lambda v: HEIGHT - BOTTOM - v / (top * 1.08) * (HEIGHT - BOTTOM - TOP)
    drawn = [f'<svg width="{WIDTH}" height="{HEIGHT}">']
    for part in range(5):
        value = top * part / 4
        drawn.append(f'<line x1="{LEFT}" x2="{WIDTH - 8}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="#e4e4e4"/>'
                     f'<text x="{LEFT - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{written(value, unit)}</text>')
    for part in range(5):
        moment = start + (end - start) * part / 4
        drawn.append(f'<text x="{x(moment):.1f}" y="{HEIGHT - 6}" text-anchor="middle">'
                     f'{time.strftime("%H:%M:%S", time.gmtime(moment))}</text>')
    keys = []
    for number, (name, points) in enumerate(series):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x(t):.1f},{y(v):.1f}" for t, v in points)
        drawn.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>')
        keys.append(f'<span style="color:{colour}">━ {html.escape(name)}</span>')
    return f'<div><h2>{html.escape(spec["title"])}</h2>{"".join(drawn)}</svg><p>{" ".join(keys) or "nothing yet"}</p></div>'


def main():
    server, minutes = sys.argv[1], int(sys.argv[2])
    dashboard = json.loads((pathlib.Path(__file__).parent / "errand-dashboard.json").read_text())
    print("<!doctype html><meta charset=utf-8><style>body{font:12px sans-serif;margin:8px;background:#f4f5f5}"
          "main{display:grid;grid-template-columns:repeat(3,1fr);gap:8px}div{background:#fff;border:1px solid #ddd;padding:6px 8px}"
          "h2{font-size:13px;margin:0 0 4px}p{margin:2px 0;line-height:1.5}span{margin-right:10px}"
          "svg text{font-size:10px;fill:#555}</style><main>")
    for spec in dashboard["panels"]:
        print(panel(server, minutes, spec))
    print("</main>")


main()
