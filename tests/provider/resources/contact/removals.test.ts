import { removals } from "../../../../provider/resources/contact/removals";

const NUMBER = { countryCode: "+86", number: "13300000000" };

test("what was taken out stays known until it is set again, whatever is taken out after it", () => {
  const first = removals(
    { name: "a", email: "a@example.com", phoneNumber: NUMBER },
    { name: "a", phoneNumber: NUMBER },
  );
  expect(first).toEqual({ email: "a@example.com" });
  const second = removals({ name: "a", phoneNumber: NUMBER, removed: first }, { name: "a" });
  expect(second).toEqual({ email: "a@example.com", phoneNumber: NUMBER });
  expect(removals({ name: "a", removed: second }, { name: "a", email: "b@example.com" })).toEqual({
    phoneNumber: NUMBER,
  });
});
