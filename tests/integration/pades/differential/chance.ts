/** Seeded chance: the same seed gives the same mutants on every machine. */
export class Chance {
  constructor(private state: number) {}

  /** 0 ≤ result < 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<T>(from: readonly T[]): T {
    const found = from[this.below(from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }

  some<T>(from: readonly T[], most: number): T[] {
    const rest = [...from];
    const out: T[] = [];
    for (let left = 1 + this.below(most); left > 0 && rest.length > 0; left -= 1) out.push(...rest.splice(this.below(rest.length), 1));
    return out;
  }
}
