/** Gives what runs tasks, at most so many at a time, the others in their turn. */
export function lanes(most: number): <T>(task: () => Promise<T>) => Promise<T> {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async (task) => {
		if (running < most) running++;
		else await new Promise<void>((resume) => waiting.push(resume));
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running--;
		}
	};
}
