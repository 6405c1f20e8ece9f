// Goes into a provider host before anything else: the limits of a call that a test asks for, in place of the client's
// own.
const { join } = require("node:path");

const transport = join(process.cwd(), "node_modules/pulumi-vmp/dist/provider/client/call/transport.js");
Object.assign(require(transport).LIMITS, JSON.parse(process.env.TEST_LIMITS));
