import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { BatchDock } from "#components/batches/batch-dock.tsx";
import { CommandPalette } from "#components/studio/command-palette.tsx";
import { Rail } from "#components/studio/rail.tsx";
import { ShortcutsProvider } from "#components/studio/shortcuts.tsx";
import { DockArea } from "#components/upload/dock-frame.tsx";
import { UploadDock } from "#components/upload/upload-dock.tsx";
import { BatchUploadsProvider } from "#lib/client/batch-uploads-context.tsx";
import { UploadProvider } from "#lib/client/upload-context.tsx";
import { pageActor } from "#lib/http/page-actor.ts";

export default async function StudioLayout({ children }: { children: ReactNode }) {
	const { user } = await pageActor();
	// Each page sends strangers to sign in: it alone knows where they were going.
	if (!user) return children;
	const account = { username: user.username, role: user.role };
	return (
		<NextIntlClientProvider>
			<UploadProvider owner={user.id}>
				<BatchUploadsProvider owner={user.id}>
					<ShortcutsProvider>
						<Rail account={account} />
						<CommandPalette account={account} />
						<main id="content" className="min-h-dvh pb-18 md:pb-0 md:pl-20">
							{children}
						</main>
					</ShortcutsProvider>
					<DockArea place="studio">
						<BatchDock />
						<UploadDock />
					</DockArea>
				</BatchUploadsProvider>
			</UploadProvider>
		</NextIntlClientProvider>
	);
}
