import { announce } from "./live.ts";
import { around, one } from "./page.ts";

const MEGABYTE = 1024 * 1024;

/** Says at once that a file is too large, before anything is sent. The server checks again. */
export function listenForUploads(): void {
  document.addEventListener("change", (event) => {
    const box = around(event, "[data-upload]");
    const input = event.target;
    if (!box || !(input instanceof HTMLInputElement) || input.type !== "file") return;
    const limit = Number(box.dataset["maxMb"] ?? "0");
    const large = Array.from(input.files ?? []).find((file) => limit > 0 && file.size > limit * MEGABYTE);
    tell(box, large ? words(box.dataset["tooLarge"] ?? "", large, limit) : "");
    if (large) input.value = "";
  });
}

function words(pattern: string, file: File, limit: number): string {
  return pattern
    .replace("{name}", file.name)
    .replace("{size}", (file.size / MEGABYTE).toFixed(1))
    .replace("{limit}", String(limit));
}

function tell(box: HTMLElement, text: string): void {
  const error = one("[data-upload-error]", box);
  const line = error ? one("span", error) : null;
  if (!error || !line) return;
  line.textContent = text;
  error.hidden = text === "";
  announce(text);
}
