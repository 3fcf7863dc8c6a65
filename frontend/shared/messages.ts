import { around, one } from "./page.ts";

/** A form that came back with errors starts at its list of errors. */
export function focusErrors(within: ParentNode = document): void {
  one("[data-error-summary]", within)?.focus();
}

export function listenForToasts(): void {
  document.addEventListener("click", (event) => {
    const toast = around(event, "[data-close-toast]")?.closest("[data-toast]");
    if (!toast) return;
    toast.remove();
    one("#main")?.focus();
  });
}
