// Loaded into every Node process of a run: notes which Node it is, and what it runs.
const line = JSON.stringify({ version: process.version, script: process.argv[1] ?? "" });
require("node:fs").appendFileSync(process.env.VMP_MATRIX_NODES, `${line}\n`);
