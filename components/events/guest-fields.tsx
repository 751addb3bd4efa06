"use client";

import { useTranslations } from "next-intl";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { Field } from "#components/ui/field.tsx";
import { SwitchField } from "#components/ui/switch-field.tsx";
import { dayOf } from "#lib/client/event-form.ts";
import type { EventFull } from "#lib/events/events.schema.ts";

export type GuestRights = Pick<
	EventFull,
	"listed" | "guest_uploads" | "guest_approval" | "downloads" | "guest_originals"
>;

interface GuestFieldsProps {
	rights: GuestRights;
	onChange: (rights: GuestRights) => void;
	expiresAt: string | null;
}

/** What guests may do with an event, and until when. */
export function GuestFields({ rights, onChange, expiresAt }: GuestFieldsProps) {
	const t = useTranslations("settings");
	return (
		<fieldset className="grid gap-6 border-line border-t pt-6">
			<legend className="float-left mb-1 w-full font-display text-lg">{t("guests")}</legend>
			<ChoiceField
				label={t("guestUploads")}
				value={rights.guest_uploads}
				choices={[
					{ value: "off", label: t("guestUploadsOff") },
					{ value: "code", label: t("guestUploadsCode") },
					{ value: "open", label: t("guestUploadsOpen") },
				]}
				onChange={(guest_uploads) => onChange({ ...rights, guest_uploads })}
			/>
			{rights.guest_uploads === "off" ? null : (
				<SwitchField
					label={t("approval")}
					hint={t("approvalHint")}
					checked={rights.guest_approval}
					onChange={(guest_approval) => onChange({ ...rights, guest_approval })}
				/>
			)}
			<SwitchField
				label={t("downloads")}
				hint={t("downloadsHint")}
				checked={rights.downloads}
				onChange={(downloads) => onChange({ ...rights, downloads })}
			/>
			{rights.downloads ? (
				<SwitchField
					label={t("originals")}
					hint={t("originalsHint")}
					checked={rights.guest_originals}
					onChange={(guest_originals) => onChange({ ...rights, guest_originals })}
				/>
			) : null}
			<SwitchField
				label={t("listed")}
				hint={t("listedHint")}
				checked={rights.listed}
				onChange={(listed) => onChange({ ...rights, listed })}
			/>
			<Field
				label={t("expires")}
				hint={t("expiresHint")}
				name="expires"
				type="date"
				defaultValue={dayOf(expiresAt)}
			/>
		</fieldset>
	);
}
