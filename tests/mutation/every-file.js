/* global jest */
// A change that lets a test wait for ever is noticed after this long, not only when Stryker gives up.
jest.setTimeout(10_000);
