"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { FaceCrop } from "#components/people/face-crop.tsx";
import { PersonPicker } from "#components/people/person-picker.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { usePerform } from "#components/ui/use-perform.ts";
import { callApi } from "#lib/client/api.ts";
import type { FacePicture, Person } from "#lib/client/face-types.ts";
import { peopleKeys } from "#lib/client/people.queries.ts";

export interface FaceToEnrol {
	id: string;
	picture: FacePicture | null;
}

interface EnrolDialogProps {
	/** Null while nothing is asked. */
	face: FaceToEnrol | null;
	onClose: () => void;
}

/** Says whose face it is: from then on they are recognised by it. */
export function EnrolDialog({ face, onClose }: EnrolDialogProps) {
	const t = useTranslations("recognition.enrol");
	const { enrol, enrolNew, busy } = useEnrol(face);
	const after = async (work: Promise<boolean>) => {
		if (await work) onClose();
	};
	return (
		<Dialog open={face !== null} onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("title")} lead={t("lead")}>
				<div inert={busy} className="grid gap-4">
					<FaceCrop picture={face?.picture ?? null} className="size-24 rounded-photo" />
					<PersonPicker
						onChoose={(person) => void after(enrol(person))}
						onNew={(name) => void after(enrolNew(name))}
					/>
				</div>
			</DialogContent>
		</Dialog>
	);
}

function useEnrol(face: FaceToEnrol | null) {
	const t = useTranslations("recognition.enrol");
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const addFace = (personId: string) =>
		callApi("POST", `/api/people/${personId}/samples`, { body: { face_id: face?.id } });
	const renew = () => client.invalidateQueries({ queryKey: peopleKeys.all });
	return {
		busy,
		enrol: ({ id, name }: Person) => perform(() => addFace(id).finally(renew), t("done", { name })),
		enrolNew: (name: string) =>
			perform(
				async () => {
					const { id } = await callApi<Person>("POST", "/api/people", { body: { name } });
					try {
						await addFace(id);
					} catch (error) {
						// Without this face nobody has asked for them.
						await callApi("DELETE", `/api/people/${id}`).catch(() => undefined);
						throw error;
					} finally {
						await renew();
					}
				},
				t("done", { name }),
			),
	};
}
