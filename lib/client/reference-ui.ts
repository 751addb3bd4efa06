/** The API reference (Swagger UI), from our own origin in every part. */
import type { ComponentType, createElement } from "react";
import { keepMended } from "./reference-mending.ts";

/** What Swagger UI gives its plugins; its React is one of its own. */
interface System {
	React: { createElement: typeof createElement };
	getComponent: (name: string, connected: boolean) => ComponentType;
}

const PARTS = ["errors", "InfoContainer", "AuthorizeBtnContainer", "FilterContainer", "operations"];

/** Its parts without its frame: that has a `main`, which the page has already. */
function frameless({ React }: System) {
	const Frameless = ({ getComponent }: System) =>
		React.createElement(
			"div",
			{ className: "swagger-ui" },
			...PARTS.map((name) => React.createElement(getComponent(name, true), { key: name })),
		);
	return { components: { Frameless } };
}

/**
 * Shows the reference in a place of the page. What is tried out goes with the session cookie or with
 * what the reader has put in; nothing of that is kept. Rejects when a part could not be loaded.
 */
export async function showReference(domNode: HTMLElement): Promise<void> {
	const [{ default: SwaggerUI }, spec] = await Promise.all([
		import("swagger-ui-dist/swagger-ui-es-bundle.js"),
		readReference(),
	]);
	await new Promise<void>((onComplete) => {
		SwaggerUI({
			...{ domNode, spec, onComplete, plugins: [frameless], layout: "Frameless" },
			...{ deepLinking: true, docExpansion: "none", filter: true, tryItOutEnabled: true },
			// Schemas are read where they are used.
			...{ defaultModelsExpandDepth: -1, displayRequestDuration: true },
			// It would send the document to a server elsewhere.
			validatorUrl: null,
		});
	});
	keepMended(domNode);
}

async function readReference(): Promise<object> {
	const response = await fetch("/api/openapi.json");
	if (!response.ok) throw new Error(`The reference answered ${response.status}`);
	return response.json();
}
