import { announce } from "../shared/live.ts";
import { around, one } from "../shared/page.ts";

/** The button that asks the phone where it is, and the plan on which one touches a spot. */
export function listenForPlace(): void {
  document.addEventListener("click", (event) => {
    const box = around(event, "[data-locate]");
    if (box && around(event, "[data-locate-ask]")) ask(box);
  });
  document.addEventListener("click", (event) => {
    const plan = around(event, "[data-plan]");
    if (plan && event instanceof MouseEvent) touch(plan, event);
  });
}

function ask(box: HTMLElement): void {
  const refuse = (): void => say(box.dataset["saidRefused"] ?? "");
  if (!("geolocation" in navigator)) {
    refuse();
    return;
  }
  navigator.geolocation.getCurrentPosition(
    (found) => {
      set(found.coords.longitude, found.coords.latitude);
      say(box.dataset["saidFound"] ?? "");
    },
    refuse,
    { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
  );
}

function touch(plan: HTMLElement, event: MouseEvent): void {
  const sheet = plan.querySelector("svg");
  const matrix = sheet?.getScreenCTM();
  const area = event.target instanceof Element ? event.target.closest<SVGElement>("[data-grid]") : null;
  if (!sheet || !matrix || !area) return;
  event.preventDefault();
  const select = one<HTMLSelectElement>("select[name=grid]");
  if (select) select.value = area.dataset["grid"] ?? "";
  for (const other of sheet.querySelectorAll("[data-grid]")) other.removeAttribute("aria-current");
  area.setAttribute("aria-current", "true");
  // By keyboard there is no spot, only the area.
  if (event.detail > 0) mark(plan, sheet, new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()));
  announce(plan.dataset["said"] ?? "");
}

function mark(plan: HTMLElement, sheet: SVGSVGElement, spot: DOMPoint): void {
  const number = (name: string): number => Number(plan.dataset[name] ?? "0");
  const lon = (spot.x - number("left")) / number("across") + number("west");
  const lat = number("north") - (spot.y - number("top")) / number("down");
  set(lon, lat);
  sheet.querySelector(".ll-plan-mark")?.remove();
  const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  dot.setAttribute("cx", String(Math.round(spot.x)));
  dot.setAttribute("cy", String(Math.round(spot.y)));
  dot.setAttribute("r", "14");
  dot.setAttribute("class", "ll-dot-open ll-plan-mark");
  sheet.append(dot);
}

function set(lon: number, lat: number): void {
  const across = one<HTMLInputElement>("[data-locate-lon]");
  const down = one<HTMLInputElement>("[data-locate-lat]");
  if (across) across.value = lon.toFixed(6);
  if (down) down.value = lat.toFixed(6);
}

function say(text: string): void {
  const line = one("[data-locate-told]");
  if (line) line.textContent = text;
}
