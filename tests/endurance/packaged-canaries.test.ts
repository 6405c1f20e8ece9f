import { testCanaries } from "./canaries-suite";

testCanaries("packaged");
