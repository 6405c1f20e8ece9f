import { SCENES } from "../reliability/scenes";
import { testReliability } from "../reliability/suite";

testReliability("packaged", SCENES);
