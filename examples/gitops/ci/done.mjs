// What an `up` did, as a plan that ci/who.sh reads: in come the engine's events, out each resource as it was and is.
// A step that failed leaves its resource as it was. Only steps go through, and notes and warnings, which say what no
// step does: which secrets changed, and what was taken over. What Pulumi logs for itself has secrets in the clear.
// Usage: … --event-log /dev/fd/3 3> >(node ci/done.mjs)
import { createInterface } from "node:readline";

const steps = [];
const diagnostics = [];

for await (const line of createInterface({ input: process.stdin })) {
  const { resOutputsEvent: done, resOpFailedEvent: failed, diagnosticEvent: note } = JSON.parse(line);
  if (done) add(done.metadata);
  if (failed?.metadata.old) add({ ...failed.metadata, op: "same", new: failed.metadata.old });
  if (["info", "warning"].includes(note?.severity)) diagnostics.push({ message: note.message });
}
console.log(JSON.stringify({ steps, diagnostics }));

function add({ op, urn, old, new: state, detailedDiff }) {
  if (op === "refresh") return;
  steps.push({ op, urn, oldState: old, newState: state, ...(detailedDiff && { detailedDiff }) });
}
