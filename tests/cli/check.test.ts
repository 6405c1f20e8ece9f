/** `vmp-contacts check`: without keys. What it finds: tests/provider/roster. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { folder, vmpContacts } from "./process";

const GOOD = "contacts:\n  - name: oncall\n    email: oncall@example.com\n";
const ODD = "contacts:\n  - name: nobody\ngroups:\n  - name: team\n    contacts: [nobody]\n";
const BAD = "contacts:\n  - name: oncall\n    emial: canary\n    webhook: { address: https://canary }\n";

const NOBODY = "contacts[0] has neither an e-mail nor a webhook, so no alert reaches anybody through it";

test("a file without a fault is counted; what is odd in it is told, and is no failure", async () => {
  writeFileSync(join(folder, "contacts.yaml"), GOOD);
  expect(await vmpContacts(["check"])).toEqual({
    code: 0,
    stdout: "contacts.yaml: 1 contact and 0 groups, nothing wrong\n",
    stderr: "",
  });
  writeFileSync(join(folder, "team.yaml"), ODD);
  expect(await vmpContacts(["check", "team.yaml"])).toEqual({
    code: 0,
    stdout: "team.yaml: 1 contact and 1 group, nothing wrong\n",
    stderr: `team.yaml:2:5: warning: ${NOBODY}\n`,
  });
});

test("every fault is a line with its place, and the exit code is 1; no value is shown", async () => {
  writeFileSync(join(folder, "bad.yaml"), BAD);
  const { code, stdout, stderr } = await vmpContacts(["check", "bad.yaml"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(
    /^bad\.yaml:3:5: contacts\[0\]\.emial .*\nbad\.yaml:4:25: contacts\[0\]\.webhook\.address .*\n$/,
  );
  expect(stderr).not.toContain("canary");
});

test("in GitHub's Actions they are shown at their lines, too", async () => {
  const env = { GITHUB_ACTIONS: "true" };
  writeFileSync(join(folder, "bad.yaml"), BAD);
  const { stdout } = await vmpContacts(["check", "bad.yaml"], env);
  expect(stdout).toMatch(
    /^::error file=bad\.yaml,line=3,col=5::contacts\[0\]\.emial .*\n::error file=bad\.yaml,line=4/,
  );
  const named = "contacts:\n  - name: a%0Ab\ngroups:\n  - name: team\n    contacts: [a%0Abc]\n";
  writeFileSync(join(folder, "named.yaml"), named);
  expect((await vmpContacts(["check", "named.yaml"], env)).stdout).toContain("did you mean a%250Ab?");
  writeFileSync(join(folder, "odd.yaml"), ODD);
  expect((await vmpContacts(["check", "odd.yaml"], env)).stdout).toBe(
    `::warning file=odd.yaml,line=2,col=5::${NOBODY}\nodd.yaml: 1 contact and 1 group, nothing wrong\n`,
  );
});
