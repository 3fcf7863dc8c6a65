import { all, around, one } from "./page.ts";

/** Menus are `details`: they open without scripts; with them they also close by Escape and by a click elsewhere. */
export function listenForMenus(): void {
  document.addEventListener("click", (event) => {
    const inside = around(event, "details[data-menu]");
    for (const menu of openMenus()) if (menu !== inside) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      one("summary", menu)?.focus();
    }
  });
}

function openMenus(): HTMLDetailsElement[] {
  return all<HTMLDetailsElement>("details[data-menu][open]");
}
