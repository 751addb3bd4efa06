import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { isAdmin } from "#lib/core/actor.ts";
import { pageActor } from "#lib/http/page-actor.ts";

/** For administrators; for everybody else there is nothing here. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
	const actor = await pageActor();
	if (!actor.user) redirect("/sign-in?next=/admin/users");
	if (!isAdmin(actor)) notFound();
	return <AdminFrame>{children}</AdminFrame>;
}
