import { useTranslations } from "next-intl";
import { OfflineLine } from "#components/ui/offline-line.tsx";
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
		<>
			<OfflineLine />
			<div className="gutter mx-auto max-w-320 pt-8 pb-16 md:pt-12">
				<h1 className="pb-8 font-display text-2xl tracking-tight">{t("title")}</h1>
				<ProfileSection />
				<StorageSection />
				<LookSection />
				<PasswordSection />
				<KeysSection />
				<SessionsSection />
			</div>
		</>
	);
}
