import type { Place } from "./frame.ts";

const MOST_STEPS = 200;

/** The outline being drawn, with the way back. */
export class Draft {
  corners: readonly Place[] = [];
  private readonly past: (readonly Place[])[] = [];

  /** Take over what was typed: no step that undo would go through letter by letter. */
  load(corners: readonly Place[]): void {
    this.corners = corners;
  }

  insert(at: number, place: Place): void {
    this.change([...this.corners.slice(0, at), place, ...this.corners.slice(at)]);
  }

  /** Moves a corner; the steps of one drag are one step back, kept by `begin`. */
  move(at: number, place: Place): void {
    this.corners = this.corners.map((corner, index) => (index === at ? place : corner));
  }

  begin(): void {
    this.past.push(this.corners);
    if (this.past.length > MOST_STEPS) this.past.shift();
  }

  removeLast(): boolean {
    if (!this.corners.length) return false;
    this.change(this.corners.slice(0, -1));
    return true;
  }

  clear(): void {
    if (this.corners.length) this.change([]);
  }

  undo(): boolean {
    const before = this.past.pop();
    if (before) this.corners = before;
    return before !== undefined;
  }

  private change(corners: readonly Place[]): void {
    this.begin();
    this.corners = corners;
  }
}
