"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { CopyField } from "#components/ui/copy-field.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Moment } from "#components/ui/moment.tsx";
import type { PasswordLink } from "#lib/auth/users.schema.ts";

interface LinkDialogProps {
	name: string;
	link: PasswordLink | null;
	onClose: () => void;
}

/** A link to hand to somebody, by which they choose their password. */
export function LinkDialog({ name, link, onClose }: LinkDialogProps) {
	const t = useTranslations("users.link");
	return (
		<Dialog open={link !== null} onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("title", { name })} lead={t("lead")}>
				{link ? (
					<div className="grid gap-5">
						<CopyField
							label={t("label")}
							value={new URL(link.link, window.location.origin).href}
							words={{ copy: t("copy"), copied: t("copied") }}
							hint={
								<>
									{t("until")} <Moment at={link.expires_at} />
								</>
							}
						/>
						<DialogClose asChild>
							<Button className="justify-self-end">{t("done")}</Button>
						</DialogClose>
					</div>
				) : null}
			</DialogContent>
		</Dialog>
	);
}
