#!/usr/bin/env python3
"""Runs Errand beside other chat bots, over one real IRC server on loopback, and writes the tables.

    benchmarks/peers/run.py BENCH [--part figures|trust|all] [--bots errand-warm,errand-cold,hubot,errbot] [--rounds 2]

BENCH is the folder of the side-by-side benchmark (bench.py, report.py, bots/), which is not part of this repository;
its README says how the peers and the server are installed. The distribution and the bench plugin must be built:

    mvn -Pfast package -pl distribution,benchmarks/peers -am

`figures` (7 minutes a round with four bots) is what a busy machine spoils: nothing else should run meanwhile, since
server, bot and load client share the machine. The bots take turns, round by round, and the load average is written down.
`trust` (20 minutes) is what must hold on any machine: a million commands, kill -9, a restarted server, a silent link, a
pace, counting. Traffic goes to loopback only, every loop is bounded.
"""
import argparse, glob, os, shutil, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))

FIGURES = "latency,throughput,slow,calm,commands,storage"
WARM = ["--warmup", "5000"]


def bots(bench):
    """Each bot's description, and what is particular about its run."""
    ours = f"{here}/errand/bot.json"
    known = {
        "errand-warm": (ours, WARM),
        "errand-cold": (ours, []),
        # One line a second, kept by the bot itself.
        "errand-paced": (ours, ["--env", "BENCH_ERRAND_PAUSE=1s"]),
        # The JVM with and without its second compiler: faster when it is warm, and larger.
        "errand-c1": (ours, WARM + ["--env", "ERRAND_JAVA_OPTS=-XX:TieredStopAtLevel=1"]),
        "errand-c2": (ours, WARM + ["--env", "ERRAND_JAVA_OPTS=-XX:TieredStopAtLevel=4"]),
    }
    for file in glob.glob(f"{bench}/bots/*/bot.json"):
        known[os.path.basename(os.path.dirname(file))] = (file, [])
    return known


def figures(asked, rounds):
    """(bot, scenarios, more arguments): each round asks each bot, so that a busy moment does not hit one of them only."""
    for turn in range(rounds):
        for bot in asked:
            yield bot, FIGURES + (",start" if turn == 0 else ""), ["--runs", "1"]


def trust(asked):
    for bot in asked:
        if bot == "errand-warm":
            yield bot, "million", ["--runs", "1"]
            yield bot, "crash", ["--runs", "1", "--tries", "50"]
            yield bot, "increments", ["--storage", "redis", "--runs", "3"]
        elif not bot.startswith("errand"):
            yield bot, "crash", ["--runs", "1", "--tries", "10"]
        if bot == "errand-warm" or not bot.startswith("errand"):
            yield bot, "increments", ["--runs", "3"]
            yield bot, "reconnect", ["--runs", "1"]
            yield bot, "halfopen", ["--halfopen-cap", "130"]
    if "errand-warm" in asked:
        yield "errand-paced", "flood", ["--runs", "1"]


def distribution():
    found = glob.glob(f"{root}/distribution/target/errand-*/bin/errand")
    if not found:
        sys.exit("The distribution is not built: mvn -Pfast package -pl distribution,benchmarks/peers -am")
    return os.path.dirname(os.path.dirname(found[0]))


class Redis:
    """A Redis of its own, which keeps what it has acknowledged; None where there is none to be had."""

    def __init__(self, port):
        self.port, self.proc, self.folder = port, None, tempfile.mkdtemp(prefix="errand-bench-redis-")

    def __enter__(self):
        program = shutil.which("redis-server")
        if program:
            self.proc = subprocess.Popen([program, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", self.folder,
                                          "--save", "", "--appendonly", "yes", "--appendfsync", "always"],
                                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        return self.proc is not None

    def __exit__(self, *_):
        if self.proc:
            self.proc.terminate()
            self.proc.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


def run(a, bench, known, env, plan, file):
    """Runs what is planned; the files with the results."""
    results = []
    for bot, scenarios, more in plan:
        description, particular = known[bot]
        out = f"{a.out}/{file}-{bot}.jsonl"
        if out not in results:
            results.append(out)
            if os.path.exists(out):
                os.remove(out)
        with tempfile.TemporaryDirectory(prefix="errand-bench-") as work:
            print(f"== {bot}: {scenarios}; load average {os.getloadavg()[0]:.1f}", flush=True)
            subprocess.run([sys.executable, f"{here}/scenarios.py", bench, description, "--label", bot, "--only", scenarios,
                            "--counts", "10,1000", "--port", str(a.port), "--work", work, "--out", out,
                            *particular, *more, *a.rest], env=env, check=True)
    return results


def report(bench, results, file):
    table = subprocess.run([sys.executable, f"{here}/scenarios.py", bench, "report", *results],
                           capture_output=True, text=True, check=True)
    text = (f"Load average at the end: {' '.join(f'{x:.1f}' for x in os.getloadavg())}; {os.cpu_count()} cores\n"
            + table.stdout)
    with open(file, "w") as f:
        f.write(text)
    print(text)


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("bench", help="the folder of the side-by-side benchmark")
    p.add_argument("--part", default="all", choices=("figures", "trust", "all"))
    p.add_argument("--bots", default="errand-warm,errand-cold,hubot,errbot")
    p.add_argument("--rounds", type=int, default=2, help="of the figures")
    p.add_argument("--only", help="these scenarios instead of the parts, each round")
    p.add_argument("--out", default=f"{here}/target/results")
    p.add_argument("--port", type=int, default=16667, help="this one and the next two are used")
    p.epilog = "After --: more for bench.py, such as -- --scale 4"
    line = sys.argv[1:]
    end = line.index("--") if "--" in line else len(line)
    a = p.parse_args(line[:end])
    a.rest = line[end + 1:]
    bench = os.path.abspath(a.bench)
    known = bots(bench)
    asked = a.bots.split(",")
    unknown = [b for b in asked if b not in known]
    if unknown:
        sys.exit(f"Not known: {', '.join(unknown)}. Known: {', '.join(sorted(known))}")
    os.makedirs(a.out, exist_ok=True)
    env = dict(os.environ, BENCH_ERRAND_DIST=distribution(), BENCH_REDIS_PORT=str(a.port + 2))
    if a.only:
        plan = [(bot, a.only, ["--runs", "1"]) for _ in range(a.rounds) for bot in asked]
        report(bench, run(a, bench, known, env, plan, "only"), f"{a.out}/only.md")
        return
    if a.part != "trust":
        report(bench, run(a, bench, known, env, figures(asked, a.rounds), "figures"), f"{a.out}/figures.md")
    if a.part != "figures":
        with Redis(a.port + 2) as there:
            plan = [step for step in trust(asked) if there or "redis" not in step[2]]
            report(bench, run(a, bench, known, env, plan, "trust"), f"{a.out}/trust.md")


if __name__ == "__main__":
    main()
