/**
 * How fast calls may follow each other, learnt from a service that turns some away: a pure decision.
 *
 * Nothing waits as long as no call was turned away. The first refusal says what the limit is about: as many calls as
 * got through in the second before it. From there the pace feels its way, as TCP does (CUBIC, RFC 9438): when a call is
 * turned away, it gives way by a tenth of what got through, comes back near that within seconds, stays there for some
 * more, and then looks for room beyond. So several processes come to share one limit without knowing of each other. The
 * numbers were chosen by simulation, against windows that slide and against token buckets, with one, three and ten
 * processes of 8 and 64 calls at once.
 */

/** What a service counts by, as far as is known. */
const SECOND = 1_000;
/** The pace after a call was turned away, as a part of what got through in the second before. */
const GIVE_WAY = 0.9;
/** A first guess can be far too low, so it doubles each second until it was too high once. */
const FIRST_GROWTH = 2;
/** Later growth, in calls a second: this times the cube of the seconds before or after it is where it gave way. */
const GROWTH = 0.1;
/** Calls a second. */
const SLOWEST = 0.5;

/** All times are in milliseconds, of a clock that never jumps. */
export class Pace {
  /** Calls a second just after it last gave way; `undefined`: nothing was ever turned away. */
  private base: number | undefined;
  /** What got through before it gave way; `undefined`: the first guess was not too high yet. */
  private peak: number | undefined;
  private gaveWayAt = 0;
  /** When the next call may be sent. */
  private next = 0;
  private through: number[] = [];
  /** How many calls got through, ever. */
  progress = 0;

  /** How long the next call has to wait; 0 when it may be sent. */
  wait(now: number): number {
    return Math.max(0, this.next - now);
  }

  sent(now: number): void {
    const interval = SECOND / this.rate(now);
    // What a late timer cost is made up for, by one call at most.
    this.next = Math.max(this.next, now - interval) + interval;
  }

  gotThrough(now: number): void {
    this.progress++;
    this.through.push(now);
    this.forget(now);
  }

  turnedAway(now: number): void {
    // The calls of one second were sent before anything was learnt from the first of them that was turned away.
    if (this.base !== undefined && now - this.gaveWayAt < SECOND) return;
    this.forget(now);
    const got = Math.max(1, this.through.length);
    if (this.base === undefined) {
      this.base = got;
    } else {
      this.peak = Math.min(got, this.rate(now));
      this.base = Math.max(SLOWEST, GIVE_WAY * this.peak);
    }
    // What was used up in a burst is there again a second later.
    const untilRoom = (this.through[0] ?? now) + SECOND - now;
    this.hold(now, Math.max(SECOND / this.base, untilRoom));
    this.gaveWayAt = now;
  }

  /** Nothing is sent for so long: the service asked for it. */
  hold(now: number, ms: number): void {
    this.next = Math.max(this.next, now + ms);
  }

  /** Calls a second. */
  private rate(now: number): number {
    if (this.base === undefined) return Infinity;
    const seconds = (now - this.gaveWayAt) / SECOND;
    if (this.peak === undefined) return this.base * FIRST_GROWTH ** seconds;
    const secondsToPeak = Math.cbrt((this.peak - this.base) / GROWTH);
    return this.peak + GROWTH * (seconds - secondsToPeak) ** 3;
  }

  private forget(now: number): void {
    while (this.through[0] !== undefined && this.through[0] <= now - SECOND) this.through.shift();
  }
}
