import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { findEngine, NoEngineError, withYamlHost, type Engine, type FindOptions } from "../../../tools/engine/find";
import { ENGINE_VERSION } from "../../../tools/engine/release";
import { listen, Machine } from "./machine";

/** An address where nothing listens any more. */
let nowhere: string;
beforeAll(async () => {
  const server = await listen(200);
  server.close();
  nowhere = server.url;
});

let machine: Machine;
let reports: string[];
beforeEach(() => {
  machine = new Machine();
  reports = [];
});
afterEach(() => {
  machine.remove();
});

function find(options: FindOptions = {}): Promise<Engine> {
  return findEngine({ env: machine.env, downloadUrl: nowhere, report: (line) => reports.push(line), ...options });
}

async function failure(options: FindOptions = {}): Promise<string> {
  const error: unknown = await find(options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NoEngineError);
  return (error as NoEngineError).message;
}

describe("what is installed", () => {
  test("the PATH comes before Pulumi's home", async () => {
    const path = machine.cli(machine.bin, "3.200.0");
    machine.cli(join(machine.home, "versions", "3.300.0", "bin"), "3.300.0");
    expect(await find()).toEqual({ path, version: "3.200.0", source: "the PATH" });
  });

  test("the second one on the PATH is taken when the first one is too old", async () => {
    machine.cli(machine.bin, "3.199.9");
    const path = machine.cli(join(machine.root, "bin2"), "3.201.0");
    const env = { ...machine.env, PATH: `${machine.bin}:${join(machine.root, "bin2")}` };
    expect((await find({ env })).path).toBe(path);
  });

  test("the newest of Pulumi's home is taken, by number and not by letter", async () => {
    for (const version of ["3.209.0", "3.1000.0", "3.30.0"]) {
      machine.cli(join(machine.home, "versions", version, "bin"), version);
    }
    expect(await find()).toMatchObject({ version: "3.1000.0", source: machine.home });
  });

  test("the place of the official install script is looked at", async () => {
    const path = machine.cli(join(machine.home, "bin"), "3.222.0");
    expect((await find()).path).toBe(path);
  });

  test("PULUMI_HOME moves the home", async () => {
    machine.cli(join(machine.home, "bin"), "3.222.0");
    const moved = join(machine.root, "moved");
    const path = machine.cli(join(moved, "versions", "3.210.0", "bin"), "3.210.0");
    expect((await find({ env: { ...machine.env, PULUMI_HOME: moved } })).path).toBe(path);
  });

  test("a CLI that is linked into the PATH has its plugin where the link leads", async () => {
    const real = machine.cli(join(machine.root, "cellar"), "3.222.0");
    mkdirSync(machine.bin);
    symlinkSync(real, join(machine.bin, "pulumi"));
    expect((await find()).source).toBe("the PATH");
  });

  test("a CLI without a language plugin is passed over", async () => {
    machine.script(join(machine.bin, "pulumi"), "echo v3.222.0");
    expect(await failure()).toContain(`${join(machine.bin, "pulumi")} has no pulumi-language-nodejs`);
  });

  test("the npm package's downloader on the PATH is not started", async () => {
    const real = machine.script(join(machine.root, "lib", "run.js"), `touch ${machine.root}/started`);
    mkdirSync(machine.bin);
    symlinkSync(real, join(machine.bin, "pulumi"));
    expect(await failure()).toContain("is the npm package's downloader");
    expect(machine.said("started")).toBeUndefined();
  });

  test("a CLI that fails is passed over, with its words", async () => {
    machine.script(join(machine.bin, "pulumi"), "echo broken pipe dream >&2; exit 3");
    expect(await failure()).toContain("broken pipe dream");
  });
});

describe("the build of an earlier run", () => {
  test("is laid out like the official bundle, once, and comes before the download", async () => {
    machine.script(join(machine.built, "pulumi"), "echo built");
    const { path, source } = await find();
    expect(source).toBe("the build of an earlier run");
    expect(reports).toEqual([]);
    const folder = join(path, "..");
    expect(readdirSync(folder).sort()).toEqual([
      "language-host",
      "pulumi",
      "pulumi-language-nodejs",
      "pulumi-resource-pulumi-nodejs",
    ]);
    expect(readFileSync(join(folder, "language-host", "main.js"), "utf8")).toContain("LanguageService");
    expect((await find()).path).toBe(path);
    expect(readdirSync(machine.built)).toHaveLength(2);
  });

  test("comes after what is installed", async () => {
    machine.script(join(machine.built, "pulumi"), "echo built");
    machine.cli(join(machine.home, "bin"), "3.222.0");
    expect((await find()).source).toBe(machine.home);
  });
});

