"use client";

import { clsx } from "clsx";
import { Pencil, Plus } from "lucide-react";
import {
	type FormEvent,
	type KeyboardEvent,
	type ReactNode,
	useEffect,
	useRef,
	useState,
} from "react";
import { Button } from "./button.tsx";
import { CONTROL } from "./field.tsx";

interface Words {
	/** What a screen reader calls the pencil. */
	edit: string;
	/** What it calls the field. */
	field: string;
	save: string;
	leave: string;
}

interface EditInPlaceProps {
	value: string;
	words: Words;
	busy: boolean;
	/** What was typed, as it would be kept; null for what would be refused. */
	parse: (typed: string) => string | null;
	/** Resolves to false where it was refused: then the field stays. */
	onSave: (value: string) => Promise<unknown>;
	/** Several lines: then Enter with Ctrl or Cmd keeps it. */
	lines?: boolean;
	/** On the button, where there is nothing to correct yet. */
	add?: string;
	/** Of the field. */
	className?: string;
	/** What stands there while it is not being edited. */
	children?: ReactNode;
}

/** A text corrected where it stands: Enter keeps it, Escape does not. */
export function EditInPlace({ children, add, ...props }: EditInPlaceProps) {
	const { value, words, busy, onSave } = props;
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
			<EditForm
				{...props}
				onLeave={() => setEditing(false)}
				onSave={async (next) => {
					if (next === value || (await onSave(next)) !== false) setEditing(false);
				}}
			/>
		);
	const button = { ref: pencil, look: "quiet" as const, disabled: busy };
	const edit = () => setEditing(true);
	if (value === "" && add)
		return (
			<Button {...button} size="sm" onClick={edit} className="-ml-3 text-ink-soft">
				<Plus aria-hidden />
				{add}
			</Button>
		);
	return (
		<div className="flex min-w-0 items-center gap-1">
			{children}
			<Button
				{...button}
				size="icon"
				aria-label={words.edit}
				onClick={edit}
				className="text-ink-soft [&_svg]:size-4"
			>
				<Pencil aria-hidden />
			</Button>
		</div>
	);
}

type EditFormProps = Omit<EditInPlaceProps, "children" | "add" | "onSave"> & {
	onSave: (value: string) => void;
	onLeave: () => void;
};

function EditForm(props: EditFormProps) {
	const { value, words, busy, parse, lines, className, onSave, onLeave } = props;
	const [typed, setTyped] = useState(value);
	const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
	useEffect(() => {
		field.current?.focus();
		field.current?.select();
	}, []);
	const next = parse(typed);
	const submit = (event?: FormEvent) => {
		event?.preventDefault();
		if (next !== null) onSave(next);
	};
	const keys = (event: KeyboardEvent) => {
		if (event.key === "Escape") onLeave();
		if (lines && event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
	};
	const shared = {
		...{ ref: field, value: typed, autoComplete: "off", onKeyDown: keys },
		"aria-label": words.field,
		"aria-invalid": next === null,
		onChange: (event: { target: { value: string } }) => setTyped(event.target.value),
	};
	return (
		<form onSubmit={submit} className="flex min-w-0 flex-wrap items-center gap-2">
			{lines ? (
				<textarea {...shared} rows={3} className={clsx(CONTROL, "h-auto py-2", className)} />
			) : (
				<input {...shared} spellCheck={false} className={clsx(CONTROL, className)} />
			)}
			<Button type="submit" busy={busy} disabled={next === null}>
				{words.save}
			</Button>
			<Button look="quiet" onClick={onLeave}>
				{words.leave}
			</Button>
		</form>
	);
}
