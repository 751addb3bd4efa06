import { v4 as newUuid } from "uuid";

interface Ways<Result> {
	/** What ends it before its turn, if anything. */
	stopped: () => Result | null;
	add: (zoneId: string) => Promise<Result>;
	/** Sends the file alone, then puts it into the zone, or makes that of it. Gives the zone's id. */
	make: (zoneId: string | null) => Promise<{ result: Result; zoneId: string | null }>;
}

/** A zone that does not exist yet: the first file to arrive makes it, and the others wait for that. */
export class NewZone {
	readonly title: string | null;
	/** What tells it from others over a reload. */
	readonly ref: string;
	private id: string | null;
	private making: Promise<unknown> | null = null;
	/** Files that were sent alone, by their keys: a repeated try has to be the same request. */
	private readonly alone = new Set<string>();

	constructor(title: string | null, ref = newUuid(), id: string | null = null) {
		this.title = title;
		this.ref = ref;
		this.id = id;
	}

	/** Its id, once it is there. */
	get madeId(): string | null {
		return this.id;
	}

	async inTurn<Result>(key: string, { stopped, add, make }: Ways<Result>): Promise<Result> {
		while (this.id === null && this.making) await this.making;
		const end = stopped();
		if (end) return end;
		if (this.id !== null && !this.alone.has(key)) return add(this.id);
		this.alone.add(key);
		const made = make(this.id);
		this.making = made;
		const { result, zoneId } = await made;
		this.id ??= zoneId;
		this.making = null;
		return result;
	}
}
