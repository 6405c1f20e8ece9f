/**
 * The sentence that names changes of secrets. Pulumi marks none of them, and its host of dynamic providers passes on no
 * paths: in a plan this sentence alone has them.
 *
 * @param subject ends with the id, as `called` writes it
 */
export function hiddenChanges(subject: string, paths: readonly string[]): string {
  return `${subject} differs in ${paths.join(" and ")}: secret, so no value is shown.`;
}

/** Whose changes, and which, a message tells; `undefined` for any other. */
export function readHiddenChanges(message: string): { id: string; paths: string[] } | undefined {
  const [, id, paths] =
    /.*\(id ([\w-]+)\) differs in ([\w.[\] ]+): secret, so no value is shown\.\s*$/s.exec(message) ?? [];
  return id === undefined || paths === undefined ? undefined : { id, paths: paths.split(" and ") };
}
