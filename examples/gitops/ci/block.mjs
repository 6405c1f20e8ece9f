// What the comment and the summary show: what a change means, and what a command printed, as a block of Markdown that
// nothing in it can end. Contacts have names and fields that other people wrote.
import { existsSync, readFileSync } from "node:fs";

const MOST_LINES = 50;
const LONGEST_RUN = 9; // of backticks: the fence has one more, and has to fit

/** The differences that ci/who.sh tells: what is in front of the first empty line. A preview that failed has none. */
export function affected(file) {
  if (!existsSync(file)) return "";
  const lines = readFileSync(file, "utf8").split("\n\n")[0].split("\n");
  const more = lines.length > MOST_LINES ? `\n- … and ${lines.length - MOST_LINES} more` : "";
  return `${lines.slice(0, MOST_LINES).join("\n")}${more}\n\n`;
}

/** @param most characters of what is in the file */
export function block(file, most) {
  const text = shortened(withoutPasswords(readFileSync(file, "utf8").trim()), most)
    // Not only colours: what is not shown can turn a line round. The half of a character that was cut goes, too.
    .replace(/[^\P{C}\n\t]/gu, "")
    .replace(/`{10,}/g, `${"`".repeat(LONGEST_RUN)}…`);
  let fence = "```";
  while (text.includes(fence)) fence += "`";
  return `${fence}text\n${text}\n${fence}\n`;
}

/** Addresses without the user and password in front of the host. */
export function withoutPasswords(text) {
  return text.replace(/(?<=\w:\/\/)[^\s/"']*@/g, "");
}

/** The changes come first, the faults last. */
function shortened(text, most) {
  if (text.length <= most) return text;
  return `${text.slice(0, most / 2)}\n\n… the log has the rest …\n\n${text.slice(-most / 2)}`;
}
