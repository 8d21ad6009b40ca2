#!/usr/bin/env python3
"""Lays out a home folder of Errand in $BENCH_WORK: errand.conf, the bench plugin and $BENCH_COMMANDS generated
commands in plugins of $BENCH_PER_PLUGIN. Needs $BENCH_ERRAND_DIST, the unpacked distribution, and for generated
commands a JDK 25, which is found as the distribution finds it. Idempotent: data/ is kept if it is there."""
import glob, os, shutil, subprocess, tempfile, zipfile

e = os.environ
here = os.path.dirname(os.path.abspath(__file__))
work, dist = e["BENCH_WORK"], e["BENCH_ERRAND_DIST"]
n, per = int(e.get("BENCH_COMMANDS", 0)), int(e.get("BENCH_PER_PLUGIN", 10))
plugins = f"{work}/plugins"
shutil.rmtree(plugins, ignore_errors=True)
os.makedirs(plugins)
jars = sorted(j for j in glob.glob(f"{here}/../target/benchmarks-peers-*.jar") if "original-" not in j)
if not jars:
    raise SystemExit("the bench plugin is not built: mvn -Pfast package -pl benchmarks/peers -am")
shutil.copy(jars[-1], f"{plugins}/bench.jar")


def source(k, commands):
    body = "".join(f'    @Command(value = "cmd{i}", description = "Generated command {i}")\n'
                   f"    String cmd{i}(@Rest String words) {{\n        return words;\n    }}\n\n" for i in commands)
    return (f"package gen{k};\n\nimport dev.errand.api.*;\n\n"
            f"public final class Gen{k} implements Plugin {{\n{body}}}\n")


def generate(folder):
    sources, done = [], 0
    while done < n:
        k = done // per
        os.makedirs(f"{folder}/src/gen{k}")
        sources.append(f"{folder}/src/gen{k}/Gen{k}.java")
        with open(sources[-1], "w") as f:
            f.write(source(k, range(done, min(done + per, n))))
        done += per
    find = '. "$0/bin/java.sh" && errand_find_jdk javac && printf %s "$errand_jdk"'
    jdk = subprocess.run(["sh", "-c", find, dist], check=True, stdout=subprocess.PIPE, text=True).stdout
    api = ":".join(glob.glob(f"{dist}/lib/plugin-api-*.jar") + glob.glob(f"{dist}/lib/jspecify-*.jar")
                   + glob.glob(f"{dist}/lib/slf4j-api-*.jar"))
    subprocess.run([f"{jdk}/bin/javac", "-nowarn", "-parameters", "-cp", api, "-d", f"{folder}/classes", *sources], check=True)
    for k in range(len(sources)):
        manifest = (f"Manifest-Version: 1.0\nPlugin-Id: gen{k}\nPlugin-Version: 1.0.0\nPlugin-Class: gen{k}.Gen{k}\n"
                    "Plugin-Requires: >=0.1.0\nPlugin-Description: Generated commands\n\n")
        with zipfile.ZipFile(f"{plugins}/gen{k}.jar", "w") as jar:
            jar.writestr("META-INF/MANIFEST.MF", manifest)
            jar.write(f"{folder}/classes/gen{k}/Gen{k}.class", f"gen{k}/Gen{k}.class")


if n:
    with tempfile.TemporaryDirectory() as folder:
        generate(folder)

storage = {"default": "", "h2": "storage { type = h2 }", "memory": "storage { type = memory }",
           "redis": "storage { type = redis, servers = [\"127.0.0.1:%s\"] }" % e.get("BENCH_REDIS_PORT", "16379"),
           }[e.get("BENCH_STORAGE", "default")]
with open(f"{work}/errand.conf", "w") as f:
    f.write(f'''prefix = "{e["BENCH_PREFIX"]}"
disabled-plugins = [demo, dns]
# The load comes from few people, who ask more than any person would.
access {{ per-minute = 1000000, burst = 1000000 }}
chats.irc {{
  type = irc
  server = "127.0.0.1"
  port = {e["BENCH_PORT"]}
  tls = false
  nick = "{e["BENCH_NICK"]}"
  channels = ["{e["BENCH_CHANNEL"]}"]
  line-pause = {e.get("BENCH_ERRAND_PAUSE", "0s")}
  line-burst = {e.get("BENCH_ERRAND_BURST", "1")}
}}
{storage}
''')
