#!/usr/bin/env python3
"""What the side-by-side benchmark does not ask, asked in its way: scenarios.py BENCH, then the arguments of its bench.py.

    scenarios.py BENCH report FILE…     the tables, with those of these scenarios

Every scenario of bench.py can be named too.
"""
import os, sys

if len(sys.argv) < 3:
    sys.exit(__doc__)
BENCH = os.path.abspath(sys.argv[1])
sys.path.insert(0, BENCH)
import bench, report

bench_load = bench.load


def load(bot, mode, *args, **kw):
    """The report divides the CPU time of a run of chatter by its lines: thousands of commands of warm-up must not be in it."""
    return bench_load(bot, mode, *args, *(("--warmup", "50") if mode == "chatter" else ()), **kw)


bench.load = load
MILLION = int(os.environ.get("BENCH_MILLION", 1_000_000))


class More(bench.Run):
    """The scenarios; a server is up and no bot runs when one begins."""

    def start(self):
        """From the start of the process to its first answer, five times, without the first."""
        b = self.bot()
        b.prepare()
        for i in range(6):
            s = b.start_ready()
            m = bench.memory(b.proc.pid)
            b.stop()
            self.put("ready", i, dict(ready_s=s, first=i == 0, **m))

    def million(self):
        """Very many commands of 20 people, 100 in flight: lost, twice, out of order for one person, to the wrong one?"""
        def body(b):
            r = bench.load(b, "throughput", "--users", "20", "--concurrency", "100", "--number", str(MILLION),
                           "--target", "private")
            self.put("million", 0, dict(r, **bench.memory(b.proc.pid)), commands=MILLION)
        self.with_bot(body)

    def calm(self):
        """The probes of `slow` while nothing else is asked: what the machine itself does to the worst of them."""
        def body(b):
            for i in range(self.a.runs):
                self.put("calm", i, bench.load(b, "latency", "--number", "150", "--interval-ms", "20"))
        self.with_bot(body)

    def increments(self):
        """1,000 increments of one number, 50 in flight: how many counted?"""
        def body(b):
            for i in range(self.a.runs):
                key = f"counter{os.urandom(3).hex()}"
                r = bench.load(b, "throughput", "--concurrency", "50", "--number", "1000", "--warmup", "0",
                               command=b.template("incr", k=key))
                p = bench.Probe(self.a.port, b.nick)
                text, _ = p.ask(b.command("get", k=key), key)
                p.close()
                m = bench.re.search(r"= (\d+)", text or "")
                self.put("increments", i, dict(sent=1000, counted=m and int(m.group(1)), rate=r.get("rate"), text=text))
        self.with_bot(body)

    def flood(self):
        """30 commands at once, and a pace of a line a second that the bot is to keep: the pauses between its lines."""
        def body(b):
            for i in range(self.a.runs):
                p = bench.Probe(self.a.port, b.nick)
                bench.time.sleep(2)              # the pace of what was said before
                for k in range(30):
                    p.say(b.command("echo", nonce=f"fl{i}x{k}z"))
                came = []
                while len(came) < 30:
                    line = p.read_until(lambda l: l.startswith(f":{b.nick}!") and f"fl{i}x" in l, 5)
                    if line is None:
                        break
                    came.append((bench.time.time(), int(line.split("x")[-1].split("z")[0])))
                p.close()
                pauses = [b[0] - a[0] for a, b in zip(came, came[1:])]
                self.put("pace", i, dict(sent=30, lost=30 - len(came), least_pause_s=pauses and round(min(pauses), 3),
                                         in_order=[n for _, n in came] == sorted(n for _, n in came),
                                         wall_s=came and round(came[-1][0] - came[0][0], 2)))
        self.with_bot(body)


report.COLUMNS["million"] = [("commands", "sent", 0), ("replies/s", "rate", 0)] + report.TRUST + [
    ("CPU ms/reply", "cpu_ms_per_reply", 3), ("p50 ms", "rtt_ms.p50", 1), ("max ms", "rtt_ms.max", 0), ("RSS MiB", "rss_mib", 0)]
report.COLUMNS["calm"] = report.RTT
report.COLUMNS["increments"] = [("sent", "sent", 0), ("counted", "counted", 0)]
report.COLUMNS["pace"] = [("sent", "sent", 0), ("lost", "lost", 0), ("in order", "in_order", 0),
                          ("least pause s", "least_pause_s", 2), ("all within s", "wall_s", 1)]
# Hundredths hide what is compared here.
for columns in report.COLUMNS.values():
    for at, column in enumerate(columns):
        if column[1].endswith("cpu_ms_per_reply"):
            columns[at] = (column[0], column[1], 3)

if __name__ == "__main__":
    rest = sys.argv[2:]
    if rest[0] == "report":
        sys.argv = ["report.py", *rest[1:]]
        report.main()
    else:
        sys.argv = ["bench.py", *rest]
        bench.Run = More
        bench.main()
