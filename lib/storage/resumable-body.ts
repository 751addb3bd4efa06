/** A body from far away that goes on where it was cut off. */
import { Readable } from "node:stream";

/** Interruptions in a row that brought nothing new. */
const MOST_IN_VAIN = 3;

async function* chunksOf(
	current: { body: Readable },
	reopen: (read: number) => Promise<Readable>,
): AsyncGenerator<Uint8Array> {
	let read = 0;
	let inVain = 0;
	for (;;) {
		try {
			for await (const chunk of current.body) {
				read += chunk.length;
				inVain = 0;
				yield chunk;
			}
			return;
		} catch (error) {
			inVain += 1;
			if (inVain > MOST_IN_VAIN) throw error;
			current.body = await reopen(read);
		}
	}
}

/** Reads `first` to its end; when it breaks off, what `reopen` gives from there on, until that fails. */
export function resumable(first: Readable, reopen: (read: number) => Promise<Readable>): Readable {
	const current = { body: first };
	const stream = Readable.from(chunksOf(current, reopen), { objectMode: false });
	// Also when nobody ever began to read.
	stream.once("close", () => current.body.destroy());
	return stream;
}
