import { resolve } from "node:path";
import { defineConfig } from "vite";
import { pruneTabler } from "./frontend/build/prune.ts";
import { iconSprite } from "./frontend/build/sprite.ts";

const here = import.meta.dirname;

export default defineConfig({
  root: resolve(here, "frontend"),
  base: "/static/linli/build/",
  publicDir: false,
  plugins: [pruneTabler(here), iconSprite(here, resolve(here, "src/linli/ui/icons.json"))],
  build: {
    outDir: resolve(here, "src/linli/ui/static/linli/build"),
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsDir: "",
    // Residents' telephones are old: no syntax newer than this reaches them.
    target: ["chrome87", "safari14", "firefox85"],
    modulePreload: { polyfill: false },
    // A data: address would pass the page's policy for images only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      // htmx holds an eval for features that the page's own setting and policy both forbid.
      checks: { eval: false },
      input: {
        desk: resolve(here, "frontend/desk.ts"),
        portal: resolve(here, "frontend/portal.ts"),
        gallery: resolve(here, "frontend/gallery.ts"),
      },
    },
  },
});
