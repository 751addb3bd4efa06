import { z } from "zod";

/** An OpenAPI document, as far as it matters to whom it is sent. */
export const openApiDocument = z.looseObject({ openapi: z.string() });
