/** Says on a terminal how far something is that takes longer than a second. One line, taken away in the end. */

const PATIENCE_MS = 1000;
const INTERVAL_MS = 100;
const CLEAR_LINE = "\r\u001b[K";

export interface Terminal {
  isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export class Progress {
  private readonly started = Date.now();
  private written = 0;

  constructor(private readonly terminal: Terminal) {}

  /** @param total absent when it is not known */
  readonly report = (what: string, done: number, total?: number): void => {
    const now = Date.now();
    if (!this.terminal.isTTY || now - this.started < PATIENCE_MS || now - this.written < INTERVAL_MS) return;
    this.written = now;
    this.terminal.write(`${CLEAR_LINE}${what}: ${done}${total === undefined ? "" : ` of ${total}`} …`);
  };

  /** Takes the line away. */
  end(): void {
    if (this.written > 0) this.terminal.write(CLEAR_LINE);
    this.written = 0;
  }
}
