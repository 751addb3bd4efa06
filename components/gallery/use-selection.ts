"use client";

import { useCallback, useMemo, useState } from "react";
import { between } from "#lib/client/between.ts";

interface Chosen<T> {
	items: ReadonlyMap<string, T>;
	/** Where the last choice was made. */
	last: string | null;
}

/** Pictures or files chosen to be dealt with together; with Shift, all from the last one to this one. */
export function useSelection<T extends { id: string }>() {
	const [chosen, setChosen] = useState<Chosen<T>>({ items: new Map(), last: null });
	const toggle = useCallback((item: T, beside: readonly T[], range: boolean) => {
		setChosen(({ items: before, last }) => {
			const items = new Map(before);
			const run = range && last ? between(beside, last, item.id) : [];
			if (run.length > 0) for (const each of run) items.set(each.id, each);
			else if (!items.delete(item.id)) items.set(item.id, item);
			return { items, last: item.id };
		});
	}, []);
	/** These are not there any more. */
	const drop = useCallback((ids: readonly string[]) => {
		const gone = new Set(ids);
		setChosen(({ items, last }) => ({
			items: new Map([...items].filter(([id]) => !gone.has(id))),
			last,
		}));
	}, []);
	const clear = useCallback(() => setChosen({ items: new Map(), last: null }), []);
	const items = useMemo(() => [...chosen.items.values()], [chosen.items]);
	return { items, has: (id: string) => chosen.items.has(id), toggle, drop, clear };
}
export type Selection<T extends { id: string }> = ReturnType<typeof useSelection<T>>;