describe("the official download", () => {
  test("is left to the npm package, which puts it into Pulumi's home", async () => {
    const bin = join(machine.home, "versions", ENGINE_VERSION, "bin");
    machine.script(
      join(machine.bin, "npm"),
      `echo "$@" > ${machine.root}/npm
       mkdir -p ${bin} && printf '#!/bin/sh\\necho v${ENGINE_VERSION}\\n' > ${bin}/pulumi && chmod +x ${bin}/pulumi
       cp ${bin}/pulumi ${bin}/pulumi-language-nodejs`,
    );
    const server = await listen(200);
    const engine = await find({ downloadUrl: server.url }).finally(server.close);
    expect(engine).toMatchObject({ path: join(bin, "pulumi"), version: ENGINE_VERSION });
    expect(machine.said("npm")).toContain(`--package=pulumi@${ENGINE_VERSION} -- pulumi version`);
    expect(reports).toContain(`Downloading the Pulumi CLI ${ENGINE_VERSION} …`);
  });

  test.each([
    ["nothing listens there", undefined, "cannot be reached (connect ECONNREFUSED"],
    ["the host refuses", 403, "answered with status 403"],
    ["the host never answers", "never", "cannot be reached (no answer within 10 s)"],
  ] as const)("is given up, and npm not started, when %s", async (_name, status, words) => {
    machine.script(join(machine.bin, "npm"), `touch ${machine.root}/npm`);
    // The 10 s are over when the host has been asked.
    const patience = new AbortController();
    const timeout = jest.spyOn(AbortSignal, "timeout").mockReturnValueOnce(patience.signal);
    const onRequest = (): void => {
      if (status === "never") patience.abort(new DOMException("over", "TimeoutError"));
    };
    const server = status === undefined ? undefined : await listen(status, onRequest);
    const message = await failure({ downloadUrl: server?.url ?? nowhere }).finally(() => server?.close());
    expect(timeout.mock.calls).toEqual([[10_000]]);
    timeout.mockRestore();
    expect(message).toContain(words);
    expect(machine.said("npm")).toBeUndefined();
  });

  test("says what npm said when it fails", async () => {
    machine.script(join(machine.bin, "npm"), "echo no such package >&2; exit 1");
    const server = await listen(200);
    const message = await failure({ downloadUrl: server.url }).finally(server.close);
    expect(message).toContain("the npm package `pulumi` failed: no such package");
  });
});

describe("the language host for YAML", () => {
  const yaml = (options: FindOptions = {}): Promise<Engine> =>
    find().then((engine) => withYamlHost(engine, { env: machine.env, ...options }));

  test("of an installed CLI is the one beside it, and is not built", async () => {
    const path = machine.cli(machine.bin, "3.250.0");
    await expect(yaml()).rejects.toThrow(`There is no pulumi-language-yaml, Pulumi's language host for YAML: ${path}`);
    machine.script(join(machine.bin, "pulumi-language-yaml"), "exit 1");
    expect((await yaml()).path).toBe(path);
  });

  test("of a CLI that was built is built beside it, once", async () => {
    machine.go("1.26.0", "auto", "mkdir -p out && printf '#!/bin/sh\\n' > $6");
    await find();
    await expect(yaml({ onlyInstalled: true })).rejects.toThrow(NoEngineError);
    const { path } = await yaml();
    expect(existsSync(join(dirname(path), "pulumi-language-yaml"))).toBe(true);
    machine.go("1.26.0", "auto", "exit 1");
    expect((await yaml()).path).toBe(path);
  });
});

describe("the build", () => {
  test("says how far it is, and is there the next time", async () => {
    machine.go("1.26.0", "auto");
    expect((await find()).source).toContain(machine.built);
    expect(reports.at(-1)).toMatch(/^Building the Pulumi CLI .*: 0 of at most 2 packages …$/);
    expect((await find()).source).toBe("the build of an earlier run");
  });

  test("two at once do not disturb each other", async () => {
    const bothBegan = `touch ${machine.root}/began.$$
      until test $(ls ${machine.root} | grep -c began) = 2; do sleep 0.01; done`;
    machine.go("1.26.0", "local", `${bothBegan}; mkdir -p out && printf '#!/bin/sh\\n' > out/pulumi`);
    const [one, other] = await Promise.all([find(), find()]);
    expect(one.path).toBe(other.path);
    expect(existsSync(one.path)).toBe(true);
    expect(readdirSync(join(machine.built, ".."))).toEqual([`${ENGINE_VERSION}-${process.platform}-${process.arch}`]);
  });

  test("leaves nothing behind when it fails, and says why", async () => {
    machine.go("1.26.0", "local", "echo 'undefined: gopher' >&2; exit 1");
    expect(await failure()).toContain("go build: undefined: gopher");
    expect(readdirSync(join(machine.built, ".."))).toEqual([]);
  });

  test("an older Go that may fetch a newer one does so, and the user is told", async () => {
    machine.go("1.21.3", "auto");
    expect((await find()).source).toContain(machine.built);
    expect(reports).toContain("Go is 1.21.3; it fetches 1.25.11 itself (GOTOOLCHAIN=auto).");
  });

  test.each([
    ["1.24.1", "local", "Go 1.25.11 or newer is needed, and `go` is 1.24.1 with GOTOOLCHAIN=local"],
    ["1.20.14", "", "Go 1.25.11 or newer is needed, and `go` is 1.20.14"],
  ])("Go %s with GOTOOLCHAIN=%s is not enough", async (version, toolchain, words) => {
    machine.go(version, toolchain);
    expect(await failure()).toContain(words);
  });
});

describe("when nothing works", () => {
  test("the message says what was tried, in order, and how to install one", async () => {
    const message = await failure();
    const places = [
      "the PATH",
      machine.home,
      "the build of an earlier run",
      "the official download",
      "a build from Go modules",
    ];
    const positions = places.map((place) => message.indexOf(`  - ${place}`));
    expect(positions).not.toContain(-1);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(message).toContain("there is no `go` on the PATH");
    expect(message).toContain("https://www.pulumi.com/docs/install/");
    expect(message).toContain("https://go.dev/dl/");
  });

  test("with onlyInstalled nothing is downloaded or built", async () => {
    machine.go("1.26.0", "auto");
    expect(await failure({ onlyInstalled: true })).not.toContain("download");
    expect(reports).toEqual([]);
  });
});
