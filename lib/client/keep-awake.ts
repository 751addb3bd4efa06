/** Keeps the screen on while files are being sent: phones stop sending in their sleep. */
interface Sentinel {
	released: boolean;
	release: () => Promise<void>;
}

interface WakeLocks {
	request: (type: "screen") => Promise<Sentinel>;
}

/** Watches `isBusy` on every change that `subscribe` tells. Returns what ends it. */
export function keepAwake(
	subscribe: (listener: () => void) => () => void,
	isBusy: () => boolean,
): () => void {
	const locks = (navigator as { wakeLock?: WakeLocks }).wakeLock;
	if (!locks) return () => undefined;
	let held: Promise<Sentinel | null> | null = null;
	const look = async () => {
		if (isBusy() && document.visibilityState === "visible") {
			// Refused on an empty battery: then the phone may sleep.
			held ??= locks.request("screen").catch(() => null);
			// The system takes it back whenever the page is out of sight.
			if ((await held)?.released) held = null;
		} else if (held) {
			const last = held;
			held = null;
			await (await last)?.release();
		}
	};
	const looked = () => void look();
	const end = subscribe(looked);
	document.addEventListener("visibilitychange", looked);
	return () => {
		end();
		document.removeEventListener("visibilitychange", looked);
		void held?.then((sentinel) => sentinel?.release());
	};
}
