import { testCanaries } from "./canaries-suite";

testCanaries("dynamic");
