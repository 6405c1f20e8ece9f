/** Every operation meets every fault, through Pulumi's host for dynamic providers. */
import { SCENES } from "./scenes";
import { testReliability } from "./suite";

testReliability("dynamic", SCENES);
