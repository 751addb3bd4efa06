/**
 * Makes one look of many. While one is under way, all who ask meanwhile wait for the next, which is one
 * for all of them: nobody is given what was read before they asked, and however many ask at once, the
 * database is asked by one.
 */
export function gather<Key, Value>(
	look: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | undefined> {
	let next: { keys: Set<Key>; found: Promise<ReadonlyMap<Key, Value>> } | undefined;
	let last: Promise<unknown> = Promise.resolve();
	return async (key) => {
		if (!next) {
			const keys = new Set<Key>();
			const mine = { keys, found: last.then(() => begin(keys)) };
			next = mine;
			last = mine.found.catch(() => {});
		}
		next.keys.add(key);
		return (await next.found).get(key);
	};

	function begin(keys: Set<Key>) {
		next = undefined;
		return look([...keys]);
	}
}
