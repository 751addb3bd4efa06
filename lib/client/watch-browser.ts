/** Tells a queue of the connection, and the reader of what leaving the page would interrupt. */
export function watchBrowser(
	queue: { setOnline: (online: boolean) => void },
	isBusy: () => boolean,
): () => void {
	const connection = () => queue.setOnline(navigator.onLine);
	const leaving = (event: BeforeUnloadEvent) => {
		if (isBusy()) event.preventDefault();
	};
	connection();
	window.addEventListener("online", connection);
	window.addEventListener("offline", connection);
	window.addEventListener("beforeunload", leaving);
	return () => {
		window.removeEventListener("online", connection);
		window.removeEventListener("offline", connection);
		window.removeEventListener("beforeunload", leaving);
	};
}
