// The passphrases of the stacks, from the environment.
const PREFIX = "TEAM_PASSPHRASE_";

/**
 * Takes every `TEAM_PASSPHRASE_<TEAM>` out of the environment, so that no stack inherits another's.
 *
 * @returns a team's passphrase; none for a team without a variable of its own
 */
export function takePassphrases(): (team: string) => string | undefined {
  const passphrases = new Map<string, string | undefined>();
  for (const variable of Object.keys(process.env).filter((name) => name.startsWith(PREFIX))) {
    passphrases.set(variable, process.env[variable]);
    Reflect.deleteProperty(process.env, variable);
  }
  return (team) => passphrases.get(variableOf(team));
}

/** Throws an error that names two teams of one variable, such as `a-b` and `a_b`. */
export function refuseSharedVariables(teams: readonly string[]): void {
  const owners = new Map<string, string>();
  for (const team of teams) {
    const variable = variableOf(team);
    const other = owners.get(variable);
    if (other !== undefined) {
      throw new Error(
        `${variable} would be the passphrase of two teams, ${other} and ${team}. Run each alone, with its own passphrase in ` +
          `that variable; or rename one: its file in teams/, its Pulumi.<team>.yaml, and its stack (pulumi stack rename).`,
      );
    }
    owners.set(variable, team);
  }
}

function variableOf(team: string): string {
  return PREFIX + team.toUpperCase().replace(/[^A-Z0-9]/g, "_");
}
