import { openDialog } from "../shared/dialogs.ts";
import { all, one } from "../shared/page.ts";

const OFF = "linli.keys.off";

/** One rows' list has the keys: the one with the focus, else the first. */
function rowLinks(): HTMLElement[] {
  const here = document.activeElement?.closest("[data-rows]");
  const list = here ?? one("[data-rows]");
  if (!list) return [];
  return all("tbody tr", list).flatMap((row) => one("a[href]", row) ?? []);
}

function move(step: 1 | -1): void {
  const links = rowLinks();
  const row = document.activeElement?.closest("tr");
  const at = links.findIndex((link) => link.closest("tr") === row);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
  links[next]?.focus();
}

/** Mark the row that has the focus, or take the mark off. */
function mark(): void {
  const row = document.activeElement?.closest("tr");
  const box = row ? one<HTMLInputElement>("input[data-mark]", row) : null;
  box?.click();
}

function search(): void {
  const field = one<HTMLInputElement>("[data-search]") ?? one<HTMLInputElement>("[data-search-all]");
  field?.focus();
  field?.select();
}

function act(): void {
  one("[data-actions] a, [data-actions] button")?.focus();
}

function help(): void {
  const keys = document.getElementById("keys");
  if (keys instanceof HTMLDialogElement) openDialog(keys, document.activeElement as HTMLElement | null);
}

const KEYS: Readonly<Record<string, () => void>> = {
  "/": search,
  j: () => move(1),
  k: () => move(-1),
  x: mark,
  a: act,
  "?": help,
};

/** Whether the key is typed into something, or belongs to the browser, or a dialog has the page. */
function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input:not([type=checkbox]),textarea,select,dialog[open]") !== null;
}

function areOff(): boolean {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function setOff(off: boolean): void {
  try {
    localStorage.setItem(OFF, off ? "1" : "0");
  } catch {
    // A browser that keeps nothing keeps the keys on.
  }
}

/** `/` search, `j` `k` rows, `x` mark the row, `a` act, `?` help; Enter opens a row because its link has the focus. */
export function listenForKeys(): void {
  document.addEventListener("keydown", (event) => {
    const action = KEYS[event.key];
    if (!action || isTyping(event) || areOff()) return;
    event.preventDefault();
    action();
  });
  const box = one<HTMLInputElement>("[data-keys-off]");
  if (!box) return;
  box.checked = areOff();
  box.addEventListener("change", () => setOff(box.checked));
}
