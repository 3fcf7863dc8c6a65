import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import postcss, { type Container, type Rule } from "postcss";
import type { Plugin } from "vite";

/** Where a class name may be written down. */
const SOURCES: ReadonlyArray<[folder: string, endings: string[]]> = [
  ["src/linli", [".html", ".py"]],
  ["frontend", [".ts"]],
];

function filesUnder(root: string): string[] {
  return SOURCES.flatMap(([folder, endings]) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => endings.includes(extname(file)))
      .map((file) => join(root, folder, file)),
  );
}

function wordsOf(files: string[]): Set<string> {
  const words = new Set<string>();
  for (const file of files) for (const word of readFileSync(file, "utf8").split(/[^\w-]+/)) words.add(word);
  return words;
}

/** Whether every class that a selector needs is a word of some source; what stands inside `:not(…)` is no need. */
function isUsed(selector: string, words: Set<string>): boolean {
  const needed = selector.replace(/:(not|is|where|has)\([^()]*\)/g, "").matchAll(/\.((?:\\.|[\w-])+)/g);
  return Array.from(needed).every(([, name = ""]) => words.has(name.replace(/\\.*/, "")));
}

function prune(css: string, words: Set<string>): string {
  const sheet = postcss.parse(css);
  sheet.walkAtRules("charset", (rule) => void rule.remove());
  sheet.walkRules((rule: Rule) => {
    const parent = rule.parent as Container & { name?: string };
    if (parent.name?.endsWith("keyframes")) return;
    const kept = rule.selectors.filter((selector) => isUsed(selector, words));
    if (kept.length === 0) rule.remove();
    else rule.selectors = kept;
  });
  sheet.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
  return sheet.toString();
}

/**
 * Leaves out of Tabler what no template, view or script names: a tenth remains. A new class therefore needs a new
 * build. Our own style sheets are not touched.
 */
export function pruneTabler(root: string): Plugin {
  return {
    name: "linli-prune-tabler",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/styles/tabler.css")) return null;
      const sources = filesUnder(root);
      for (const file of sources) this.addWatchFile(file);
      const whole = readFileSync(join(root, "node_modules/@tabler/core/dist/css/tabler.min.css"), "utf8");
      return { code: `@layer tabler {${prune(whole, wordsOf(sources))}}\n${code}`, map: null };
    },
  };
}
