import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { SECRET, SIGNATURE } from "../../../../provider/hosts/marks";
import { received } from "../../../../provider/hosts/plugin/values";

const secret = (value: JavaScriptValue): JavaScriptValue => ({ [SIGNATURE]: SECRET, value });
const ALWAYS = ["webhook.token", "dingTalkBotWebhook.address"];

test("the texts that the program marks are told apart from those that are secret in any case", () => {
  const properties = {
    name: secret("Alice Wang"),
    email: "alice@example.com",
    webhook: { address: secret("https://example.com/hook"), token: secret("token-0001") },
    dingTalkBotWebhook: secret({ address: "https://oapi.dingtalk.com/robot", atMobiles: ["13300000000"] }),
    contactGroupIds: [secret("group-0001"), "group-0002"],
  };
  const { texts, secrets } = received(Struct.fromJavaScript(properties), ALWAYS);
  expect(texts.sort()).toEqual(["13300000000", "Alice Wang", "group-0001", "https://example.com/hook"]);
  const marked = ["contactGroupIds", "dingTalkBotWebhook", "name", "webhook.address", "webhook.token"];
  expect([...secrets].sort()).toEqual(marked);
});

test("where nothing always is, all of it is marked", () => {
  const { texts } = received(Struct.fromJavaScript({ filter: secret({ name: "Alice Wang", ids: ["a", "b"] }) }));
  expect(texts.sort()).toEqual(["Alice Wang", "a", "b"]);
});
