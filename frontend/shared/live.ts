import { one } from "./page.ts";

/** Sentences that the page brings along in its own language, as data of the live region. */
export type Sentence = "updated" | "noConnection" | "failed";

const region = (): HTMLElement | null => one("#ll-live");

/** Tells a screen reader what changed. The same sentence twice is read twice. */
export function announce(text: string): void {
  const live = region();
  if (!live || !text) return;
  live.textContent = "";
  window.setTimeout(() => {
    live.textContent = text;
  }, 60);
}

export function sentence(name: Sentence): string {
  return region()?.dataset[name] ?? "";
}
