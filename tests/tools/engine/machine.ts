import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildFolder } from "../../../tools/engine/build";

/** A machine with nothing on it: folders of its own for the PATH, the home and the caches. */
export class Machine {
  readonly root = mkdtempSync(join(tmpdir(), "vmp-engine-"));
  readonly bin = join(this.root, "bin");
  readonly home = join(this.root, "home", ".pulumi");
  readonly env: NodeJS.ProcessEnv = {
    PATH: this.bin,
    HOME: join(this.root, "home"),
    XDG_CACHE_HOME: join(this.root, "cache"),
  };
  readonly built = buildFolder(this.env);

  /** Puts a shell script there. Its body can use the usual commands, whatever the PATH is. */
  script(path: string, body: string): string {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\nPATH=/usr/local/bin:/usr/bin:/bin\n${body}\n`, { mode: 0o755 });
    return path;
  }

  /** Puts a CLI with its language plugin into a folder. */
  cli(folder: string, version: string): string {
    this.script(join(folder, "pulumi-language-nodejs"), "exit 1");
    return this.script(join(folder, "pulumi"), `echo v${version}`);
  }

  /** A `go` of this version whose build takes no time. */
  go(version: string, toolchain: string, build = "mkdir -p out && printf '#!/bin/sh\\n' > out/pulumi"): void {
    const body = `case "$1" in
      env) echo go${version}; echo ${toolchain} ;;
      list) echo one; echo two ;;
      build) test -f go.mod && test -f go.sum || exit 9; ${build} ;;
    esac`;
    this.script(join(this.bin, "go"), body);
  }

  /** What a script has written to a file of this name. */
  said(name: string): string | undefined {
    const file = join(this.root, name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A web server that answers everything with this status, or never at all. */
export async function listen(
  status: number | "never",
  onRequest: () => void = () => undefined,
): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => {
    onRequest();
    if (status !== "never") response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/install.sh`, close };
}
