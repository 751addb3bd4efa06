/**
 * The optimal assignment: every row gets one column at most, every column one row at most, and the
 * sum of what they are worth is the largest there is (the Hungarian method, n²·m).
 */

/** The column of each row, or −1; a pair that is worth 0 or less is never made. */
export function assign(worth: readonly (readonly number[])[]): number[] {
	const rows = worth.length;
	const columns = (worth[0]?.length ?? 0) + rows;
	/** Costs from 1 on; after the real columns each row has a way to stay alone, which costs 0. */
	const cost = (row: number, column: number) => -Math.max(0, worth[row - 1]?.[column - 1] ?? 0);
	const rowPrice = new Float64Array(rows + 1);
	const columnPrice = new Float64Array(columns + 1);
	const rowOf = new Int32Array(columns + 1);
	for (let row = 1; row <= rows; row++) {
		const { end, before } = shortestPath(row, { columns, cost, rowPrice, columnPrice, rowOf });
		for (let column = end; column !== 0; column = before[column] as number)
			rowOf[column] = rowOf[before[column] as number] as number;
	}
	const columnOf = new Array<number>(rows).fill(-1);
	for (let column = 1; column <= columns; column++) {
		const row = rowOf[column] as number;
		if (row > 0 && cost(row, column) < 0) columnOf[row - 1] = column - 1;
	}
	return columnOf;
}

interface State {
	columns: number;
	cost(row: number, column: number): number;
	rowPrice: Float64Array;
	columnPrice: Float64Array;
	/** The row that has the column, or 0; column 0 has the row that is looking for one. */
	rowOf: Int32Array;
}

/** From a row to the free column that it is cheapest to reach, over columns that change hands. */
function shortestPath(row: number, state: State): { end: number; before: Int32Array } {
	const { columns, cost, rowPrice, columnPrice, rowOf } = state;
	const before = new Int32Array(columns + 1);
	const distance = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
	const isDone = new Uint8Array(columns + 1);
	rowOf[0] = row;
	let at = 0;
	while (rowOf[at] !== 0) {
		isDone[at] = 1;
		const from = rowOf[at] as number;
		let next = 0;
		let step = Number.POSITIVE_INFINITY;
		for (let column = 1; column <= columns; column++) {
			if (isDone[column]) continue;
			const reduced =
				cost(from, column) - (rowPrice[from] as number) - (columnPrice[column] as number);
			if (reduced < (distance[column] as number)) {
				distance[column] = reduced;
				before[column] = at;
			}
			if ((distance[column] as number) < step) {
				step = distance[column] as number;
				next = column;
			}
		}
		for (let column = 0; column <= columns; column++)
			if (isDone[column]) {
				const owner = rowOf[column] as number;
				rowPrice[owner] = (rowPrice[owner] as number) + step;
				columnPrice[column] = (columnPrice[column] as number) - step;
			} else distance[column] = (distance[column] as number) - step;
		at = next;
	}
	return { end: at, before };
}
