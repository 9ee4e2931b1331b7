// Runs the unit tests of scripts, comptoir/**/*.test.ts, with Node's own test runner: npm test [part of a path] …
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const wanted = process.argv.slice(2);
const all = globSync("comptoir/**/*.test.ts", { cwd: root }).sort();
const chosen = all.filter((path) => !wanted.length || wanted.some((part) => path.includes(part)));

const folder = await mkdtemp(join(tmpdir(), "comptoir-scripts-"));
try {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: chosen,
    outbase: "comptoir",
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  const files = chosen.map((path) => join(folder, path.replace(/^comptoir\//, "").replace(/\.ts$/, ".mjs")));
  const options = ["--enable-source-maps", "--import", join(here, "dom.mjs"), "--test", "--test-reporter=dot"];
  process.exitCode = spawnSync(process.execPath, [...options, ...files], { stdio: "inherit", cwd: root }).status ?? 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
