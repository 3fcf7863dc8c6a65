import { prepareDialogs } from "../shared/dialogs.ts";
import { announce, sentence } from "../shared/live.ts";
import { focusErrors } from "../shared/messages.ts";
import { one, showScripted } from "../shared/page.ts";

/** Whether the focus stood inside what is about to be swapped. */
let heldFocus = false;

/** What every change of a part of the page owes its reader: the focus kept, the change said, the failure said. */
export function listenForFragments(): void {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const target = targetOf(event);
    heldFocus = target !== null && target.contains(document.activeElement);
  });
  document.addEventListener("htmx:afterSettle", (event) => settle(arrivedAt(event)));
  document.addEventListener("htmx:configRequest", tidyFilter);
  document.addEventListener("htmx:sendError", () => announceProblem(sentence("noConnection")));
  document.addEventListener("htmx:responseError", () => announceProblem(sentence("failed")));
}

/** A filter form starts from its own address, as it does without scripts: no old page, no empty fields. */
function tidyFilter(event: Event): void {
  const form = event.target;
  const detail = detailOf(event);
  const fields = detail["formData"];
  if (!(form instanceof HTMLFormElement) || !form.matches(".ll-filter-form") || !(fields instanceof FormData)) return;
  detail["path"] = new URL(form.action).pathname;
  for (const [name, value] of Array.from(fields)) if (value === "") fields.delete(name);
}

function settle(arrived: HTMLElement | null): void {
  if (!arrived) return;
  showScripted(arrived);
  prepareDialogs(arrived);
  focusErrors(arrived);
  keepFocus(arrived);
  // What comes again every few seconds (counts, progress) is not read aloud each time; its last state is.
  if (arrived.getAttribute("hx-trigger")?.startsWith("every")) return;
  announce(one("[data-announce]", arrived)?.textContent || sentence("updated"));
}

/** htmx keeps the focus on an element with the same id; if there is none, the new part takes it. */
function keepFocus(arrived: HTMLElement): void {
  const lost = document.activeElement === null || document.activeElement === document.body;
  if (!heldFocus || !lost) return;
  heldFocus = false;
  if (!arrived.hasAttribute("tabindex")) arrived.tabIndex = -1;
  arrived.focus({ preventScroll: true });
}

function announceProblem(text: string): void {
  const place = one("#ll-problem");
  if (place && place.childElementCount === 0) {
    const line = document.createElement("p");
    line.className = "ll-notice ll-tone-danger";
    line.textContent = text;
    place.replaceChildren(line);
  }
  announce(text);
}

function detailOf(event: Event): Record<string, unknown> {
  return event instanceof CustomEvent ? (event.detail as Record<string, unknown>) : {};
}

function targetOf(event: Event): HTMLElement | null {
  const target = detailOf(event)["target"];
  return target instanceof HTMLElement ? target : null;
}

/** After an outer swap the event comes from the new element itself. */
function arrivedAt(event: Event): HTMLElement | null {
  const element = detailOf(event)["elt"];
  if (element instanceof HTMLElement && element.isConnected) return element;
  const old = targetOf(event);
  return old?.id ? document.getElementById(old.id) : old;
}
