"use client";

import {
	createContext,
	type ReactNode,
	useContext,
	useEffect,
	useRef,
	useState,
	useSyncExternalStore,
} from "react";
import { type Shortcut, Shortcuts } from "#lib/client/shortcuts.ts";

const Table = createContext<Shortcuts | null>(null);

const NONE: readonly Shortcut[] = [];

const isTyping = (target: EventTarget | null) =>
	target instanceof HTMLElement &&
	target.closest("input, textarea, select, [contenteditable]") !== null;

/** Behind an open dialog or menu nothing is to happen. */
const isCovered = () => document.querySelector('[role$="dialog"], [role="menu"]') !== null;

/** Listens for the keys of everything below it. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
	const [table] = useState(() => new Shortcuts());
	useEffect(() => {
		const press = (event: KeyboardEvent) => {
			if (event.defaultPrevented || event.repeat || isCovered()) return;
			const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
			const pressed = { key, ctrlKey, metaKey, altKey, shiftKey, typing: isTyping(target) };
			if (table.press(pressed)) event.preventDefault();
		};
		window.addEventListener("keydown", press);
		return () => window.removeEventListener("keydown", press);
	}, [table]);
	return <Table.Provider value={table}>{children}</Table.Provider>;
}

/** Has these keys do something as long as the component is there. Nothing outside of the studio. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
	const table = useContext(Table);
	const latest = useRef(shortcuts);
	useEffect(() => {
		latest.current = shortcuts;
	});
	const what = shortcuts.map(({ keys, label }) => `${keys} ${label}`).join("\n");
	// biome-ignore lint/correctness/useExhaustiveDependencies: other keys or words, not other functions
	useEffect(() => {
		const stable = latest.current.map(({ keys, label }) => {
			return { keys, label, run: () => latest.current.find((each) => each.keys === keys)?.run() };
		});
		return table?.add(stable);
	}, [table, what]);
}

/** Those that count now. */
export function useListedShortcuts(): readonly Shortcut[] {
	const table = useContext(Table);
	return useSyncExternalStore(
		table?.subscribe ?? (() => () => {}),
		() => table?.list() ?? NONE,
		() => NONE,
	);
}
