import { around, one } from "../shared/page.ts";

/** On narrow pages the navigation is a sheet that a link opens; scripts only move the focus and keep the address clean. */
export function listenForNavigation(): void {
  document.addEventListener("click", (event) => {
    const opens = around(event, "[data-nav-open]");
    const closes = around(event, "[data-nav-close]");
    if (!opens && !closes) return;
    event.preventDefault();
    show(opens !== null);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && one(".ll-shown-nav")) show(false);
  });
}

function show(open: boolean): void {
  const nav = one("#nav");
  nav?.classList.toggle("ll-shown-nav", open);
  if (open) one("a[data-nav-close]")?.focus();
  else one("[data-nav-open]")?.focus();
}
