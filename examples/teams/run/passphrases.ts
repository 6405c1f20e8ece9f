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
  return (team) => passphrases.get(PREFIX + team.toUpperCase().replace(/[^A-Z0-9]/g, "_"));
}
