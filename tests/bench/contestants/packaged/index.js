// The packaged provider of the packed package, in a program for Node.
const vmp = require("pulumi-vmp/plugin");

for (const args of require("./contacts.json")) new vmp.Contact(args.name, args);
