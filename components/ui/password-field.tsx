"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";

export function PasswordField(props: Omit<ComponentProps<typeof Field>, "type" | "trailing">) {
	const t = useTranslations("common");
	const [shown, setShown] = useState(false);
	const Icon = shown ? EyeOff : Eye;
	return (
		<Field
			{...props}
			type={shown ? "text" : "password"}
			trailing={
				<Button
					look="quiet"
					size="icon"
					aria-label={shown ? t("hidePassword") : t("showPassword")}
					onClick={() => setShown(!shown)}
				>
					<Icon aria-hidden />
				</Button>
			}
		/>
	);
}
