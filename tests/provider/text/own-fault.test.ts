/** What nobody expected can be reported, and says nothing of a value or of somebody's machine. */
import { checkFields } from "../../../provider/fields/check";
import { told, unexpected } from "../../../provider/text/own-fault";

const table = { name: { kind: "text", api: "Name" } } as const;
const hostile = {
  get name() {
    return JSON.parse("canary") as unknown;
  },
};

function thrown(): Error {
  try {
    checkFields(table, hostile);
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}

test("it is where in the package it happened, and not what it says", () => {
  const error = thrown();
  expect(error.message).toContain("canary");
  expect(told(error)).toMatch(
    /^something that this package does not expect happened \(SyntaxError at tests\/provider\/text\/own-fault\.test\.ts:\d+:\d+\)\. Run it again; if it stays, report it to the makers of pulumi-vmp\.$/,
  );
});

test("frames of others, and of packages within this one, are passed over", () => {
  const error = thrown();
  const [, ...frames] = String(error.stack).split("\n").slice(1);
  const [ours = ""] = frames.filter((frame) => frame.includes("provider/fields"));
  error.stack = [
    "SyntaxError: canary",
    "    at JSON.parse (<anonymous>)",
    "    at other (/elsewhere/provider/fields/other.js:1:2)",
    ours.replace("provider/fields", "node_modules/dependency/provider/fields"),
    ours,
  ].join("\n");
  expect(unexpected(error)).toMatch(/ \(SyntaxError at provider\/fields\/[\w-]+\.ts:\d+:\d+\)$/);
});

test("where nothing tells the place, it is the kind of error alone", () => {
  expect(unexpected(Object.assign(new TypeError("canary"), { stack: undefined }))).toMatch(/ happened \(TypeError\)$/);
  expect(unexpected("canary")).toMatch(/ happened \(string\)$/);
});

test("what this package says on purpose is told as it is", () => {
  expect(told(new Error("no keys"))).toBe("no keys");
  expect(told("no keys")).toBe("no keys");
});
