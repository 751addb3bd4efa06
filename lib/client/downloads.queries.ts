import { queryOptions } from "@tanstack/react-query";
import type { Download, DownloadChoice, DownloadTotals } from "#lib/downloads/downloads.schema.ts";
import type { DownloadSize } from "#lib/downloads/downloads.values.ts";
import { callApi } from "./api.ts";

const path = (eventId: string) => `/api/events/${eventId}/downloads`;

/** What a choice comes to in each size, as of now: photos may be on their way. */
export const downloadTotalsQuery = (eventId: string, choice: DownloadChoice) =>
	queryOptions({
		queryKey: ["download-totals", eventId, choice] as const,
		queryFn: ({ signal }) =>
			callApi<DownloadTotals>("POST", `${path(eventId)}/totals`, { body: choice, signal }),
		staleTime: 0,
		gcTime: 0,
	});

export function planDownload(
	eventId: string,
	choice: DownloadChoice,
	size: DownloadSize,
): Promise<Download> {
	return callApi<Download>("POST", path(eventId), { body: { ...choice, size } });
}

/** Hands an address to the browser's own downloads, which show how far it is, and go on after a break. */
export function startDownload({ url, file_name }: Pick<Download, "url" | "file_name">): void {
	const link = document.createElement("a");
	link.href = url;
	link.download = file_name;
	document.body.append(link);
	link.click();
	link.remove();
}
