import type { FamilyText } from "../reference.types.ts";

const HEALTHY = {
	status: "healthy",
	version: "0.1.0",
	database: "up",
	storage: "up",
	queue: "up",
	workers: "up",
	time: "2024-12-29T10:00:00.000Z",
};

export const service: FamilyText = {
	name: "Service",
	description: "The server itself.",
	operations: {
		"GET /api/health": {
			id: "getHealth",
			summary: "Whether every part works",
			description: "Each is tried for real.",
			for: "nobody",
			answers: {
				200: { about: "All parts work", example: HEALTHY },
				503: {
					about: "A part is down",
					example: { ...HEALTHY, status: "unhealthy", workers: "down" },
				},
			},
		},
		"GET /api/openapi.json": {
			id: "getReference",
			summary: "This document",
			description: "OpenAPI 3.1. `/docs` shows it.",
			for: "nobody",
			answers: {
				200: { about: "The document", example: { openapi: "3.1.0" }, headers: ["ETag"] },
				304: { about: "It is still the one that `If-None-Match` names" },
			},
		},
	},
};
