"use client";

import { useTranslations } from "next-intl";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { useListedShortcuts } from "./shortcuts.tsx";

interface ShortcutHelpProps {
	open: boolean;
	onOpenChange: (open: boolean) => void;
}

/** All keys that do something on this page. */
export function ShortcutHelp({ open, onOpenChange }: ShortcutHelpProps) {
	const t = useTranslations("shortcuts");
	const listed = useListedShortcuts();
	return (
		<Dialog open={open} onOpenChange={onOpenChange}>
			<DialogContent title={t("title")} lead={t("lead")}>
				<dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-3 text-sm">
					{listed.map(({ keys, label }) => (
						<div key={keys} className="contents">
							<dt className="flex gap-1.5">
								<Keys keys={keys} />
							</dt>
							<dd>{label}</dd>
						</div>
					))}
				</dl>
			</DialogContent>
		</Dialog>
	);
}

const NAMED = ["delete", "escape", "space", "shift", "arrowright", "arrowleft"] as const;

/** As they stand on the keyboard. */
function Keys({ keys }: { keys: string }) {
	const t = useTranslations("shortcuts.keys");
	const nameOf = (key: string) => {
		if (key === "mod") return /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : t("ctrl");
		const named = NAMED.find((each) => each === key);
		return named ? t(named) : key.toUpperCase();
	};
	return keys.split(/[ +]/).map((key) => (
		<kbd
			key={key}
			className="min-w-7 rounded-[6px] border border-edge px-1.5 py-0.5 text-center font-sans text-xs"
		>
			{nameOf(key)}
		</kbd>
	));
}
