// GitHub's own parser of workflows and evaluator of expressions, which exist as ES modules only: a process of their
// own. Each line that it reads is a request in JSON, and each line that it writes the answer to one, in the same order:
//
//   { check: "the text of a workflow file" }                                   the faults that GitHub would find
//   { evaluate: { contexts, status, texts: { name: { text, condition? } } } }  the values, by name
import { register } from "node:module";
import { createInterface } from "node:readline";

// @actions/workflow-parser imports JSON without saying so.
const hook = `export const load = (url, context, next) =>
  next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

for await (const line of createInterface(process.stdin)) {
  const request = JSON.parse(line);
  const answer = "check" in request ? await check(request.check) : await evaluateAll(request.evaluate);
  console.log(JSON.stringify(answer));
}

async function check(content) {
  const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import("@actions/workflow-parser");
  const { context, value } = parseWorkflow({ name: "workflow", content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

async function evaluateAll({ contexts, status, texts }) {
  const { data, Evaluator, Lexer, Parser } = await import("@actions/expressions");
  const dictionary = JSON.parse(JSON.stringify(contexts), data.reviver);
  const bool = (value) => () => new data.BooleanData(value);
  const functions = [
    { name: "always", call: bool(true) },
    { name: "cancelled", call: bool(false) },
    { name: "failure", call: bool(!status) },
    { name: "success", call: bool(status) },
  ].map((entry) => ({ ...entry, minArgs: 0, maxArgs: 0 }));
  const evaluate = (text) => {
    const { tokens } = new Lexer(text).lex();
    const expression = new Parser(tokens, Object.keys(contexts), functions).parse();
    const named = new Map(functions.map((entry) => [entry.name, entry]));
    return new Evaluator(expression, dictionary, named).evaluate();
  };
  const value = ({ text, condition = false }) => {
    if (!condition) return text.replace(/\$\{\{(.*?)\}\}/gs, (_, inner) => evaluate(inner).coerceString());
    const inner = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(text)?.[1] ?? text;
    // A condition that asks for no status has an unspoken success() in front.
    const asks = /\b(always|cancelled|failure|success)\s*\(/.test(inner);
    return truthy(evaluate(asks ? inner : `success() && (${inner})`));
  };
  const truthy = (result) => !["", "0", "false"].includes(result.coerceString());
  return Object.fromEntries(Object.entries(texts).map(([name, request]) => [name, value(request)]));
}
