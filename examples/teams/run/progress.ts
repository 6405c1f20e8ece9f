// How far each team is: lines that move on a terminal, plain lines elsewhere. All of it on stderr.
import { clearScreenDown, moveCursor } from "node:readline";

const { stderr } = process;
const REDRAW_MS = 200;
const PLAIN_MS = 30_000;

export class Progress {
  private readonly running = new Map<string, { since: number; done: number; total: number | undefined }>();
  private ended = 0;
  /** Lines on the terminal that will be drawn over. */
  private drawn = 0;
  private readonly timer: NodeJS.Timeout;

  /** @param teams how many there are in all */
  constructor(private readonly teams: number) {
    this.timer = setInterval(
      () => {
        if (stderr.isTTY) this.redraw();
        else stderr.write(`${[this.overall(), ...this.teamLines()].join("; ")}\n`);
      },
      stderr.isTTY ? REDRAW_MS : PLAIN_MS,
    );
  }

  /** @param total how many contacts and groups the command will go through, where that is known */
  start(team: string, total: number | undefined): void {
    this.running.set(team, { since: Date.now(), done: 0, total });
  }

  /** One more contact or group of the team is done. */
  advance(team: string): void {
    const state = this.running.get(team);
    if (state) state.done++;
  }

  /** @param line that stays */
  end(team: string, line: string): void {
    this.running.delete(team);
    this.ended++;
    this.erase();
    stderr.write(`${line}\n`);
  }

  close(): void {
    clearInterval(this.timer);
    this.erase();
  }

  private redraw(): void {
    this.erase();
    const lines = [...this.teamLines(), this.overall()];
    // A line that wraps would be two to draw over.
    const width = (stderr.columns || 80) - 1;
    stderr.write(lines.map((line) => `${line.slice(0, width)}\n`).join(""));
    this.drawn = lines.length;
  }

  private erase(): void {
    if (this.drawn > 0) {
      moveCursor(stderr, 0, -this.drawn);
      clearScreenDown(stderr);
    }
    this.drawn = 0;
  }

  private teamLines(): string[] {
    return [...this.running].map(([team, { since, done, total }]) => {
      const seconds = Math.round((Date.now() - since) / 1000);
      return `${team}: ${done}${total === undefined ? "" : ` of ${total}`}, ${seconds} s`;
    });
  }

  private overall(): string {
    return `${this.ended} of ${this.teams} teams are done`;
  }
}
