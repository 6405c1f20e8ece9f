/** The same through the packaged provider, where every call meets the fault; tests/endurance has the whole table. */
import { SCENES } from "./scenes";
import { testReliability } from "./suite";

testReliability(
  "packaged",
  SCENES.filter(({ reach }) => reach === "every call"),
);
