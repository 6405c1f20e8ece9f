// The packed package, as a program has it.
const vmp = require("pulumi-vmp");

for (const args of require("./contacts.json")) new vmp.Contact(args.name, args);
