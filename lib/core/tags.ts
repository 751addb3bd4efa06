import { z } from "zod";
import { line } from "./line.ts";

export const MAX_TAGS = 50;
const MAX_TAG = 64;

const tag = line
	.refine((given) => [...given].length <= MAX_TAG, `At most ${MAX_TAG} characters`)
	.refine((text) => text !== "", "A tag has no text");

/** What is said of a file or a zone in single words, each once. */
export const tags = z
	.array(tag)
	.max(MAX_TAGS, `At most ${MAX_TAGS} tags`)
	.transform((list) => [...new Set(list)]);
