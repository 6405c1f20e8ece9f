import * as pulumi from "@pulumi/pulumi";

/**
 * What is made once a run, when it is first asked for. One process can go through several runs, and through programs of
 * several stacks side by side: each run has a monitor of its own, and what was made for it ends with it.
 */
export function onceARun<Value>(make: () => Value): () => Value {
  const made = new WeakMap<object, { value: Value }>();
  return () => {
    const run = pulumi.runtime.getMonitor();
    const known = run && made.get(run);
    if (known) return known.value;
    const value = make();
    if (run) made.set(run, { value });
    return value;
  };
}
