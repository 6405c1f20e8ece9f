import { urlOf } from "../../emulator/urls";

test.each([undefined, "http://127.0.0.1"])(
  "a host with a letter such as ü is one however often it is read: %s",
  (base) => {
    const read = Array.from({ length: 20_000 }, () => urlOf("http://b\u00fccher.example/hook", base)?.hostname);
    expect(new Set(read)).toEqual(new Set(["xn--bcher-kva.example"]));
  },
);

test("what is no URL is none, and a path is one of its base", () => {
  expect(urlOf("/hook")).toBeUndefined();
  expect(urlOf("//", "http://127.0.0.1")).toBeUndefined();
  expect(urlOf("/hook", "http://127.0.0.1")?.href).toBe("http://127.0.0.1/hook");
});
