import { testCanaries } from "../survival/canaries-suite";

testCanaries([false, true], "packaged");
