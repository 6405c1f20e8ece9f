/** A TLS server on this machine whose certificate this test process trusts, and nobody else. */
import { createServer } from "node:https";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import tls from "node:tls";
import { closeLater } from "./server";

/** Of 127.0.0.1, for these tests alone; it protects nothing. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6SPsKsSJWp6unECa
E+qILORQYYe22O4445KS5IKf77+hRANCAASg6KGywbEx/nrbmO7Ec3CiAVf4eMM0
7TfjKr+U4v9lLSLNBXQS/m/Hx5BJtkceUr9E3b3Qrt6ng+qX6IkTUD6P
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUeDqW2W+SGafy58apXrdah5jWh/4wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyNTEwMDMwOFoYDzIxMjYxMTAx
MTAwMzA4WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASg6KGywbEx/nrbmO7Ec3CiAVf4eMM07TfjKr+U4v9lLSLNBXQS/m/H
x5BJtkceUr9E3b3Qrt6ng+qX6IkTUD6Po2QwYjAdBgNVHQ4EFgQUdmnci1MBPrrk
4jnev/4R/KQFUeUwHwYDVR0jBBgwFoAUdmnci1MBPrrk4jnev/4R/KQFUeUwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
IHDf+qTMI3FSD6rXzRBjrdSHAFp+uvWEt0b6VOoFw/y4AiEAnv2s/PJcOw6iKn9M
wB9vi+kO0oCXx2WkFTbcoTXEnpo=
-----END CERTIFICATE-----`;

/** @returns its URL; it ends, and is trusted no more, with `closeAll` */
export async function startTlsServer(
  listener: RequestListener,
  more?: (server: ReturnType<typeof createServer>) => void,
): Promise<string> {
  const trust = trustCertificate();
  const server = createServer({ key: KEY, cert: CERTIFICATE }, listener);
  more?.(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closeLater({
    close: async () => {
      trust?.mockRestore();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** @returns how to trust it no more; `undefined` when it is trusted already */
function trustCertificate(): jest.SpyInstance | undefined {
  if (jest.isMockFunction(tls.connect)) return undefined;
  const connect = tls.connect.bind(tls) as (options: tls.ConnectionOptions) => tls.TLSSocket;
  const trusting = (options: tls.ConnectionOptions): tls.TLSSocket => connect({ ...options, ca: CERTIFICATE });
  return jest.spyOn(tls, "connect").mockImplementation(trusting as typeof tls.connect);
}
