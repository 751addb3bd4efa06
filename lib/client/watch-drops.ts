/** Files and folders that are dropped anywhere on the page. */

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** Tells when files hang over the page, and hands over what is dropped. Gives the way to stop. */
export function watchDrops(
	setOver: (over: boolean) => void,
	onDrop: (transfer: DataTransfer) => void,
): () => void {
	// Entering a child leaves its parent: only their balance says whether files hang over the page.
	let depth = 0;
	const enter = (event: DragEvent) => {
		if (!carriesFiles(event)) return;
		event.preventDefault();
		depth++;
		setOver(true);
	};
	const leave = (event: DragEvent) => {
		if (!carriesFiles(event)) return;
		depth = Math.max(0, depth - 1);
		if (depth === 0) setOver(false);
	};
	const hover = (event: DragEvent) => {
		if (!carriesFiles(event)) return;
		event.preventDefault();
		if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
	};
	const drop = (event: DragEvent) => {
		if (!carriesFiles(event) || !event.dataTransfer) return;
		event.preventDefault();
		depth = 0;
		setOver(false);
		onDrop(event.dataTransfer);
	};
	const handlers = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const;
	for (const [name, handler] of Object.entries(handlers))
		window.addEventListener(name as "drop", handler);
	return () => {
		for (const [name, handler] of Object.entries(handlers))
			window.removeEventListener(name as "drop", handler);
	};
}
