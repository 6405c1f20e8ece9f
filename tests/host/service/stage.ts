/** The second stand-in for the service, and the real provider host that calls it: one of each for a file's tests. */
import { installed } from "../../support/installed";
import { Service } from "../../support/service/service";
import { ProviderHost, type Values } from "../provider-host";

export interface Stage {
  service: Service;
  host: ProviderHost;
  /** The folder of a program, with the package installed. */
  folder: string;
  /** A fresh host, as the next run has it, with more or other configuration. */
  restart(configuration?: Record<string, string>): Promise<void>;
}

/** For the top of a file; the service has forgotten everything before each test. */
export function stage(): Stage {
  const start = (more = {}): Promise<ProviderHost> =>
    ProviderHost.start(here.folder, { ...here.service.configuration, ...more });
  const here = {
    async restart(more) {
      await here.host.stop();
      here.host = await start(more);
    },
  } as Stage;
  beforeAll(async () => {
    here.folder = await installed();
    here.service = await Service.start();
    here.host = await start();
  });
  afterEach(() => {
    here.service.reset();
  });
  afterAll(async () => {
    await here.host.stop();
    await here.service.close();
  });
  return here;
}

/** What a promise fails with, as a sentence. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "it did not fail",
    (error: unknown) => String(error),
  );
}

/** A contact as a program has it. */
export const ONCALL: Values = { name: "oncall", email: "a@example.com" };

/** The same as the service has it. */
export const ONCALL_THERE = { Name: "oncall", Email: "a@example.com" };
