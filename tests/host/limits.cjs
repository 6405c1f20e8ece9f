// Goes into a provider host before anything else: the limits of a call that a test asks for, and how many reads or
// deletes are joined into one, in place of the client's own.
const { join } = require("node:path");

const client = join(process.cwd(), "node_modules/pulumi-vmp/dist/provider/client");
const { headers, body, ...joining } = JSON.parse(process.env.TEST_LIMITS);
Object.assign(require(join(client, "call/transport.js")).LIMITS, headers && { headers }, body && { body });
Object.assign(require(join(client, "records/together.js")).JOINING, joining);
