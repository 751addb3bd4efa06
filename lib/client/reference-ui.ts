/**
 * Shows the API reference in a place of the page, from our own origin in every part. What is tried out
 * goes with the session cookie or with what the reader has put in; nothing of that is kept. Rejects
 * when a part could not be loaded.
 */
export async function showReference(domNode: HTMLElement): Promise<void> {
	const [{ default: SwaggerUI }, spec] = await Promise.all([
		import("swagger-ui-dist/swagger-ui-es-bundle.js"),
		readReference(),
	]);
	await new Promise<void>((onComplete) => {
		SwaggerUI({
			...{ domNode, spec, onComplete },
			...{ deepLinking: true, docExpansion: "none", filter: true, tryItOutEnabled: true },
			// Requests are in the text of each operation; schemas are read where they are used.
			...{ defaultModelsExpandDepth: -1, displayRequestDuration: true },
			// It would send the document to a server elsewhere.
			validatorUrl: null,
		});
	});
}

async function readReference(): Promise<object> {
	const response = await fetch("/api/openapi.json");
	if (!response.ok) throw new Error(`The reference answered ${response.status}`);
	return response.json();
}
