/** For tests that run real processes: slow machines are no failures. */
jest.setTimeout(300_000);
