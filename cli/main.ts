#!/usr/bin/env node
/** The command `vmp-contacts`. */
import "../provider/node-version";
import { run } from "./command";

// Whoever reads the output may stop early.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const { stdin, stdout, stderr, env } = process;
void run(process.argv.slice(2), { stdin, stdout, stderr, env, cwd: process.cwd() }).then((code) => {
  process.exitCode = code;
});
