/**
 * A team's repository: what `vmp-contacts init gitops` makes, in a bare Git repository, and a clone to work in.
 */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { built, ownVersion, packPackage, run } from "../../../tools/engine";

const AUTHOR = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"];

export class Repository {
  /** The bare repository. */
  readonly path: string;
  /** Somebody's clone. */
  readonly clone: string;

  private constructor(private readonly folder: string) {
    this.path = join(folder, "contacts.git");
    this.clone = join(folder, "contacts");
  }

  /** Makes it, with a lock file for the packed package, and nothing committed. */
  static async create(): Promise<Repository> {
    const repository = new Repository(mkdtempSync(join(tmpdir(), "pipeline-repository-")));
    const { clone, folder } = repository;
    const tarball = await packPackage(folder);
    // The lock file is made below, with the versions that this clone has: here npm does nothing.
    symlinkSync("/usr/bin/true", join(folder, "npm"));
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ""}` };
    const init = [built("cli/main.js"), "init", "gitops", clone, "--package", tarball];
    await must(process.execPath, init, folder, env);
    const manifest = JSON.parse(readFileSync(join(clone, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    manifest.dependencies["@pulumi/pulumi"] = ownVersion("@pulumi/pulumi");
    repository.write("package.json", JSON.stringify(manifest, undefined, 2));
    const install = [
      "install",
      "--package-lock-only",
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ];
    await must("npm", install, clone);
    await must("git", ["init", "--quiet", "--bare", "--initial-branch=main", repository.path], folder);
    await must("git", ["init", "--quiet", "--initial-branch=main"], clone);
    await must("git", ["remote", "add", "origin", repository.path], clone);
    return repository;
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.clone, file), text);
  }

  /** Commits all that has changed to a branch, pushes it, and returns the commit. */
  async commit(branch: string, subject: string): Promise<string> {
    await must("git", ["checkout", "--quiet", "-B", branch], this.clone);
    await must("git", ["add", "--all"], this.clone);
    await must("git", [...AUTHOR, "commit", "--quiet", "--allow-empty", "--message", subject], this.clone);
    await must("git", ["push", "--quiet", "--force", "origin", branch], this.clone);
    return (await must("git", ["rev-parse", "HEAD"], this.clone)).trim();
  }

  /** Goes on from what main has; what is not committed is lost. */
  async backToMain(): Promise<void> {
    await must("git", ["checkout", "--quiet", "--force", "main"], this.clone);
  }

  /** Merges a branch into main, and returns the commit. */
  async merge(branch: string): Promise<string> {
    await this.backToMain();
    await must("git", [...AUTHOR, "merge", "--quiet", "--no-ff", branch], this.clone);
    await must("git", ["push", "--quiet", "origin", "main"], this.clone);
    return (await must("git", ["rev-parse", "HEAD"], this.clone)).trim();
  }

  /** The files below a folder, in a commit. */
  async files(commit: string, folder: string): Promise<string[]> {
    return (await must("git", ["ls-tree", "--name-only", commit, `${folder}/`], this.path)).trim().split("\n");
  }

  /** A file's text, in a commit. */
  read(commit: string, file: string): Promise<string> {
    return must("git", ["show", `${commit}:${file}`], this.path);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function must(command: string, args: string[], cwd: string, env = process.env): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, { cwd, env });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
  return stdout;
}
