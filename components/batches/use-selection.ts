"use client";

import { useCallback, useMemo, useState } from "react";
import { between } from "#lib/client/batch-repairs.ts";
import type { Sheet } from "#lib/client/batch-types.ts";

interface Chosen {
	sheets: ReadonlyMap<string, Sheet>;
	/** Where the last choice was made. */
	last: string | null;
}

const NONE: Chosen = { sheets: new Map(), last: null };

/** Photos chosen to be put right together; with Shift, all from the last one to this one. */
export function useSelection() {
	const [chosen, setChosen] = useState(NONE);
	const toggle = useCallback((sheet: Sheet, beside: readonly Sheet[], range: boolean) => {
		setChosen(({ sheets: before, last }) => {
			const sheets = new Map(before);
			const run = range && last ? between(beside, last, sheet.id) : [];
			if (run.length > 0) for (const each of run) sheets.set(each.id, each);
			else if (!sheets.delete(sheet.id)) sheets.set(sheet.id, sheet);
			return { sheets, last: sheet.id };
		});
	}, []);
	const clear = useCallback(() => setChosen(NONE), []);
	const sheets = useMemo(() => [...chosen.sheets.values()], [chosen.sheets]);
	return { sheets, has: (id: string) => chosen.sheets.has(id), toggle, clear };
}
export type Selection = ReturnType<typeof useSelection>;
