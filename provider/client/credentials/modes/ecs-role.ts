/** Mode `ecsrole`: the role of the ECS machine that this runs on. */
import { member, nonBlank } from "../../../json";
import { keysOfMachine } from "../ecs";
import { got, type Loaded, type Needs } from "../link";
import type { Profile } from "../profile";

export async function ecsRole({ values }: Profile, needs: Needs): Promise<Loaded> {
  const role = nonBlank(member(values, "role-name"));
  if (role === undefined) return { missing: "has no role-name" };
  return got(await keysOfMachine(role, needs));
}
