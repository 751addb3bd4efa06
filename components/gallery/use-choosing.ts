"use client";

import { useCallback, useMemo, useState } from "react";
import { useSelection } from "./use-selection.ts";

/** A selection that is entered by a button, or by choosing, and left as a whole. */
export function useChoosing<T extends { id: string }>() {
	const { items, toggle, clear } = useSelection<T>();
	const [entered, setEntered] = useState(false);
	const enter = useCallback(() => setEntered(true), []);
	const leave = useCallback(() => {
		setEntered(false);
		clear();
	}, [clear]);
	const ids = useMemo(() => new Set(items.map(({ id }) => id)), [items]);
	const active = entered || items.length > 0;
	return useMemo(
		() => ({ items, has: (id: string) => ids.has(id), toggle, active, enter, leave }),
		[items, ids, toggle, active, enter, leave],
	);
}
export type Choosing<T extends { id: string }> = ReturnType<typeof useChoosing<T>>;
