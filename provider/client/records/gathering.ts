/**
 * When requests that can be joined have waited long enough for each other: a pure decision.
 *
 * The engine runs only so many operations at once. When all of them wait here, no more can come, and they are sent. It
 * does not say how many; what is expected is its default, until more are seen, or fewer three times in a row. Fewer are
 * sent once it has been quiet for longer than it lately was: the engine writes its state between the operations, which
 * takes 5 ms in one run and 500 in another. After answers it writes for each of them before anything new comes.
 */

/** Before anything is known; what one contact alone has to wait. */
const FIRST_QUIET_MS = 10;
/** One long gap, such as another resource's, shall not hold up what comes after it. */
const LONGEST_QUIET_MS = 1_000;
/** Unless the engine itself is that slow: for each that it runs at once, it writes its state before and after. */
const WRITES = 2;
/** How many of the last gaps count. */
const GAPS = 8;
/** How much longer than the longest of them the quiet has to be: between two that come, and after answers. */
const LONGER = { step: 3, pause: 1.5 };
/** So many times in a row the same number shows how many the engine really runs. */
const FEWER_IN_A_ROW = 3;

/** All times are in milliseconds, of a clock that never jumps. */
export class Gathering {
  /** Requests that have come and are not sent yet. */
  private waiting = 0;
  /** Requests that have come and have no answer yet, those that wait included. */
  private open = 0;
  private expected: number;
  private fewer: number[] = [];
  /** Gaps between one and the next, without an answer in between. */
  private steps: number[] = [];
  /** Gaps in which there were answers. */
  private pauses: number[] = [];
  private lastVerb = "";
  private lastCame = -Infinity;
  private lastLeft = -Infinity;

  /** @param usual how many operations the engine runs at once when it is not told otherwise */
  constructor(private readonly usual: number) {
    this.expected = usual;
  }

  /** @param verb tells apart what the engine does one after the other: a refresh and a destroy */
  came(verb: string, now: number): void {
    if (verb !== this.lastVerb) {
      this.expected = this.usual;
      this.steps = [];
      this.pauses = [];
    } else {
      const gaps = this.lastLeft > this.lastCame ? this.pauses : this.steps;
      gaps.push(now - this.lastCame);
      if (gaps.length > GAPS) gaps.shift();
    }
    this.lastVerb = verb;
    this.lastCame = now;
    this.waiting++;
    this.open++;
    this.expected = Math.max(this.expected, this.open);
  }

  /** Those that waited are sent. */
  sent(): void {
    this.fewer = this.waiting < this.expected ? [...this.fewer, this.waiting].slice(-FEWER_IN_A_ROW) : [];
    if (this.fewer.length === FEWER_IN_A_ROW && new Set(this.fewer).size === 1) this.expected = this.waiting;
    this.waiting = 0;
  }

  /** A request has its answer. */
  left(now: number): void {
    this.open--;
    this.lastLeft = now;
  }

  /** How long to wait for more; 0: those that wait are to be sent. */
  wait(now: number): number {
    if (this.waiting >= this.expected) return 0;
    // Who is under way makes room for the next, which can then come along.
    if (this.open > this.waiting) return Math.max(0, this.lastCame + LONGEST_QUIET_MS - now);
    const pause = this.quiet(LONGER.pause * Math.max(0, ...this.pauses));
    const step = this.steps.length > 0 ? this.quiet(LONGER.step * Math.max(...this.steps)) : pause;
    return Math.max(0, this.lastCame + step - now, this.lastLeft + pause - now);
  }

  private quiet(ms: number): number {
    const usualStep = [...this.steps].sort((a, b) => a - b)[GAPS / 2] ?? 0;
    return Math.max(FIRST_QUIET_MS, Math.min(ms, Math.max(LONGEST_QUIET_MS, WRITES * this.expected * usualStep)));
  }
}
