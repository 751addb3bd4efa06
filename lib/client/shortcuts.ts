/** Keys that do something wherever the reader is, as long as they are not typing. Knows no framework. */

export interface Shortcut {
	/** One key, keys held ("mod+k"; mod is ⌘ or Ctrl), or one after the other ("g e"). */
	keys: string;
	/** What it does, for the sheet that lists them. */
	label: string;
	run: () => void;
}

/** What has to be known of a key that is pressed. */
export interface Pressed {
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
	shiftKey: boolean;
	/** The reader is typing into something. */
	typing: boolean;
}

/** Longer than that apart, two keys are no sequence. */
const SEQUENCE_MS = 1200;

/** A key as shortcuts name it; null for those that are none by themselves. */
export function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string | null {
	if (["Control", "Meta", "Shift", "Alt", "AltGraph", "Dead"].includes(key)) return null;
	const name = key === " " ? "space" : key.toLowerCase();
	// Of a letter or a sign, the key itself says that Shift was held.
	const shift = shiftKey && key.length > 1 ? "shift+" : "";
	return `${ctrlKey || metaKey ? "mod+" : ""}${altKey ? "alt+" : ""}${shift}${name}`;
}

export class Shortcuts {
	#groups: readonly (readonly Shortcut[])[] = [];
	#listed: readonly Shortcut[] = [];
	readonly #listeners = new Set<() => void>();
	readonly #now: () => number;
	#before: { name: string; at: number } | null = null;

	constructor(now: () => number = Date.now) {
		this.#now = now;
	}

	/** Adds some until what it returns is called. Of two with the same keys, the later one counts. */
	add(group: readonly Shortcut[]): () => void {
		this.#set([...this.#groups, group]);
		return () => this.#set(this.#groups.filter((other) => other !== group));
	}

	/** All that count now, in the order in which they were added. */
	list = (): readonly Shortcut[] => this.#listed;

	subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/** Does what the key is for, if anything; then it is nobody else's. */
	press(pressed: Pressed): boolean {
		const name = nameOf(pressed);
		if (name === null) return false;
		const at = this.#now();
		const first = this.#before && at - this.#before.at <= SEQUENCE_MS ? this.#before.name : null;
		this.#before = null;
		if (pressed.typing && !name.startsWith("mod+")) return false;
		const found = (first && this.#find(`${first} ${name}`)) ?? this.#find(name);
		if (!found) {
			this.#before = { name, at };
			return false;
		}
		found.run();
		return true;
	}

	#find(keys: string): Shortcut | undefined {
		return this.#listed.find((shortcut) => shortcut.keys === keys);
	}

	#set(groups: readonly (readonly Shortcut[])[]): void {
		this.#groups = groups;
		this.#listed = [...new Map(groups.flat().map((each) => [each.keys, each])).values()];
		for (const listener of this.#listeners) listener();
	}
}
