/** Many things done with few requests, one after another: pure of what they are. */
import { inParts } from "./in-parts.ts";

/** Why some are as they were. */
export const LEFT = ["gone", "duplicate", "too_many_tags", "not_waiting"] as const;
export type Left = (typeof LEFT)[number];

/** What became of one part. */
export interface PartDone {
	done: number;
	left?: Partial<Record<Left, number>>;
}

export interface BulkDone {
	asked: number;
	done: number;
	left: Partial<Record<Left, number>>;
	/** Those that were sent, whatever became of them. */
	sent: readonly string[];
	/** What ended it before all were sent; null where nothing did, or its reader. */
	error: unknown;
}

interface BulkOptions {
	/** Ends it before the next part. */
	signal: AbortSignal;
	/** Told how many were sent. */
	onSent: (count: number) => void;
}

/** Sends ids in parts that a request takes, until all are sent, one part fails, or the reader ends it. */
export async function inBulk(
	ids: readonly string[],
	send: (part: readonly string[]) => Promise<PartDone>,
	{ signal, onSent }: BulkOptions,
): Promise<BulkDone> {
	const sent: string[] = [];
	const left: BulkDone["left"] = {};
	let done = 0;
	let failure: unknown = null;
	for (const part of inParts(ids)) {
		if (signal.aborted) break;
		try {
			const answer = await send(part);
			done += answer.done;
			for (const reason of LEFT) {
				const count = (left[reason] ?? 0) + (answer.left?.[reason] ?? 0);
				if (count > 0) left[reason] = count;
			}
		} catch (error) {
			failure = error;
			break;
		}
		for (const id of part) sent.push(id);
		onSent(sent.length);
	}
	return { asked: ids.length, done, left, sent, error: failure };
}
