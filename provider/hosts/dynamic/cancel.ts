/**
 * The engine's word that the run was cancelled (Ctrl-C, `pulumi cancel`).
 *
 * Source: `Cancel` of pulumirpc.ResourceProvider, and `cmd/dynamic-provider` of @pulumi/pulumi: the host answers the
 * call and tells no provider of it. So this listens where the host's own gRPC server looks for what serves a call. That
 * is a method of @grpc/grpc-js that is not documented; where it is not there, a cancelled run ends at `vmp:timeout` as
 * before. tests/host holds it against the oldest and the newest @pulumi/pulumi that we support.
 */
import { createRequire } from "node:module";

const CANCEL = "/pulumirpc.ResourceProvider/Cancel";

type RetrieveHandler = (this: unknown, path: string) => unknown;

/** Calls the listener when the engine cancels. Does nothing outside the provider host. */
export function onCancel(listener: () => void): void {
  const host = Object.keys(require.cache).find((file) => /[\\/]cmd[\\/]dynamic-provider[\\/]index\.js$/.test(file));
  if (host === undefined) return;
  const { Server } = createRequire(host)("@grpc/grpc-js") as {
    Server?: { prototype: { _retrieveHandler?: RetrieveHandler } };
  };
  const prototype = Server?.prototype;
  const retrieve = prototype?._retrieveHandler;
  if (!prototype || typeof retrieve !== "function") return;
  prototype._retrieveHandler = function (path) {
    if (path === CANCEL) listener();
    return retrieve.call(this, path);
  };
}
