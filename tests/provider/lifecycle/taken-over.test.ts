import { readTakenOver, takenOver } from "../../../provider/lifecycle/taken-over";
import { RESOURCE_TYPES } from "../../../provider/resources";

const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";

test.each(RESOURCE_TYPES)("what is said of a $noun that was taken over is read again, and tells its id", ({ noun }) => {
  expect(readTakenOver(takenOver(`create ${noun} "it"`, noun, ID, []))).toBe(ID);
  expect(readTakenOver(`${takenOver(`create ${noun} "it"`, noun, ID, ["name", "email"])}\n`)).toBe(ID);
});

test("of anything else that is said, nothing is", () => {
  expect(readTakenOver(`create contact "it": Conflict.Name: a contact of this name exists already (id ${ID}).`)).toBe(
    undefined,
  );
});
