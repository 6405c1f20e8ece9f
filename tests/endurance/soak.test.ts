import { testSoak } from "./soak-suite";

testSoak({ contacts: 40, seed: 1, least: 0.05 });
testSoak({ host: "packaged", contacts: 40, seed: 2, least: 0.05 });
