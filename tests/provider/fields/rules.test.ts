/** What the rules of single texts find, at each of their bounds. */
import {
  anyLines,
  anyText,
  description,
  idOf,
  json,
  mobile,
  name,
  onePerson,
  phoneDigits,
  silenceName,
  wholeSeconds,
} from "../../../provider/fields/rules";
import { UNKNOWN } from "../../../provider/values";

const RULES = {
  anyLines,
  anyText,
  description,
  group: idOf("group"),
  mobile,
  name,
  onePerson,
  phoneDigits,
  silenceName,
};
const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";
const LONGEST = "字".repeat(128);
const OUTSIDE = "𠮷".repeat(128);

test.each<[keyof typeof RULES, string]>([
  ["anyText", "a (not shown by VMP)"],
  ["anyLines", " one\n\ttwo\r\n"],
  ["anyLines", "one\n "],
  ["name", OUTSIDE.slice(2)],
  ["silenceName", "-夜间_1"],
  ["silenceName", LONGEST],
  ["silenceName", OUTSIDE],
  ["description", "1. what is done at night, and why"],
  ["description", LONGEST],
  ["description", OUTSIDE],
  ["mobile", "13300000000"],
  ["mobile", "call"],
  ["mobile", "@allan"],
  ["group", ID],
  ["group", ID.toUpperCase()],
  ["phoneDigits", "13300000000"],
])("%s takes %s", (rule, text) => {
  expect(RULES[rule](text)).toBeUndefined();
});

const HIDDEN = "stands for what VMP does not show; give the value itself";
const LINES = "must not hold control characters other than tabs and line breaks";
const LONG = "must have at most 128 characters";
const NO_ID = `must be the id of a group, a UUID such as ${ID}, not its name`;
const STRANGER = 'must hold only letters (A-Z, a-z), Chinese characters, digits, "-" and "_", and not';

test.each<[keyof typeof RULES, string, string]>([
  ["anyText", "(not shown by VMP)", HIDDEN],
  ["anyLines", "(not shown by VMP)", HIDDEN],
  ["anyLines", " \n", "must hold more than blanks and line breaks"],
  ["anyLines", "one\u0007", LINES],
  ["silenceName", "1st", 'must not start with a digit or "_"'],
  ["silenceName", "_a", 'must not start with a digit or "_"'],
  ["silenceName", "at night", `${STRANGER} U+0020`],
  ["silenceName", `${LONGEST}a`, LONG],
  ["silenceName", `1 ${LONGEST}`, `must not start with a digit or "_"; it ${STRANGER} U+0020; it ${LONG}`],
  ["description", `${LONGEST}a`, LONG],
  ["description", `${OUTSIDE}a`, LONG],
  ["group", `x${ID}`, NO_ID],
  ["group", `${ID}x`, NO_ID],
])("a fault in %s: %s", (rule, text, fault) => {
  expect(RULES[rule](text)).toEqual({ fault });
});

const EVERYBODY = "is no mobile number, so nobody is mentioned: everybody cannot be";
const NO_MOBILE = "is not a mobile number of 11 digits that starts with 1";

test.each<[keyof typeof RULES, string, string]>([
  ["mobile", "all", EVERYBODY],
  ["mobile", "@ALL", EVERYBODY],
  ["mobile", "@所有人", EVERYBODY],
  ["onePerson", "张三、李四", "holds more than one; give each as an item of its own"],
  ["phoneDigits", "8613300000000", NO_MOBILE],
  ["phoneDigits", "133000000001", NO_MOBILE],
  ["phoneDigits", "1330000000", NO_MOBILE],
])("a warning in %s: %s", (rule, text, warning) => {
  expect(RULES[rule](text)).toEqual({ warning });
});

test.each([1, "1", 30, "300", 999_999_999_999_999])("%j are whole seconds", (value) => {
  expect(wholeSeconds(value)).toBeUndefined();
});

test.each([0, "01", "1e3", -1, 1.5, "", "1".repeat(16), true, null])("%j are none", (value) => {
  expect(wholeSeconds(value)).toEqual({ fault: "must be a positive number of whole seconds, such as 30" });
});

test.each([[[]], [{ on: [null, false, "a", 1] }], [UNKNOWN], [{ on: UNKNOWN }]])("JSON carries %p", (value) => {
  expect(json(value)).toBeUndefined();
});

test.each([[{}], [{ on: {}, at: 1 }], [[1, NaN]], [undefined], [[1n]], [(): void => undefined], [Symbol("other")]])(
  "JSON does not carry %p",
  (value) => {
    expect(json(value)).toHaveProperty("fault");
  },
);
