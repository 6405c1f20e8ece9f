import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The clone's folder, whether this runs from `tools/` or from `dist/tools/`. */
export const ROOT = findRoot(__dirname);

function findRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : findRoot(dirname(folder));
}

/** A file of the build. Fails where the clone is not built. */
export function built(path: string): string {
  const file = join(ROOT, "dist", path);
  if (!existsSync(file)) throw new Error(`${file} is missing. Build first: npm run build`);
  return file;
}
