/**
 * How fast calls may follow each other, learnt from a service that turns some away: a pure decision.
 *
 * Nothing waits as long as no call was turned away. The first refusal says what the limit is about: as many calls as got
 * through in the second before it. From there the pace feels its way, as TCP does (additive increase, multiplicative
 * decrease): it grows until a call is turned away, and gives way by a tenth of what got through. So several processes
 * come to share one limit without knowing of each other. The numbers were chosen by simulation, against windows that
 * slide or stand and against token buckets, with one and three processes of 8 and 64 calls at once.
 */

/** What a service counts by, as far as is known. */
const SECOND = 1_000;
/** The pace after a call was turned away, as a part of what got through in the second before. */
const GIVE_WAY = 0.9;
/** A first guess can be far too low, so it doubles each second until it was too high once. */
const FIRST_GROWTH = 2;
/** Later growth in a second: a part of the pace, and a little more, which brings processes that share closer together. */
const GROWTH = { part: 0.02, more: 0.2 };
/** How fast growth itself grows, by the square of the seconds: a limit that was lifted is found again. */
const ACCELERATION = 0.05;
/** Calls a second. */
const SLOWEST = 0.5;

/** All times are in milliseconds, of a clock that never jumps. */
export class Pace {
  /** Calls a second just after it last gave way; `undefined`: nothing was ever turned away. */
  private base: number | undefined;
  private gaveWayAt = 0;
  private guessing = true;
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
      // What was used up in a burst is there again a second later.
      this.base = got;
      this.hold(now, SECOND);
    } else {
      this.base = Math.max(SLOWEST, GIVE_WAY * Math.min(got, this.rate(now)));
      this.guessing = false;
      this.hold(now, SECOND / this.base);
    }
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
    if (this.guessing) return this.base * FIRST_GROWTH ** seconds;
    const growth = GROWTH.part * this.base + GROWTH.more;
    return this.base + growth * (seconds + (ACCELERATION * seconds ** 3) / 3);
  }

  private forget(now: number): void {
    while (this.through[0] !== undefined && this.through[0] <= now - SECOND) this.through.shift();
  }
}
