import { one } from "../../shared/page.ts";
import type { Spot } from "./frame.ts";

const SVG = "http://www.w3.org/2000/svg";

/** The drawing itself: turns pointers into units of the drawing, shows the draft, lets one come nearer. */
export class Sheet {
  private readonly outline: SVGElement;
  private readonly handles: SVGElement;
  private readonly cross: SVGElement;
  private readonly whole: DOMRect;
  private near = 1;
  private middle: Spot;

  constructor(readonly svg: SVGSVGElement) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    this.whole = new DOMRect(x, y, width, height);
    this.middle = [width / 2, height / 2];
    this.outline = this.add("path", "ll-draft");
    this.handles = this.add("g", "ll-handles");
    this.cross = this.add("path", "ll-cross");
  }

  /** Units of the drawing that one pixel of the screen stands for. */
  get unit(): number {
    return this.whole.width / this.near / Math.max(this.svg.clientWidth, 1);
  }

  spotOf(event: MouseEvent): Spot {
    const matrix = this.svg.getScreenCTM()?.inverse();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    return [point.x, point.y];
  }

  show(corners: readonly Spot[], cursor: Spot | null): void {
    const line = corners.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join(" L");
    this.outline.setAttribute("d", line ? `M${line} Z` : "");
    this.handles.replaceChildren(...corners.map((spot, index) => this.handle(spot, index)));
    this.cross.setAttribute("d", cursor ? this.crossAt(cursor) : "");
  }

  zoom(factor: number, around: Spot): void {
    this.near = Math.min(Math.max(this.near * factor, 0.125), 64);
    this.look(around);
  }

  /** Keeps the cursor on the sheet. */
  follow(spot: Spot): void {
    const [wide, tall] = [this.whole.width / this.near, this.whole.height / this.near];
    const outside = Math.abs(spot[0] - this.middle[0]) > wide / 2 || Math.abs(spot[1] - this.middle[1]) > tall / 2;
    if (outside) this.look(spot);
  }

  look(middle: Spot): void {
    this.middle = middle;
    const [wide, tall] = [this.whole.width / this.near, this.whole.height / this.near];
    this.svg.setAttribute("viewBox", `${middle[0] - wide / 2} ${middle[1] - tall / 2} ${wide} ${tall}`);
  }

  get centre(): Spot {
    return this.middle;
  }

  private handle([x, y]: Spot, index: number): SVGElement {
    const circle = document.createElementNS(SVG, "circle");
    const attributes = { cx: x, cy: y, r: 7 * this.unit, class: "ll-handle", "data-corner": index };
    for (const [name, value] of Object.entries(attributes)) circle.setAttribute(name, String(value));
    return circle;
  }

  private crossAt([x, y]: Spot): string {
    const arm = 14 * this.unit;
    return `M${x - arm} ${y} H${x + arm} M${x} ${y - arm} V${y + arm}`;
  }

  private add(name: string, css: string): SVGElement {
    const found = one<HTMLElement>(`.${css}`, this.svg) as unknown as SVGElement | null;
    if (found) return found;
    const element = document.createElementNS(SVG, name);
    element.setAttribute("class", css);
    return this.svg.appendChild(element);
  }
}
