import { ImageOff } from "lucide-react";
import Link from "next/link";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

interface MissingProps {
	title: string;
	body: string;
	/** Where to go instead. */
	wayOut?: { href: string; label: string };
}

/** What a page says that has nothing to show: not there, or not for this reader. */
export function Missing({ title, body, wayOut }: MissingProps) {
	return (
		<EmptyState heading="h1" icon={<ImageOff aria-hidden />} title={title} body={body}>
			{wayOut ? (
				<Button asChild look="primary">
					<Link href={wayOut.href}>{wayOut.label}</Link>
				</Button>
			) : null}
		</EmptyState>
	);
}
