export interface Table {
	name: string;
	columns: string[];
	/** Tables that its rows point at. */
	parents: string[];
}

/** An order in which every table comes after those that it points at. Throws where there is none. */
export function inOrder(tables: readonly Table[]): Table[] {
	const left = new Map(tables.map((table) => [table.name, table]));
	const ordered: Table[] = [];
	while (left.size > 0) {
		const free = [...left.values()].filter(({ parents }) =>
			parents.every((parent) => !left.has(parent)),
		);
		if (free.length === 0) throw new Error(`Tables in a circle: ${[...left.keys()].join(", ")}`);
		for (const table of free.sort((a, b) => (a.name < b.name ? -1 : 1))) {
			left.delete(table.name);
			ordered.push(table);
		}
	}
	return ordered;
}
