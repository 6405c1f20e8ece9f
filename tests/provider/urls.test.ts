import { hostHeader, isLoopback, parseUrl, withScheme } from "../../provider/urls";

test.each([
  ["http://localhost:1", true],
  ["http://a.localhost", true],
  ["http://127.0.0.1", true],
  ["http://127.1", true],
  ["http://[::1]:8080", true],
  ["http://localhost.example.com", false],
  ["http://127.0.0.1.example.com", false],
  ["http://128.0.0.1", false],
  ["http://0.0.0.0", false],
  ["http://100.96.0.96", false],
])("%s stays on this machine: %s", (url, expected) => {
  expect(isLoopback(new URL(url))).toBe(expected);
});

test.each([
  ["https://open.volcengineapi.com", "open.volcengineapi.com"],
  ["https://h:443", "h"],
  ["https://h:80", "h"],
  ["http://h:443", "h"],
  ["http://h:8080", "h:8080"],
  ["http://[::1]:8080", "[::1]:8080"],
])("the Host header of %s is %s", (url, expected) => {
  expect(hostHeader(new URL(url))).toBe(expected);
});

test.each(["", "ftp://h", "h", "file:///etc", "javascript:1", "https://"])("%j is no http or https URL", (text) => {
  expect(parseUrl(text)).toBeUndefined();
});

test("a host with a letter such as ü is one however often it is read", () => {
  const address = "https://b\u00fccher.example/hook";
  const read = Array.from({ length: 20_000 }, () => parseUrl(address)?.hostname);
  expect(new Set(read)).toEqual(new Set(["xn--bcher-kva.example"]));
});

test("a bare host gets the scheme, a URL keeps its own", () => {
  expect(withScheme("h:1", "https")).toBe("https://h:1");
  expect(withScheme("http://h:1", "https")).toBe("http://h:1");
});
