"use client";

import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { batchesOf } from "#lib/client/batch-uploads-draft.ts";
import { type Drop, sizeOf } from "#lib/client/batch-uploads-drop.ts";
import {
	type BatchMode,
	type BatchPlan,
	isTaskId,
	modesFor,
	toTaskId,
} from "#lib/client/batch-uploads-plan.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";
import { UploadDropped } from "./upload-dropped.tsx";
import { UploadEventField } from "./upload-event-field.tsx";
import { UploadModeField } from "./upload-mode-field.tsx";

interface UploadFormProps {
	drop: Drop;
	/** One plan a batch, in the order of `batchesOf`. */
	onStart: (plans: BatchPlan[]) => void;
	onReset: () => void;
}

/** What has to be known about a drop, and no more. */
export function UploadForm({ drop, onStart, onReset }: UploadFormProps) {
	const t = useTranslations("batchUpload");
	const amounts = useAmounts();
	const modes = modesFor(drop.kind);
	const batches = batchesOf(drop);
	const [mode, setMode] = useState<BatchMode>(modes[0]);
	const [taskIds, setTaskIds] = useState<readonly string[]>(batches.map(() => ""));
	const [eventId, setEventId] = useState<string | null>(null);
	const [asked, setAsked] = useState(false);
	const form = useRef<HTMLFormElement>(null);
	// What was pressed to get here is gone.
	useEffect(() => form.current?.focus(), []);
	function submit(event: FormEvent) {
		event.preventDefault();
		const complete = mode !== "task" || taskIds.every(isTaskId);
		flushSync(() => setAsked(true));
		if (!complete) return form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
		onStart(taskIds.map((taskId) => ({ mode, taskId: mode === "task" ? taskId : null, eventId })));
	}
	return (
		<form
			ref={form}
			tabIndex={-1}
			onSubmit={submit}
			noValidate
			aria-label={t("form")}
			className="grid gap-8 outline-none motion-safe:animate-rise"
		>
			<UploadDropped drop={drop} />
			<UploadModeField modes={modes} value={mode} onChange={setMode} />
			{mode === "task" ? (
				<TaskIds
					names={drop.kind === "archives" ? drop.files.map(({ file }) => file.name) : [""]}
					values={taskIds}
					asked={asked}
					onChange={setTaskIds}
				/>
			) : null}
			<UploadEventField value={eventId} onChange={setEventId} />
			<div className="flex flex-wrap items-center gap-3">
				<Button look="primary" size="lg" type="submit">
					<Upload aria-hidden />
					{t("start", { size: amounts.bytes(sizeOf(drop.files)) })}
				</Button>
				<Button look="quiet" size="lg" onClick={onReset}>
					{t("reset")}
				</Button>
			</div>
		</form>
	);
}

interface TaskIdsProps {
	names: readonly string[];
	values: readonly string[];
	/** The form was sent off: what is missing is said. */
	asked: boolean;
	onChange: (values: readonly string[]) => void;
}

/** One number a batch: with several archives each says whose it is. */
function TaskIds({ names, values, asked, onChange }: TaskIdsProps) {
	const t = useTranslations("batchUpload.task");
	return (
		<div className="grid gap-5">
			{values.map((value, at) => (
				<Field
					key={names[at]}
					label={values.length > 1 ? t("labelFor", { name: names[at] ?? "" }) : t("label")}
					hint={asked && !isTaskId(value) ? null : t("hint")}
					error={asked && !isTaskId(value) ? t("wrong", { count: value.length }) : null}
					value={value}
					onChange={(event) => onChange(values.with(at, toTaskId(event.target.value)))}
					inputMode="numeric"
					autoComplete="off"
					placeholder="00000000"
					className="tabular max-w-72 [&_input]:text-lg [&_input]:tracking-[0.2em]"
				/>
			))}
		</div>
	);
}
