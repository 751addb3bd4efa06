import { readFileSync } from "node:fs";

/** Of Potret. */
export const VERSION: string = JSON.parse(readFileSync("package.json", "utf8")).version;
