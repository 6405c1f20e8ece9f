/** examples/operator beside the operator's own schema, and its names beside each other. It is not run. */
import Ajv from "ajv";
import { parseAllDocuments, type Document } from "yaml";
import { read } from "./markdown";
import { knownSettings } from "./settings";

const SCHEMA = "tests/fixtures/pulumi-kubernetes-operator-2.9.0/stack.schema.json";

interface Reference {
  secret?: { name: string };
  literal?: { value: string };
}

interface Stack {
  kind: string;
  metadata: { name: string; namespace: string };
  spec: {
    serviceAccountName: string;
    gitAuth: { accessToken: Reference };
    envRefs: Record<string, Reference>;
    workspaceTemplate: { spec: { image: string; podTemplate: { spec: PodSpec } } };
  };
}

interface PodSpec {
  containers: { volumeMounts: { name: string; mountPath: string }[] }[];
  volumes: { name: string; projected: { sources: { serviceAccountToken: { audience: string; path: string } }[] } }[];
}

const text = read("examples/operator/stack.yaml");
const manifests = (parseAllDocuments(text) as Document[]).map((document) => document.toJS() as Stack);
const stack = theStack();

function theStack(): Stack {
  const found = manifests.find(({ kind }) => kind === "Stack");
  if (!found) throw new Error("examples/operator has no Stack");
  return found;
}

/** A cluster drops what a schema does not know; here it is a fault. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const isClosed = inner.type === "object" && "properties" in inner && !("additionalProperties" in inner);
  return isClosed ? { ...inner, additionalProperties: false } : inner;
}

const isValid = new Ajv({ strict: false, validateFormats: false }).compile(closed(JSON.parse(read(SCHEMA))) as object);

test("the Stack is one to the operator's schema", () => {
  isValid(stack);
  expect(isValid.errors ?? []).toEqual([]);
});

test.each([
  ["a property that there is not", { resyncFrequencySecond: 3600 }],
  ["another type", { refresh: "true" }],
  ["a reference that lacks its key", { envRefs: { A: { type: "Secret", secret: { name: "a" } } } }],
])("%s is none", (_, change) => {
  expect(isValid({ ...stack, spec: { ...stack.spec, ...change } })).toBe(false);
});

test("what is referred to is there, and its README makes the Secrets", () => {
  const { spec, metadata } = stack;
  const account = { name: spec.serviceAccountName, namespace: metadata.namespace };
  expect(manifests).toContainEqual(expect.objectContaining({ kind: "ServiceAccount", metadata: account }));
  expect(manifests).toContainEqual(expect.objectContaining({ subjects: [{ kind: "ServiceAccount", ...account }] }));
  const secrets = [spec.gitAuth.accessToken, ...Object.values(spec.envRefs)].flatMap(
    ({ secret }) => secret?.name ?? [],
  );
  const readme = read("examples/operator/README.md");
  expect(secrets.filter((name) => !readme.includes(`secret generic ${name} `))).toEqual([]);
});

test("the token lies where the provider looks for it, for the audience of the pipelines", () => {
  const { podTemplate } = stack.spec.workspaceTemplate.spec;
  const [volume] = podTemplate.spec.volumes;
  const [mount] = podTemplate.spec.containers.flatMap(({ volumeMounts }) => volumeMounts);
  const [source] = volume?.projected.sources ?? [];
  expect(mount?.name).toBe(volume?.name);
  expect(stack.spec.envRefs.VOLCENGINE_OIDC_TOKEN_FILE?.literal?.value).toBe(
    `${mount?.mountPath ?? ""}/${source?.serviceAccountToken.path ?? ""}`,
  );
  expect(read("examples/gitops/.gitlab-ci.yml")).toContain(`aud: ${source?.serviceAccountToken.audience ?? ""}\n`);
});

test("its variables are known, and its Pulumi is that of the workflows", () => {
  const { variables } = knownSettings();
  const ours = Object.keys(stack.spec.envRefs).filter((name) => name.startsWith("VOLCENGINE_"));
  expect(ours.filter((name) => !variables.has(name))).toEqual([]);
  const [, version = ""] = /pulumi-version: (\S+)/.exec(read("examples/gitops/.github/workflows/apply.yml")) ?? [];
  expect(stack.spec.workspaceTemplate.spec.image).toBe(`pulumi/pulumi:${version}-nonroot`);
});
