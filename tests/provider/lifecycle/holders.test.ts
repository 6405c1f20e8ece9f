import { Holders, newHolder } from "../../../provider/lifecycle/holders";

const [OLD, RENAMED] = ["0a1b2c3d", "ffffffff"];
const subject = (): string => 'contact "oncall" (id id-1)';

let holders: Holders;

beforeEach(() => {
  holders = new Holders();
});

test("each new holder has a mark of its own", () => {
  const marks = new Set(Array.from({ length: 50 }, newHolder));
  expect(marks.size).toBe(50);
  for (const mark of marks) expect(mark).toMatch(/^[0-9a-f]{8}$/);
});

test("what one has is another's to nobody but others, until it is given up", () => {
  expect(holders.isOfAnother("id-1", OLD)).toBe(false);
  holders.hold("id-1", OLD);
  expect([holders.isOfAnother("id-1", OLD), holders.isOfAnother("id-1", RENAMED)]).toEqual([false, true]);
  expect(holders.isOfAnother("id-2", RENAMED)).toBe(false);
  holders.hold("id-1", RENAMED);
  expect(holders.isOfAnother("id-1", OLD)).toBe(true);
  holders.release("id-1", RENAMED);
  expect([holders.isOfAnother("id-1", OLD), holders.isOfAnother("id-1", RENAMED)]).toEqual([false, true]);
  holders.release("id-2", OLD);
  holders.release("id-1", OLD);
  expect(holders.isOfAnother("id-1", RENAMED)).toBe(false);
});

describe("differences are asked for", () => {
  test("of a resource of the program, or of what a refresh read of it", () => {
    holders.wasRead(OLD);
    expect([holders.claim(subject, "id-1", OLD), holders.claim(subject, "id-1", OLD)]).toEqual([false, true]);
  });

  test("of a resource, which has it from then on", () => {
    holders.claim(subject, "id-1", OLD);
    holders.claim(subject, "id-1", OLD);
    expect(holders.isOfAnother("id-1", RENAMED)).toBe(true);
  });

  test("of a second one: an error that names it, and says what to do", () => {
    holders.claim(subject, "id-1", OLD);
    expect(() => {
      holders.claim(subject, "id-1", RENAMED);
    }).toThrow(
      'contact "oncall" (id id-1) is what another resource of this program has, too, and one update would undo the ' +
        "other's. Take one of the two resources out of the program: nothing is deleted by that.",
    );
    holders.claim(subject, "id-2", RENAMED);
  });

  test("by a refresh, of what it read: that is once no word of the program", () => {
    holders.wasRead(OLD);
    holders.claim(subject, "id-1", OLD);
    expect(holders.isOfAnother("id-1", RENAMED)).toBe(false);
    holders.claim(subject, "id-1", OLD);
    expect(holders.isOfAnother("id-1", RENAMED)).toBe(true);
  });

  test.each(["{}", '{"name":"0a1b2c3d"}', "0a1b2c3d0", "0A1B2C3D", "a"])(
    "of a state of an earlier version, which has no mark and may be the same resource's: %s",
    (state) => {
      holders.claim(subject, "id-1", OLD);
      holders.claim(subject, "id-1", state);
      holders.claim(subject, "id-1", OLD);
      expect(holders.isOfAnother("id-1", state)).toBe(true);
    },
  );
});

test("a name that two resources of one type have is shared, and no other", () => {
  expect(holders.isShared("contact", "oncall")).toBe(false);
  holders.share("contact", "oncall");
  expect(holders.isShared("contact", "oncall")).toBe(true);
  expect(holders.isShared("contact group", "oncall")).toBe(false);
  expect(holders.isShared("contact", "other")).toBe(false);
});
