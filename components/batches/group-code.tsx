"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CONTROL } from "#components/ui/field.tsx";
import { codeFrom } from "#lib/client/batch-repairs.ts";

interface GroupCodeProps {
	code: string;
	busy: boolean;
	onChange: (code: string) => Promise<unknown>;
}

/** A group's code as its title, corrected in its place: Enter keeps it, Escape does not. */
export function GroupCode({ code, busy, onChange }: GroupCodeProps) {
	const t = useTranslations("batches.groups");
	const [editing, setEditing] = useState(false);
	const pencil = useRef<HTMLButtonElement>(null);
	const edited = useRef(false);
	useEffect(() => {
		// Back to where the editing began, for those who came by keyboard.
		if (!editing && edited.current) pencil.current?.focus();
		edited.current = editing;
	}, [editing]);
	if (editing)
		return (
			<CodeForm
				code={code}
				busy={busy}
				onCancel={() => setEditing(false)}
				onSave={async (next) => {
					if (next !== code) await onChange(next);
					setEditing(false);
				}}
			/>
		);
	return (
		<div className="flex min-w-0 items-center gap-1">
			<h2 className="tabular min-w-0 truncate font-display text-xl tracking-tight">{code}</h2>
			<Button
				ref={pencil}
				look="quiet"
				size="icon"
				disabled={busy}
				aria-label={t("correct", { code })}
				onClick={() => setEditing(true)}
			>
				<Pencil aria-hidden />
			</Button>
		</div>
	);
}

interface CodeFormProps {
	code: string;
	busy: boolean;
	onSave: (code: string) => void;
	onCancel: () => void;
}

function CodeForm({ code, busy, onSave, onCancel }: CodeFormProps) {
	const t = useTranslations("batches.groups");
	const [typed, setTyped] = useState(code);
	const input = useRef<HTMLInputElement>(null);
	useEffect(() => {
		input.current?.focus();
		input.current?.select();
	}, []);
	const next = codeFrom(typed);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (next !== null) onSave(next);
	};
	return (
		<form onSubmit={submit} className="flex min-w-0 flex-wrap items-center gap-2">
			<input
				ref={input}
				aria-label={t("code")}
				aria-invalid={next === null}
				value={typed}
				onChange={(event) => setTyped(event.target.value)}
				onKeyDown={(event) => event.key === "Escape" && onCancel()}
				autoComplete="off"
				spellCheck={false}
				className={`${CONTROL} tabular max-w-72 font-display`}
			/>
			<Button type="submit" busy={busy} disabled={next === null}>
				{t("save")}
			</Button>
			<Button look="quiet" onClick={onCancel}>
				{t("leave")}
			</Button>
		</form>
	);
}
