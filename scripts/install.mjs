import { install } from "./lib/install.mjs";
import { fail } from "./lib/steps.mjs";

await install().catch(fail);
