import { testSoak } from "../survival/soak-suite";

testSoak({ contacts: 40, seed: 1, least: 0.05 });
