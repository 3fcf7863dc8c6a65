import { all, around, one } from "./page.ts";

/** Where the focus goes back to when a dialog closes. */
const openers = new WeakMap<HTMLDialogElement, HTMLElement>();

/** Dialogs come open, as sections of the page; with scripts they close and wait to be asked for. */
export function prepareDialogs(within: ParentNode = document): void {
  for (const dialog of all<HTMLDialogElement>("dialog[data-dialog]", within)) {
    if (dialog.classList.contains("ll-over")) continue;
    const wanted = dialog.id !== "" && location.hash === `#${dialog.id}`;
    const wrong = one("[data-error-summary]", dialog) !== null;
    dialog.removeAttribute("open");
    dialog.classList.add("ll-over");
    if (wanted || wrong) openDialog(dialog, null);
  }
}

export function openDialog(dialog: HTMLDialogElement, opener: HTMLElement | null): void {
  if (dialog.open) return;
  if (opener) openers.set(dialog, opener);
  dialog.showModal();
  one("[data-error-summary],[autofocus]", dialog)?.focus();
}

function closeDialog(dialog: HTMLDialogElement): void {
  dialog.close();
  openers.get(dialog)?.focus();
}

export function listenForDialogs(): void {
  document.addEventListener("click", (event) => {
    const opener = around(event, "[data-open-dialog]");
    const wanted = opener?.dataset["openDialog"];
    const dialog = wanted ? document.getElementById(wanted) : null;
    if (opener && dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      openDialog(dialog, opener);
      return;
    }
    const closing = around(event, "[data-close-dialog]")?.closest("dialog");
    if (closing) closeDialog(closing);
    // A click on the dimmed page lands on the dialog element itself.
    if (event.target instanceof HTMLDialogElement && event.target.open) closeDialog(event.target);
  });
}
