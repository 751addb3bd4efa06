import { useTranslations } from "next-intl";
import { KeysSection } from "./keys-section.tsx";
import { LookSection } from "./look-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { StorageSection } from "./storage-section.tsx";

/** The reader's own account: who they are, how they get in, and what scripts do for them. */
export function SettingsPage() {
	const t = useTranslations("account");
	return (
		<div>
			<h1 className="pb-6 font-display text-xl tracking-tight">{t("pages.account")}</h1>
			<ProfileSection />
			<StorageSection />
			<LookSection />
			<PasswordSection />
			<KeysSection />
			<SessionsSection />
		</div>
	);
}
