#!/usr/bin/env python3
"""Runs Errand beside other chat bots, over one real IRC server on loopback, and writes the tables.

    benchmarks/peers/run.py BENCH [--out FOLDER] [--bots errand-warm,errand-cold,errbot,hubot] [--runs 3] [--only …]

BENCH is the folder of the side-by-side benchmark (bench.py, report.py, bots/), which is not part of this repository;
its README says how the peers and the server are installed. The distribution and the bench plugin must be built:

    mvn -Pfast package -pl distribution,benchmarks/peers -am

Nothing else should run meanwhile: server, bot and load client share the machine, and the load average is written
down with the results. Traffic goes to loopback only, every loop is bounded.
"""
import argparse, glob, os, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))

# What each bot is asked to do; the counts of `commands` are those of the table in the documents.
MAIN = "ready,latency,throughput,fan,slow,commands,storage,crash,reconnect,halfopen"
WARM = ["--warmup", "5000"]


def bots(bench):
    """Each bot's description, and what is particular about its run."""
    ours = f"{here}/errand/bot.json"
    known = {
        "errand-warm": (ours, WARM),
        "errand-cold": (ours, []),
        # One line a second, kept by the bot itself; for --only flood.
        "errand-paced": (ours, ["--env", "BENCH_ERRAND_PAUSE=1s"]),
        # The JVM's second compiler: faster when it is warm, and larger.
        "errand-c2": (ours, WARM + ["--env", "ERRAND_JAVA_OPTS=-XX:TieredStopAtLevel=4"]),
    }
    for file in glob.glob(f"{bench}/bots/*/bot.json"):
        known[os.path.basename(os.path.dirname(file))] = (file, [])
    return known


def distribution():
    found = glob.glob(f"{root}/distribution/target/errand-*/bin/errand")
    if not found:
        sys.exit("The distribution is not built: mvn -Pfast package -pl distribution,benchmarks/peers -am")
    return os.path.dirname(os.path.dirname(found[0]))


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("bench", help="the folder of the side-by-side benchmark")
    p.add_argument("--out", default=f"{here}/target/results")
    p.add_argument("--bots", default="errand-warm,errand-cold,errbot,hubot")
    p.add_argument("--only", default=MAIN)
    p.add_argument("--runs", default="3")
    p.add_argument("--port", type=int, default=16667, help="this one and the next are used")
    p.add_argument("rest", nargs="*", help="after --: more for bench.py, such as -- --counts 10,1000")
    a = p.parse_args()
    bench = os.path.abspath(a.bench)
    known = bots(bench)
    asked = a.bots.split(",")
    unknown = [b for b in asked if b not in known]
    if unknown:
        sys.exit(f"Not known: {', '.join(unknown)}. Known: {', '.join(sorted(known))}")
    os.makedirs(a.out, exist_ok=True)
    env = dict(os.environ, BENCH_ERRAND_DIST=distribution())
    results = []
    for bot in asked:
        description, particular = known[bot]
        results.append(f"{a.out}/{bot}.jsonl")
        with tempfile.TemporaryDirectory(prefix="errand-bench-") as work:
            print(f"== {bot}; load average {os.getloadavg()[0]:.1f}", flush=True)
            subprocess.run([sys.executable, f"{bench}/bench.py", description, "--label", bot, "--only", a.only,
                            "--runs", a.runs, "--counts", "10,1000", "--port", str(a.port), "--work", work,
                            "--out", results[-1], *particular, *a.rest], env=env, check=True)
    table = subprocess.run([sys.executable, f"{bench}/report.py", *results], capture_output=True, text=True, check=True)
    with open(f"{a.out}/report.md", "w") as f:
        f.write(f"Load average at the end: {' '.join(f'{x:.1f}' for x in os.getloadavg())}; {os.cpu_count()} cores\n\n")
        f.write(table.stdout)
    print(table.stdout)


if __name__ == "__main__":
    main()
