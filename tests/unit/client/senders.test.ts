/** Several people may use a tab, one after the other. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BatchUploadsProvider, useBatchQueue } from "#lib/client/batch-uploads-context.tsx";
import { UploadProvider, useUploadQueue } from "#lib/client/upload-context.tsx";

/** The queue that a page of this account is given. */
function seen<Queue>(Provider: typeof UploadProvider, use: () => Queue) {
	return (owner: string): Queue => {
		let queue: Queue | undefined;
		const Page = () => {
			queue = use();
			return null;
		};
		const props = { owner } as Parameters<typeof Provider>[0];
		renderToStaticMarkup(createElement(Provider, props, createElement(Page)));
		return queue as Queue;
	};
}

describe.each([
	["batches", seen<unknown>(BatchUploadsProvider, () => useBatchQueue().queue)],
	["photos", seen<unknown>(UploadProvider, useUploadQueue)],
])("the queue of %s", (_, queueOf) => {
	beforeEach(() => void vi.stubGlobal("window", {}));
	afterEach(() => void vi.unstubAllGlobals());

	it("is one for each account, and the same whenever that comes back", () => {
		const rinas = queueOf("rina");
		expect(queueOf("budi")).not.toBe(rinas);
		expect(queueOf("rina")).toBe(rinas);
	});
});
