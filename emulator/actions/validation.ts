/** SendValidationMessage. */
import type { Action } from "../context";
import { invalidParameter } from "../errors";
import { checkEmail, requireString } from "../rules";

export const sendValidationMessage: Action = (params, { mail, store, behaviour, now }) => {
  if (requireString(params, "Type") !== "Email") throw invalidParameter("Type");
  const email = requireString(params, "Destination");
  checkEmail(email, "Destination");
  return mail.validate(email, store.state, behaviour, now);
};
