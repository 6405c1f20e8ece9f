import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

const NODE = [
  "AbortController AbortSignal Buffer URL URLSearchParams __dirname clearInterval clearTimeout console exports fetch",
  "module performance process require setImmediate setInterval setTimeout",
].flatMap((names) => names.split(" "));

/** A folder whose files must not import what the expression matches, in any way there is, nor write such words. */
function forbid(folder, expression, message, words = "^(?!)") {
  const literal = `Literal[value=/${expression.replaceAll("/", "\\/")}/]`;
  const writes = `:matches(Literal[value=/${words}/], TemplateElement[value.raw=/${words}/], Identifier[name=/${words}/])`;
  const imports = `:matches(ImportExpression, TSImportType) ${literal}`;
  return {
    files: [`${folder}/**/*.ts`],
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ regex: expression, message }] }],
      "no-restricted-syntax": ["error", ...[imports, writes].map((selector) => ({ selector, message }))],
    },
  };
}

const HOST = "(^|/)hosts(/|$)|^@pulumi/|^@grpc/";
const HOST_WORDS = "__provider|pulumi-nodejs|04da6b54-80e4";
const ABOVE_CLIENT = "(^|/)(resources|fields|lifecycle)(/|$)";

export default tseslint.config(
  { ignores: ["dist/", ".vmp/", "coverage/", "**/node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Numbers in sentences for people are fine as they are.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // The lifecycle methods are asynchronous by contract, also where one has nothing to wait for.
      "@typescript-eslint/require-await": "off",
      // What is left of an object when a member is taken out.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      // A type that is inferred from a table gets a name of its own that way.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      "@typescript-eslint/no-shadow": ["error", { builtinGlobals: true, hoist: "functions" }],
    },
  },
  {
    // An example's own tsconfig.json is for its users. This clone's knows where pulumi-vmp is.
    files: ["examples/**/*.ts"],
    languageOptions: { parserOptions: { projectService: false, project: "./tsconfig.json" } },
  },
  { languageOptions: { globals: Object.fromEntries(NODE.map((name) => [name, "readonly"])) } },
  { files: ["**/*.{js,mjs,cjs}"], rules: { "no-shadow": ["error", { builtinGlobals: true }] } },
  forbid(
    "provider/{resources,fields,lifecycle,roster,text}",
    HOST,
    "The core knows no host: what it needs of one is handed to it.",
    HOST_WORDS,
  ),
  forbid("provider/client", `${HOST}|${ABOVE_CLIENT}`, "The client knows nobody above it, and no host.", HOST_WORDS),
  forbid("emulator", "(^|/)(provider|sdk)(/|$)|^pulumi-vmp", "The emulator's rules are its own."),
  prettier,
  {
    rules: {
      curly: ["error", "multi-line"],
      // What Prettier does not do. Code is its business.
      "max-len": ["error", { code: Infinity, comments: 120, ignoreUrls: true }],
    },
  },
);
