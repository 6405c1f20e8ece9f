import { requireNode } from "../../provider/node-version";
import { read } from "../docs/markdown";

test.each(["20.19.0", "20.20.1", "22.0.0", "24.11.0"])("Node %s will do", (version) => {
  expect(() => {
    requireNode(version);
  }).not.toThrow();
});

test.each(["18.20.8", "20.18.3", "16.0.0"])("Node %s is too old, and it says which one is not", (version) => {
  expect(() => {
    requireNode(version);
  }).toThrow(`pulumi-vmp needs Node 20.19 or newer, and this is Node ${version}.`);
});

test("package.json says the same", () => {
  expect(JSON.parse(read("package.json"))).toMatchObject({ engines: { node: ">=20.19.0" } });
});

test.each(["sdk/index.ts", "sdk/plugin/index.ts", "provider/index.ts", "cli/main.ts"])("%s looks first", (file) => {
  expect(/^(?:import|export) .*/m.exec(read(file))?.[0]).toMatch(
    /^import "(?:\.\.\/)+provider\/node-version";$|^import "\.\/node-version";$/,
  );
});
