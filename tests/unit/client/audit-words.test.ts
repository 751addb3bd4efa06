import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import type { AuditDetails } from "#lib/audit/audit.schema.ts";
import { AUDIT_ACTIONS, type AuditAction } from "#lib/audit/audit.values.ts";
import { auditWords } from "#lib/client/audit-words.ts";
import en from "../../../messages/en.json" with { type: "json" };
import id from "../../../messages/id.json" with { type: "json" };

function sentence(
	locale: "en" | "id",
	action: AuditAction,
	details: AuditDetails,
	name: string | null,
): string {
	const onError = (error: Error) => {
		throw error;
	};
	const t = createTranslator({ locale, messages: { en, id }[locale].audit, onError });
	const common = { id: "7", at: "2026-11-20T10:00:00Z", user: null, key: null, address: null };
	const entry = { ...common, action, subject: { id: "8", name }, details };
	return t(`action.${action}` as never, auditWords(entry, "somebody") as never);
}

describe("the sentence of an entry", () => {
	it.each(AUDIT_ACTIONS)("%s needs nothing that it is not given", (action) => {
		expect(sentence("en", action, {}, "Ayu & Bima")).not.toContain("{");
		expect(sentence("id", action, {}, "Ayu & Bima")).not.toContain("{");
	});

	it.each<[AuditAction, AuditDetails, string]>([
		["photos_exported", { chosen: "all", size: "large", files: 3 }, "Downloaded 3 files of Pesta"],
		["photos_deleted", { count: 1 }, "Deleted 1 file of Pesta"],
		["event_deleted", { photos: 20 }, "Deleted Pesta with 20 photos"],
		["batch_exported", { sheets: 291 }, "Exported a batch of 291 sheets"],
		["recognition_deleted", { photos: 2 }, "Deleted a recognition of 2 photos"],
		["user_changed", { role: "admin" }, "Made Pesta an administrator"],
		["user_changed", { domain: "north" }, "Moved Pesta to the domain north"],
	])("%s of %j", (action, details, words) => {
		expect(sentence("en", action, details, "Pesta")).toBe(words);
	});

	it("has a word for what has no name any more", () => {
		expect(sentence("en", "faces_on", {}, null)).toBe("Switched faces on for somebody");
	});
});
