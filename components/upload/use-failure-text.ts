import { useTranslations } from "next-intl";
import { ApiError } from "#lib/client/api.ts";
import type { UploadFailure } from "#lib/client/upload-state.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

/** Turns what an upload failed with into a sentence. Those of accounts wait for a sign-in; of guests it fails. */
export function useFailureText(): (failure: UploadFailure) => string {
	const t = useTranslations("upload");
	const errorText = useErrorText();
	return ({ code, status, message }) => {
		if (code === "ACCESS_CODE_REQUIRED") return t("codeRequired");
		if (code === "UNAUTHENTICATED") return t("guestsNotTaken");
		return errorText(new ApiError(code, status, message));
	};
}
