"use client";

import { useCallback, useState } from "react";

/**
 * A part of a page whose code is fetched when somebody asks for it; null until then. Where it does not
 * come, asking again tries again.
 */
export function useOnDemand<Part>(load: () => Promise<Part>): [Part | null, () => void] {
	const [part, setPart] = useState<Part | null>(null);
	const ask = useCallback(() => {
		load().then(
			(loaded) => setPart(() => loaded),
			() => undefined,
		);
	}, [load]);
	return [part, ask];
}
