/** Tells listeners that something has changed: once, however many changes come at a time. */
export class Announcer {
	private readonly listeners = new Set<() => void>();
	private readonly everyMs: number;
	private readonly prepare: () => void;
	private timer: ReturnType<typeof setTimeout> | undefined;

	/** `prepare` is called before the listeners are. */
	constructor(everyMs: number, prepare: () => void) {
		this.everyMs = everyMs;
		this.prepare = prepare;
	}

	subscribe = (listener: () => void): (() => void) => {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	};

	changed(): void {
		this.timer ??= setTimeout(() => {
			this.timer = undefined;
			this.prepare();
			for (const listener of this.listeners) listener();
		}, this.everyMs);
	}
}
