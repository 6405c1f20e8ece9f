/** The parser of undici is compiled once, on a Node whose flags for that are known, and the flags are set back. */

/** Loads it anew on a Node of this version: its parser, and the flags that V8 was given. */
async function load(version: string): Promise<[parser: string, flags: string[]]> {
  const flags: string[] = [];
  const real = Object.getOwnPropertyDescriptor(process, "version") ?? {};
  Object.defineProperty(process, "version", { ...real, value: version });
  jest.doMock("node:v8", () => ({ setFlagsFromString: (flag: string) => flags.push(flag) }));
  try {
    let parser: unknown;
    await jest.isolateModulesAsync(async () => {
      ({ parser } = await import("../../../../provider/client/call/undici"));
    });
    return [Object.prototype.toString.call(parser), flags];
  } finally {
    jest.dontMock("node:v8");
    Object.defineProperty(process, "version", real);
  }
}

test.each(["v20.11.0", "v22.0.0", "v24.1.0"])(
  "on Node %s it is compiled, and each flag is set back",
  async (version) => {
    const [parser, flags] = await load(version);
    expect(parser).toBe("[object WebAssembly.Module]");
    const off = flags.filter((flag) => flag.startsWith("--no-wasm-"));
    expect(off.length).toBeGreaterThan(0);
    expect(flags).toEqual([...off, ...off.map((flag) => flag.replace("--no-", "--"))]);
  },
);

test.each(["v18.20.0", "v21.0.0", "v26.0.0"])("on Node %s it is left to undici", async (version) => {
  expect(await load(version)).toEqual(["[object Undefined]", []]);
});
