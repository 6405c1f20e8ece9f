import { testChain } from "./chain-suite";

testChain("dynamic");
