/** Degrees of longitude and latitude. */
export type Place = readonly [number, number];
/** Units of the drawing, from its upper left corner. */
export type Spot = readonly [number, number];

const DECIMALS = 7;

/** The same fit that the server used for the plan: degrees to units of the drawing, north up. */
export class Frame {
  private readonly west: number;
  private readonly north: number;
  private readonly across: number;
  private readonly down: number;
  private readonly left: number;
  private readonly top: number;

  constructor(data: DOMStringMap) {
    const read = (name: string): number => Number(data[name] ?? "0");
    this.west = read("west");
    this.north = read("north");
    this.across = read("across");
    this.down = read("down");
    this.left = read("left");
    this.top = read("top");
  }

  spot([lon, lat]: Place): Spot {
    return [(lon - this.west) * this.across + this.left, (this.north - lat) * this.down + this.top];
  }

  place([x, y]: Spot): Place {
    return [round((x - this.left) / this.across + this.west), round(this.north - (y - this.top) / this.down)];
  }
}

/** To a centimetre, as the register keeps it. */
export function round(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS));
}
