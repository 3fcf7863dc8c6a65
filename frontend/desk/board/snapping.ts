import type { Frame, Place, Spot } from "./frame.ts";

/** Where a point came to lie: on a neighbour's corner, on its edge, or where it was put. */
export interface Snapped {
  readonly place: Place;
  readonly onto: "corner" | "edge" | "";
}

export interface Near {
  readonly spot: Spot;
  readonly distance: number;
  /** The corner before it on its ring. */
  readonly after: number;
}

export function apart(one: Spot, other: Spot): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

/** Neighbours' corners first, so that three grids meet in one point; then their edges. */
export function snap(frame: Frame, rings: readonly Place[][], spot: Spot, reach: number): Snapped {
  const corner = nearestCorner(frame, rings, spot, reach);
  if (corner) return { place: corner, onto: "corner" };
  const edge = nearestEdge(rings.map((ring) => ring.map((place) => frame.spot(place))), spot);
  if (edge && edge.distance <= reach) return { place: frame.place(edge.spot), onto: "edge" };
  return { place: frame.place(spot), onto: "" };
}

function nearestCorner(frame: Frame, rings: readonly Place[][], spot: Spot, reach: number): Place | null {
  let best: Place | null = null;
  let least = reach;
  for (const place of rings.flat()) {
    const distance = apart(frame.spot(place), spot);
    if (distance <= least) [best, least] = [place, distance];
  }
  return best;
}

/** The nearest point on the edges of closed rings. */
export function nearestEdge(rings: readonly Spot[][], spot: Spot): Near | null {
  let best: Near | null = null;
  for (const ring of rings) {
    ring.forEach((start, after) => {
      const end = ring[(after + 1) % ring.length];
      const found = end ? foot(start, end, spot) : start;
      const distance = apart(found, spot);
      if (!best || distance < best.distance) best = { spot: found, distance, after };
    });
  }
  return best;
}

function foot(start: Spot, end: Spot, spot: Spot): Spot {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const length = dx * dx + dy * dy;
  if (length === 0) return start;
  const along = ((spot[0] - start[0]) * dx + (spot[1] - start[1]) * dy) / length;
  const part = Math.min(Math.max(along, 0), 1);
  return [start[0] + part * dx, start[1] + part * dy];
}
