import { moved } from "../../../provider/settings/place";

test.each([
  ["http://127.0.0.1:4000", "http://localhost:5000", false],
  ["https://open.volcengineapi.com", "https://vmp.cn-beijing.volcengineapi.com", false],
  ["https://open.volcengineapi.com", "http://127.0.0.1:4000", true],
  ["https://open.volcengineapi.com", "https://open.byteplusapi.com", true],
  ["https://vmp.example.com", "https://vmp.example.com:8443", true],
])("from %s to %s: that it is another place is %p", (before, after, isAnother) => {
  const [from, to] = [before, after].map((endpoint) => ({ region: "cn-beijing", endpoint }));
  expect(from && to && moved(from, to) !== undefined).toBe(isAnother);
});
