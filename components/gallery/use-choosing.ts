"use client";

import { useCallback, useMemo, useState } from "react";
import { useSelection } from "./use-selection.ts";

/** A selection that is entered by a button, or by choosing, and left as a whole. */
export function useChoosing<T extends { id: string }>() {
	const selection = useSelection<T>();
	const [entered, setEntered] = useState(false);
	const { clear } = selection;
	const enter = useCallback(() => setEntered(true), []);
	const leave = useCallback(() => {
		setEntered(false);
		clear();
	}, [clear]);
	const active = entered || selection.items.length > 0;
	return useMemo(() => ({ ...selection, active, enter, leave }), [selection, active, enter, leave]);
}
export type Choosing<T extends { id: string }> = ReturnType<typeof useChoosing<T>>;
