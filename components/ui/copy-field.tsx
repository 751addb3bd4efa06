"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { CONTROL } from "./field.tsx";
import { toast } from "./toast.ts";

interface CopyFieldProps {
	label: string;
	value: string;
	hint?: ReactNode;
	/** On the button, and said once it is done. */
	words: { copy: string; copied: string };
}

/** Something to take along: a link, a key. */
export function CopyField({ label, value, hint, words }: CopyFieldProps) {
	const t = useTranslations("common");
	const id = useId();
	const field = useRef<HTMLInputElement>(null);
	const [copied, setCopied] = useState(false);
	async function copy() {
		field.current?.select();
		try {
			// Missing where the page came by plain http, which is usual at home.
			await navigator.clipboard.writeText(value);
			setCopied(true);
			toast.success(words.copied);
		} catch {
			if (document.execCommand("copy")) toast.success(words.copied);
			else toast.error(t("copyFailed"));
		}
	}
	const Icon = copied ? Check : Copy;
	return (
		<div className="grid gap-1.5">
			<label htmlFor={id} className="font-medium text-sm">
				{label}
			</label>
			<div className="flex gap-2">
				<input
					ref={field}
					id={id}
					readOnly
					value={value}
					aria-describedby={hint ? `${id}-hint` : undefined}
					onFocus={(event) => event.currentTarget.select()}
					className={`${CONTROL} min-w-0 text-sm`}
				/>
				<Button
					look="primary"
					size="icon"
					className="size-11"
					aria-label={words.copy}
					onClick={copy}
				>
					<Icon aria-hidden />
				</Button>
			</div>
			{hint ? (
				<p id={`${id}-hint`} className="text-ink-soft text-sm">
					{hint}
				</p>
			) : null}
		</div>
	);
}
