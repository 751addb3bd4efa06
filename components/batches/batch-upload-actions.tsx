"use client";

import { FolderOpen, type LucideIcon, Pause, Play, RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { useBatchQueue, useBatchUploads } from "#lib/client/batch-uploads-context.tsx";
import { type BatchItem, isUnderWay, isUnsettled } from "#lib/client/batch-uploads-state.ts";
import { holdsOf, keepHolds } from "#lib/client/batch-uploads-store.ts";
import { askToRead, filesOf } from "#lib/client/file-holds.ts";
import { type Found, UploadPickers, type UploadPickersHandle } from "./upload-pickers.tsx";

interface BatchUploadActionsProps {
	item: BatchItem;
	name: string;
}

/** Pause, go on, try again, cancel: whatever makes sense where a batch stands. */
export function BatchUploadActions({ item, name }: BatchUploadActionsProps) {
	const t = useTranslations("batchUpload.actions");
	const { queue } = useBatchQueue();
	const { holds } = useBatchUploads();
	return (
		<div className="-mr-2 flex shrink-0">
			{item.status === "detached" ? <Reattach item={item} name={name} /> : null}
			{isUnderWay(item) && holds.signIn ? (
				<Button look="quiet" size="sm" onClick={() => queue.release()}>
					<Play aria-hidden />
					{t("goOn")}
				</Button>
			) : null}
			{isUnderWay(item) ? (
				<IconAction
					icon={Pause}
					label={t("pause", { name })}
					onClick={() => queue.pause(item.id)}
				/>
			) : null}
			{item.status === "paused" ? (
				<IconAction
					icon={Play}
					label={t("resume", { name })}
					onClick={() => queue.resume(item.id)}
				/>
			) : null}
			{item.status === "failed" ? (
				<IconAction
					icon={RotateCw}
					label={t("retry", { name })}
					onClick={() => queue.retry(item.id)}
				/>
			) : null}
			<Remove item={item} name={name} />
		</div>
	);
}

interface IconActionProps {
	icon: LucideIcon;
	label: string;
	onClick: () => void;
}

function IconAction({ icon: Icon, label, onClick }: IconActionProps) {
	return (
		<Button look="quiet" size="icon" aria-label={label} onClick={onClick}>
			<Icon aria-hidden />
		</Button>
	);
}

/** What is lost by it is asked about first. */
function Remove({ item, name }: BatchUploadActionsProps) {
	const t = useTranslations("batchUpload.actions");
	const { queue } = useBatchQueue();
	const [asking, setAsking] = useState(false);
	const loses = isUnsettled(item) && item.batchId === null;
	const remove = () => queue.remove(item.id);
	return (
		<>
			<IconAction
				icon={X}
				label={t(loses ? "cancel" : "remove", { name })}
				onClick={() => (loses && item.sentBytes > 0 ? setAsking(true) : remove())}
			/>
			<ConfirmDialog
				open={asking && loses}
				onOpenChange={setAsking}
				title={t("cancelTitle", { name })}
				body={t("cancelBody")}
				action={t("cancelConfirm")}
				onConfirm={remove}
			/>
		</>
	);
}

/** After the page was left: one click where the browser holds the files, else the same files again. */
function Reattach({ item, name }: BatchUploadActionsProps) {
	const t = useTranslations("batchUpload.actions");
	const { queue } = useBatchQueue();
	const pickers = useRef<UploadPickersHandle>(null);
	const [refused, setRefused] = useState(false);
	function attach({ files, holds }: Found) {
		if (holds) keepHolds(item.id, holds);
		if (!queue.attach(item.id, files)) toast.error(t("otherFiles", { name }));
	}
	async function goOn() {
		const holds = holdsOf(item.id) ?? [];
		const files = (await askToRead(holds)) ? await filesOf(holds).catch(() => null) : null;
		if (files && queue.attach(item.id, files)) return;
		setRefused(true);
	}
	const mayGoOn = item.wants === "permission" && !refused;
	const kind = item.kind === "archives" ? "archive" : "images";
	return (
		<>
			<UploadPickers ref={pickers} onFound={attach} />
			<Button
				size="sm"
				className="mr-1"
				aria-label={t(mayGoOn ? "goOnWith" : "chooseAgainFor", { name })}
				onClick={() => (mayGoOn ? void goOn() : pickers.current?.open(kind))}
			>
				{mayGoOn ? <Play aria-hidden /> : <FolderOpen aria-hidden />}
				{t(mayGoOn ? "goOn" : "chooseAgain")}
			</Button>
		</>
	);
}
