import { announce } from "../../shared/live.ts";
import { all } from "../../shared/page.ts";
import { readCorners, writeCorners } from "./corners.ts";
import { Draft } from "./draft.ts";
import { Frame, type Place, type Spot } from "./frame.ts";
import { Sheet } from "./sheet.ts";
import { apart, nearestEdge, snap, type Snapped } from "./snapping.ts";

/** Pixels within which a point snaps to a neighbour, and a click meets a line. */
const REACH = 12;
const STEP = 10;
const ARROWS: Readonly<Record<string, Spot>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Turns each plan that stands over a list of corners into a board to draw on. */
export function prepareBoards(within: ParentNode = document): void {
  for (const figure of all("[data-board]", within)) {
    const svg = figure.querySelector<SVGSVGElement>("svg.ll-sheet");
    const text = document.getElementById(figure.dataset["board"] ?? "");
    if (svg && text instanceof HTMLTextAreaElement) new Board(figure, svg, text);
  }
}

class Board {
  private readonly frame: Frame;
  private readonly sheet: Sheet;
  private readonly draft = new Draft();
  private readonly rings: Place[][];
  private readonly single: boolean;
  private cursor: Spot;
  private focused = false;
  private locked = false;
  private dragged = -1;

  constructor(
    private readonly figure: HTMLElement,
    private readonly svg: SVGSVGElement,
    private readonly text: HTMLTextAreaElement,
  ) {
    this.frame = new Frame(figure.dataset);
    this.rings = JSON.parse(figure.dataset["rings"] ?? "[]") as Place[][];
    this.single = figure.dataset["single"] === "1";
    this.sheet = new Sheet(svg);
    this.cursor = this.sheet.centre;
    svg.setAttribute("role", "application");
    svg.setAttribute("tabindex", "0");
    this.readText();
    this.listen();
  }

  private listen(): void {
    this.text.addEventListener("input", () => this.readText());
    this.svg.addEventListener("pointerdown", (event) => this.press(event));
    this.svg.addEventListener("pointermove", (event) => this.drag(event));
    this.svg.addEventListener("pointerup", (event) => this.release(event));
    this.svg.addEventListener("pointercancel", () => this.drop());
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.svg.addEventListener("focus", () => this.focus(true));
    this.svg.addEventListener("blur", () => this.focus(false));
    window.addEventListener("resize", () => this.render());
    for (const button of all<HTMLButtonElement>("[data-board-does]", this.figure)) {
      button.addEventListener("click", () => this.does(button.dataset["boardDoes"] ?? ""));
    }
  }

  // --- the list of corners ---
  private readText(): void {
    const found = readCorners(this.text.value);
    if (!found) return;
    this.locked = found.holes;
    this.draft.load(found.corners);
    this.render();
  }

  private changed(said: string, place?: Place): void {
    this.text.value = writeCorners(this.draft.corners);
    this.render();
    this.say(said, place);
  }

  private say(name: string, place?: Place): void {
    const pattern = this.figure.dataset[name] ?? "";
    const words = { lon: place?.[0] ?? "", lat: place?.[1] ?? "", count: this.draft.corners.length };
    announce(pattern.replace(/\{(\w+)\}/g, (_, key: string) => String(words[key as keyof typeof words] ?? "")));
  }

  private render(): void {
    const spots = this.draft.corners.map((corner) => this.frame.spot(corner));
    this.sheet.show(spots, this.focused ? this.cursor : null);
  }

  // --- by mouse or finger ---
  private press(event: PointerEvent): void {
    const handle = event.target instanceof Element ? event.target.closest("[data-corner]") : null;
    this.dragged = handle ? Number(handle.getAttribute("data-corner")) : -1;
    if (this.dragged < 0 || this.locked) return;
    this.draft.begin();
    this.svg.setPointerCapture(event.pointerId);
  }

