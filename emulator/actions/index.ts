/** All actions of VMP, version 2021-03-03, that the emulator knows. */
import type { Action } from "../context";
import { RESOURCE_TYPES } from "../resources";
import { CONNECTIVITY_TESTS } from "./connectivity";
import { actionsOf } from "./records";
import { sendValidationMessage } from "./validation";

/** The service's name in the credential scope. */
export const VMP_SERVICE = "vmp";

/** The version that every call names. */
export const VMP_VERSION = "2021-03-03";

/** The actions by name. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ...RESOURCE_TYPES.flatMap((type) => Object.entries(actionsOf(type))),
  ...Object.entries(CONNECTIVITY_TESTS),
  ["SendValidationMessage", sendValidationMessage],
]);
