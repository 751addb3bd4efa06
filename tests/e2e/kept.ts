/** What the browser keeps in a database of the pages': it is written a moment after they have said so. */
import type { Page } from "@playwright/test";
import type { Json } from "#tests/support/api.ts";

/** The records of a store, as JSON has them. */
export const keptRecords = (page: Page, database: string, store: string): Promise<Json[]> =>
	page.evaluate(
		([name, place]) =>
			new Promise<Json[]>((resolve, reject) => {
				const open = indexedDB.open(name);
				open.onerror = () => reject(open.error);
				open.onsuccess = () => {
					const all = open.result.transaction(place).objectStore(place).getAll();
					all.onsuccess = () => {
						open.result.close();
						resolve(JSON.parse(JSON.stringify(all.result)));
					};
				};
			}),
		[database, store] as const,
	);
