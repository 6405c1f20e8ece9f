/**
 * What many records of one refresh have in common, told as one sentence. Nobody says when a refresh ends: it has ended
 * when no read is under way and none comes for a while, for which the last answer is held back.
 */
import type { Alike } from "../lifecycle/resource-type";

/** The engine writes its state between an answer and the next call. */
const QUIET_MS = 500;

interface Waiting<Where> {
  alike: Alike;
  where: Where;
}

/** One for each resource type. `Where` is what a sentence of one record is shown below. */
export class Summary<Where> {
  private underWay = 0;
  private waiting: Waiting<Where>[] = [];
  /** With `pulumi --parallel 1` none ever comes while one is held back. */
  private isOneByOne = false;
  private nextCame: () => void = () => undefined;

  constructor(private readonly tell: (sentence: string, where?: Where) => Promise<void>) {}

  /** Runs a read; by the time that the last of all has its answer, what they have in common was told. */
  async around<Found extends { alike?: Alike | undefined } | undefined>(
    where: Where,
    read: () => Promise<Found>,
  ): Promise<Found> {
    this.underWay++;
    this.nextCame();
    try {
      const found = await read();
      if (found?.alike) this.waiting.push({ alike: found.alike, where });
      return found;
    } finally {
      this.underWay--;
      if (this.underWay === 0 && this.waiting.length > 0) await this.end();
    }
  }

  private async end(): Promise<void> {
    if (!this.isOneByOne && (await this.comesNext())) return;
    const [first, ...more] = this.waiting.splice(0);
    if (first === undefined) return;
    this.isOneByOne = more.length === 0;
    if (more.length === 0) return this.tell(first.alike.sentence, first.where);
    const subjects = new Map<string, string[]>();
    for (const { alike } of [first, ...more]) {
      subjects.set(alike.kind, [...(subjects.get(alike.kind) ?? []), alike.subject]);
    }
    return this.tell(first.alike.together(subjects));
  }

  /** Whether another read comes before it has been quiet for long enough. */
  private comesNext(): Promise<boolean> {
    return new Promise((resolve) => {
      const quiet = setTimeout(resolve, QUIET_MS, false);
      this.nextCame = () => {
        clearTimeout(quiet);
        resolve(true);
      };
    });
  }
}
