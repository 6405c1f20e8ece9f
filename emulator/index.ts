/** VMP on this machine, for tests: `import { startEmulator } from "pulumi-vmp/emulator"`. See `docs/emulator.md`. */
export type { Emulator } from "./emulator";
export { EXAMPLE_ACCESS_KEY, EXAMPLE_GROUP, EXAMPLE_SECRET_KEY, type Behaviour, type EmulatorOptions } from "./options";
export {
  FAULT_NAMES,
  Faults,
  type Fault,
  type FaultName,
  type FaultPlan,
  type FaultRule,
  type FaultStatus,
} from "./faults";
export type { Call } from "./calls";
export { ApiError, INVALID_TOKEN_CODE } from "./errors";
export type { AccessKey, TemporaryKey } from "./sts";
export type { Channel, ContactSnapshot, PhoneNumber } from "./resources/contact";
export type { GroupSnapshot } from "./resources/contact-group";
export { startEmulator } from "./start";
