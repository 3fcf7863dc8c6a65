import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** The icons that pages may use: names of Tabler's outline and filled sets, and our own drawings. */
interface IconList {
  outline: string[];
  filled: string[];
  own: string[];
}

/** Attributes of the drawing that `currentColor` and line widths hang on; the rest of the head is dropped. */
const KEPT = ["viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"];

function symbol(name: string, svg: string): string {
  const [, head = "", body = ""] = /<svg([^>]*)>([\s\S]*)<\/svg>/.exec(svg) ?? [];
  const kept = KEPT.flatMap((key) => {
    const value = new RegExp(`\\s${key}="([^"]*)"`).exec(head)?.[1];
    return value === undefined ? [] : [`${key}="${value}"`];
  });
  const drawing = body
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
    .replace(/\s+/g, " ")
    .trim();
  return `<symbol id="${name}" ${kept.join(" ")}>${drawing}</symbol>`;
}

function drawings(root: string, icons: IconList): Array<[name: string, file: string]> {
  const tabler = join(root, "node_modules/@tabler/icons/icons");
  return [
    ...icons.outline.map((name): [string, string] => [name, join(tabler, "outline", `${name}.svg`)]),
    ...icons.filled.map((name): [string, string] => [
      name,
      join(tabler, "filled", `${name.replace(/-filled$/, "")}.svg`),
    ]),
    ...icons.own.map((name): [string, string] => [name, join(root, "frontend/icons", `${name}.svg`)]),
  ];
}

function sprite(root: string, list: string): string {
  const icons = JSON.parse(readFileSync(list, "utf8")) as IconList;
  const symbols = drawings(root, icons).map(([name, file]) => symbol(name, readFileSync(file, "utf8")));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

/** Puts all icons into one file with a hashed name; the manifest lists it as `icons.svg`. */
export function iconSprite(root: string, list: string): Plugin {
  return {
    name: "linli-icon-sprite",
    apply: "build",
    buildStart() {
      this.addWatchFile(list);
    },
    generateBundle() {
      this.emitFile({
        type: "asset",
        name: "icons.svg",
        originalFileName: "icons.svg",
        source: sprite(root, list),
      });
    },
  };
}
