import { testChain } from "./chain-suite";

testChain("packaged");
