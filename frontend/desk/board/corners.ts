import { round, type Place } from "./frame.ts";

/** What the text area holds: the corners of an outline, or why the board cannot show it. */
export type Read = { corners: Place[]; holes: boolean } | null;

/** One corner a line, "longitude, latitude"; or GeoJSON. Null for what cannot be read (yet). */
export function readCorners(text: string): Read {
  const trimmed = text.trim();
  return trimmed.startsWith("{") ? readGeoJson(trimmed) : readLines(trimmed);
}

export function writeCorners(corners: readonly Place[]): string {
  return corners.map(([lon, lat]) => `${lon}, ${lat}`).join("\n");
}

function readLines(text: string): Read {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const corners = lines.map((line) => readPair(line.replaceAll(",", " ").replaceAll(",", " ").trim().split(/\s+/)));
  return corners.every((corner) => corner !== null) ? { corners: opened(corners), holes: false } : null;
}

function readPair(parts: readonly unknown[]): Place | null {
  const [lon, lat] = parts.map(Number);
  if (parts.length !== 2 || lon === undefined || lat === undefined) return null;
  return Number.isFinite(lon) && Number.isFinite(lat) ? [round(lon), round(lat)] : null;
}

function readGeoJson(text: string): Read {
  try {
    const found: unknown = JSON.parse(text);
    const rings = ringsOf(found);
    const corners = (rings[0] ?? []).map((pair) => readPair(Array.isArray(pair) ? pair.slice(0, 2) : []));
    if (!corners.length || !corners.every((corner) => corner !== null)) return null;
    return { corners: opened(corners), holes: rings.length > 1 };
  } catch {
    return null;
  }
}

function ringsOf(found: unknown): unknown[][] {
  const object = (found ?? {}) as Record<string, unknown>;
  if (object["type"] === "Feature") return ringsOf(object["geometry"]);
  return object["type"] === "Polygon" && Array.isArray(object["coordinates"]) ? object["coordinates"] : [];
}

/** Rings close themselves: the last corner is not the first again. */
function opened(corners: Place[]): Place[] {
  const first = corners[0];
  const last = corners[corners.length - 1];
  const closed = corners.length > 1 && first && last && first[0] === last[0] && first[1] === last[1];
  return closed ? corners.slice(0, -1) : corners;
}
