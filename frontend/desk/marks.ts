import { all, around, one } from "../shared/page.ts";

/** Marking rows: one box marks all of the page, and the bar says how many are marked. */
export function listenForMarks(): void {
  document.addEventListener("change", (event) => {
    const form = around(event, "form.ll-bulk");
    const input = event.target;
    if (!form || !(input instanceof HTMLInputElement)) return;
    if (input.matches("[data-mark-all]")) for (const mark of marks(form)) mark.checked = input.checked;
    tell(form);
  });
}

function marks(form: HTMLElement): HTMLInputElement[] {
  return all<HTMLInputElement>("[data-mark]", form);
}

function tell(form: HTMLElement): void {
  const words = one("[data-marked]", form);
  const count = marks(form).filter((mark) => mark.checked).length;
  if (words) words.textContent = (words.dataset["words"] ?? "").replace("{count}", String(count));
}
