/** What there is to say of an endpoint beside what its route declares. */
import type { z } from "zod";
import type { ErrorCode } from "#lib/core/errors.ts";
import type { HeaderName } from "./words.ts";

/** A JSON value on its way into the document. */
export type Json = { [key: string]: unknown };

/** "POST /api/events/{eventId}/photos". */
export type OperationKey = `${"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} /${string}`;

interface TextAnswer {
	type: string;
	/** None of bytes. */
	example?: string;
}

export interface AnswerText {
	/** What has happened. */
	about: string;
	/** The JSON that a client reads. */
	example?: unknown;
	/** The same in another form, or in others. */
	text?: TextAnswer | readonly TextAnswer[];
	/** Names of `HEADERS` besides those that every answer has. */
	headers?: readonly HeaderName[];
}

export interface FileText {
	about: string;
	/** Several under the same name. */
	many?: true;
	required?: true;
}

export interface FormText {
	/** The text fields, as they are parsed. */
	fields?: z.ZodType;
	files: Record<string, FileText>;
}

export interface OperationText {
	/** What generated clients call it. */
	id: string;
	summary: string;
	/** Markdown. */
	description?: string;
	/** "nobody": credentials change nothing; "guests": an access code opens it too. */
	for?: "nobody" | "guests";
	/** Of parameters and form fields that mean here what they do not mean elsewhere. */
	about?: Record<string, string>;
	/** A JSON body. */
	request?: unknown;
	form?: FormText;
	/** By status, the usual one first. */
	answers: Record<number, AnswerText>;
	/** Beside those that follow from the declaration. */
	errors?: readonly ErrorCode[];
}

export interface FamilyText {
	name: string;
	description: string;
	operations: Record<OperationKey, OperationText>;
}
