const { withSecrets } = require("./secrets");
const { Contact } = require("./contact");

for (const args of require("./contacts.json")) new Contact(args.name, withSecrets(args));