  private drag(event: PointerEvent): void {
    if (this.dragged < 0 || this.locked) return;
    this.draft.move(this.dragged, this.snapped(this.sheet.spotOf(event)).place);
    this.render();
  }

  private release(event: PointerEvent): void {
    if (event.button !== 0) return this.drop();
    const spot = this.sheet.spotOf(event);
    if (this.dragged < 0) this.set(spot);
    else this.changed("saidMoved", this.draft.corners[this.dragged]);
    this.dragged = -1;
  }

  private drop(): void {
    this.dragged = -1;
  }

  // --- by keyboard ---
  private key(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey) return;
    if (event.ctrlKey && event.key !== "z") return;
    const arrow = ARROWS[event.key];
    const act = arrow ? () => this.step(arrow, event.shiftKey) : this.keys()[event.key];
    if (!act || (event.key === "z" && !event.ctrlKey)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  private keys(): Readonly<Record<string, () => void>> {
    return {
      Enter: () => this.set(this.cursor),
      Backspace: () => this.does("remove"),
      Delete: () => this.does("remove"),
      z: () => this.does("undo"),
      "+": () => this.does("nearer"),
      "=": () => this.does("nearer"),
      "-": () => this.does("further"),
      Escape: () => this.leave(),
    };
  }

  private step([dx, dy]: Spot, fine: boolean): void {
    const units = (fine ? 1 : STEP) * this.sheet.unit;
    this.cursor = [this.cursor[0] + dx * units, this.cursor[1] + dy * units];
    this.sheet.follow(this.cursor);
    this.render();
    this.say("saidAt", this.frame.place(this.cursor));
  }

  private focus(focused: boolean): void {
    this.focused = focused;
    this.render();
  }

  private leave(): void {
    this.text.focus();
    this.say("saidLeft");
  }

  // --- by either ---
  private set(spot: Spot): void {
    if (this.locked) return this.say("saidLocked");
    if (this.single) return this.putSingle(this.frame.place(spot));
    const found = this.snapped(spot);
    const spots = this.draft.corners.map((corner) => this.frame.spot(corner));
    const edge = spots.length > 2 ? nearestEdge([spots], spot) : null;
    const onEdge = edge !== null && edge.distance <= REACH * this.sheet.unit;
    if (spots.some((other) => apart(other, this.frame.spot(found.place)) < this.sheet.unit)) return;
    this.cursor = this.frame.spot(found.place);
    this.draft.insert(onEdge ? edge.after + 1 : spots.length, found.place);
    this.changed(found.onto ? "saidSnapped" : "saidSet", found.place);
  }

  /** Where one point is asked for (a building), a second click moves it. */
  private putSingle(place: Place): void {
    this.draft.clear();
    this.draft.load([place]);
    this.cursor = this.frame.spot(place);
    this.changed("saidSet", place);
  }

  private snapped(spot: Spot): Snapped {
    return snap(this.frame, this.single ? [] : this.rings, spot, REACH * this.sheet.unit);
  }

  private does(what: string): void {
    if (this.locked && ["undo", "remove", "clear"].includes(what)) return this.say("saidLocked");
    if (what === "undo" && this.draft.undo()) this.changed("saidUndone");
    if (what === "remove" && this.draft.removeLast()) this.changed("saidRemoved");
    if (what === "clear") this.emptied();
    if (what === "nearer" || what === "further") this.zoom(what === "nearer" ? 1.5 : 1 / 1.5);
  }

  private emptied(): void {
    this.draft.clear();
    this.changed("saidCleared");
  }

  private zoom(factor: number): void {
    this.sheet.zoom(factor, this.focused ? this.cursor : this.centre());
    this.render();
  }

  private centre(): Spot {
    const spots = this.draft.corners.map((corner) => this.frame.spot(corner));
    if (!spots.length) return this.sheet.centre;
    const sum = spots.reduce(([x, y], spot) => [x + spot[0], y + spot[1]], [0, 0]);
    return [sum[0] / spots.length, sum[1] / spots.length];
  }
}
