// Finds the behaviours and style sheets of the whole package, so that a capability only has to put its file in its folder.
import { globSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";

/**
 * The layer of a style sheet by its folder, in the order of the rules: the shell adjusts
 * components it contains. The tokens stand outside the layers.
 */
const LAYERS = [
  ["ui/styles/tokens/", ""],
  ["ui/styles/reset/", "reset"],
  ["ui/styles/base/", "base"],
  ["ui/components/", "components"],
  ["ui/charts/", "components"],
  ["ui/shell/", "components"],
  ["ui/styles/utilities/", "utilities"],
  ["", "pages"],
];
const ORDER = "reset, base, components, pages, utilities";

/** Every file of the package with this ending, as `folder/name`, in the order of the alphabet. */
function find(folder, ending) {
  const skipped = (path) => /(^|\/)(static|locale|migrations|__pycache__)$/.test(path.replaceAll(sep, "/"));
  const found = globSync(`**/*${ending}`, { cwd: folder, exclude: skipped });
  return found.map((path) => path.replaceAll(sep, "/")).sort();
}

/**
 * The name of a behaviour in HTML: option_search_controller.ts is data-controller="option-search".
 * Errors: two files of one name stop the build.
 */
function behaviours(folder) {
  const paths = new Map();
  for (const path of find(folder, "_controller.ts")) {
    const name = basename(path, "_controller.ts").replaceAll("_", "-");
    if (paths.has(name)) throw new Error(`Two behaviours are called ${name}: ${paths.get(name)} and ${path}.`);
    paths.set(name, path);
  }
  return [...paths];
}

/** Those of ui/behaviours come with every page; any other is fetched when an element names it. */
function behavioursModule(folder) {
  const all = behaviours(folder);
  const isEverywhere = ([, path]) => path.startsWith("ui/behaviours/");
  const everywhere = all.filter(isEverywhere);
  const onDemand = all.filter((each) => !isEverywhere(each));
  const quoted = (path) => JSON.stringify(`./${path}`);
  return [
    ...everywhere.map(([, path], number) => `import behaviour${number} from ${quoted(path)};`),
    "export const everywhere = {",
    ...everywhere.map(([name], number) => `  ${JSON.stringify(name)}: behaviour${number},`),
    "};",
    "export const onDemand = {",
    ...onDemand.map(([name, path]) => `  ${JSON.stringify(name)}: () => import(${quoted(path)}),`),
    "};",
  ].join("\n");
}

function stylesModule(folder) {
  const layerOf = (path) => LAYERS.findIndex(([start]) => path.startsWith(start));
  const sorted = find(folder, ".css").sort((one, other) => layerOf(one) - layerOf(other));
  const imports = sorted.map((path) => {
    const layer = LAYERS[layerOf(path)][1];
    return `@import "./${path}"${layer && ` layer(${layer})`};`;
  });
  return [`@layer ${ORDER};`, ...imports].join("\n");
}

/** The esbuild plugin: "comptoir:behaviours" to import, "comptoir:styles" as an entry point. */
export function collect(folder) {
  const modules = {
    "comptoir:behaviours": [behavioursModule, "js"],
    "comptoir:styles": [stylesModule, "css"],
  };
  return {
    name: "collect",
    setup(build) {
      build.onResolve({ filter: /^comptoir:/ }, ({ path }) => ({ path, namespace: "collected" }));
      build.onLoad({ filter: /.*/, namespace: "collected" }, ({ path }) => {
        const [write, loader] = modules[path];
        const folders = globSync("**/", { cwd: folder }).map((each) => join(folder, each));
        return { contents: write(folder), loader, resolveDir: folder, watchDirs: folders };
      });
    },
  };
}
