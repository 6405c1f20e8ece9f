/** Where the settings of a run look for its resources, and where those were made. */
import { moved, type Place } from "../../settings/place";
import { placeIn } from "../notes";

export class Whereabouts {
  private read: { place: Place | undefined } | undefined;
  /** Of a resource that turned out to be elsewhere. */
  private fault: string | undefined;

  /** @param readPlace what the settings say; `undefined` where they cannot be used */
  constructor(private readonly readPlace: () => Place | undefined) {}

  /** The settings may have changed. */
  forget(): void {
    this.read = undefined;
  }

  /** Each call about a resource asks for it. */
  get place(): Place | undefined {
    return (this.read ??= { place: this.readPlace() }).place;
  }

  /**
   * @param subject the resource, for people
   * @throws when the settings name another place than the one that it was made in
   */
  expectHere(state: unknown, subject: () => string): void {
    const before = placeIn(state);
    const sentence = before && this.place && moved(before, this.place);
    if (sentence === undefined) return;
    this.fault = sentence;
    this.expectNoneElsewhere(subject);
  }

  /**
   * A refresh and creates go on side by side: once one resource was found to be elsewhere, none is made here.
   *
   * @throws when one was
   */
  expectNoneElsewhere(subject: () => string): void {
    if (this.fault !== undefined) throw new Error(`${subject()}: ${this.fault} ${TO_MOVE}`);
  }
}

const TO_MOVE =
  'To move everything there: "pulumi destroy", which goes by the settings of the last "pulumi up", and then "pulumi up". ' +
  "If it is the same place by another address, see docs/troubleshooting.md, Another region.";
