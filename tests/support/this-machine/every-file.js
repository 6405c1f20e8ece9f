// For every test file: an attempt to connect to another machine fails, and so does the test that made it.
/* global afterEach */
const guard = require("./guard.cjs");

/* global jest */
// What never ends is a failure; a slow or busy machine is none.
jest.setTimeout(600_000);

guard.attempts = [];

guard.refuse = (error) => {
  guard.attempts.push(error);
  throw error;
};

afterEach(() => {
  const [first] = guard.attempts.splice(0);
  if (first) throw first;
});
