/** For tests that run real processes: slow and busy machines are no failures. */
jest.setTimeout(600_000);
