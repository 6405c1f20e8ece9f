// The order of a run over several projects: what takes long first, so that nobody waits for the last of it at the end.
const { default: Sequencer } = require("@jest/test-sequencer");

const LONG = [
  "endurance",
  "scale",
  "matrix",
  "migration",
  "long",
  "import",
  "e2e",
  "pipeline",
  "survival",
  "reliability",
  "host",
];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ context }) => {
      const place = LONG.indexOf(context.config.displayName?.name);
      return place < 0 ? LONG.length : place;
    };
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
