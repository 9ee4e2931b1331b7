// Builds the front end: app.js, app.css, the sprite of icons and the font, into static/ui/. See docs/ui.md.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import * as esbuild from "esbuild";
import { collect } from "./collect.mjs";

const ui = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(ui, "static", "ui");
const require = createRequire(import.meta.url);

const options = {
  entryPoints: [
    { in: join(ui, "app.ts"), out: "app" },
    { in: "comptoir:styles", out: "app" },
  ],
  plugins: [collect(dirname(ui))],
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  splitting: true,
  chunkNames: "chunk-[hash]",
  target: ["es2022", "chrome123", "firefox121", "safari17.5"],
  external: ["*.woff2"],
  logLevel: "warning",
};

/** One <symbol> per declared name; a name that the icon set lacks stops the build. */
async function sprite() {
  const names = JSON.parse(await readFile(join(ui, "icons.json"), "utf8"));
  const folder = join(dirname(require.resolve("lucide-static/package.json")), "icons");
  const symbols = await Promise.all(
    names.map(async (name) => symbol(name, await readFile(join(folder, `${name}.svg`), "utf8"))),
  );
  await writeFile(join(target, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

function symbol(name, svg) {
  const inside = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/\s*\n\s*/g, " ").trim()}</symbol>`;
}

async function font() {
  const folder = join(dirname(require.resolve("@fontsource-variable/inter/package.json")), "files");
  await copyFile(join(folder, "inter-latin-wght-normal.woff2"), join(target, "inter.woff2"));
  await copyFile(join(folder, "inter-latin-ext-wght-normal.woff2"), join(target, "inter-ext.woff2"));
}

async function assets() {
  await Promise.all([sprite(), font(), copyFile(join(ui, "favicon.svg"), join(target, "favicon.svg"))]);
}

/** The server sends the smaller twin to whoever takes it (file.br, file.gz). */
async function compress() {
  const names = (await readdir(target)).filter((name) => /\.(js|css|svg)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const file = join(target, name);
      const content = await readFile(file);
      await writeFile(`${file}.br`, await promisify(brotliCompress)(content));
      await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
    }),
  );
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await assets();
if (process.argv.includes("--watch")) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  await esbuild.build(options);
  await compress();
}
