/** Finds elements by selector, typed; all modules look at the page through these two. */
export function all<T extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): T[] {
  return Array.from(within.querySelectorAll<T>(selector));
}

export function one<T extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): T | null {
  return within.querySelector<T>(selector);
}

/** The nearest element around an event's target that fits the selector. */
export function around<T extends HTMLElement = HTMLElement>(event: Event, selector: string): T | null {
  return event.target instanceof Element ? event.target.closest<T>(selector) : null;
}

/** Shows what only works with scripts: buttons that would be dead without them are hidden in the page. */
export function showScripted(within: ParentNode = document): void {
  const scripted = "[data-needs-script],[data-close-dialog],[data-close-toast],[data-mark-all],[data-print]";
  for (const element of all(scripted, within)) element.hidden = false;
}

export function listenForPrint(): void {
  document.addEventListener("click", (event) => {
    if (around(event, "[data-print]")) window.print();
  });
}
