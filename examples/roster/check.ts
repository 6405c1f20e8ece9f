// `npm run check`: what is wrong with contacts.yaml, without a stack, a key or a passphrase. Exit code 1 when anything
// is.
import { readFileSync } from "node:fs";
import { RosterFile } from "./roster/roster";

const name = "contacts.yaml";
const file = new RosterFile(name, readFileSync(name, "utf8"));
if (file.faults.length === 0) {
  const { contacts, groups } = file.roster;
  console.log(`${name}: ${contacts.length} contacts and ${groups.length} groups, nothing wrong`);
} else {
  console.error(file.report(file.faults));
  process.exitCode = 1;
}
// In GitHub's Actions, the faults are also shown at their lines in the pull request.
if (process.env.GITHUB_ACTIONS === "true") {
  for (const { line, column, message } of file.faults) {
    console.log(`::error file=${name},line=${line},col=${column}::${message.replaceAll("%", "%25")}`);
  }
}
