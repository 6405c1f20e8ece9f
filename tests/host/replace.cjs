// Goes into a provider host before anything else: replaces in the package's code what a test asks for (`limits.ts`).
const Module = require("node:module");

const replacements = JSON.parse(process.env.TEST_REPLACEMENTS);
const compile = Module.prototype._compile;
Module.prototype._compile = function (code, file, ...rest) {
  const isOurs = /[\\/]pulumi-vmp[\\/]dist[\\/]/.test(file);
  const replaced = (text, [pattern, value]) => text.replace(new RegExp(pattern), value);
  return compile.call(this, isOurs ? replacements.reduce(replaced, code) : code, file, ...rest);
};
