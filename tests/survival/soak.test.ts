/** A short soak; tests/endurance has a longer one, and `npm run soak` the long one. */
import { testSoak } from "./soak-suite";

testSoak({ contacts: 12, seed: 1, least: 0 });
