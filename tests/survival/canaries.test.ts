/** Each fault after the service acted; tests/endurance has each before it, too. */
import { testCanaries } from "./canaries-suite";

testCanaries([true]);
