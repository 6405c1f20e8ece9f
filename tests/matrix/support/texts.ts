/** The same program in each language that Pulumi runs on Node. */
import { FULL } from "./program";

const args = JSON.stringify(FULL);

const COMMON_JS = `
const vmp = require("pulumi-vmp");
exports.id = new vmp.Contact("oncall", ${args}).id;
exports.node = process.version;
`;

const ES_MODULE = `
import * as vmp from "pulumi-vmp";
import { Contact } from "pulumi-vmp";
if (vmp.Contact !== Contact) throw new Error("two of them");
export const id = new vmp.Contact("oncall", ${args}).id;
export const node = await Promise.resolve(process.version);
`;

const TYPE_SCRIPT = `
import * as vmp from "pulumi-vmp";
const args: vmp.ContactArgs = ${args};
export const id = new vmp.Contact("oncall", args).id;
export const node: string = process.version;
`;

/** As `pulumi new typescript` writes it. */
const TS_CONFIG = JSON.stringify({
  compilerOptions: { strict: true, target: "es2020", module: "commonjs", moduleResolution: "node" },
});

/** The files of each program, by its language. */
export const PROGRAMS: Record<string, Record<string, string>> = {
  JavaScript: { "package.json": '{ "name": "program" }', "index.js": COMMON_JS },
  "an ES module": { "package.json": '{ "name": "program", "type": "module" }', "index.js": ES_MODULE },
  TypeScript: { "package.json": '{ "name": "program" }', "tsconfig.json": TS_CONFIG, "index.ts": TYPE_SCRIPT },
};
