/** What accounts, administration and webhooks are asked about. */
import { newId } from "#lib/core/ids.ts";
import { type Api, eventually } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import type { Receiver } from "#tests/support/receiver.ts";
import type { TestServer } from "#tests/support/server.ts";

/** Nobody listens there: what is sent to it is tried again later. */
const NOWHERE = "http://127.0.0.1:9/hook";

const claimsOf = (token: string) =>
	JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
export const sessionOf = ({ headers }: Api): string =>
	claimsOf(headers.authorization ?? "").sid as string;

let made = 0;
export const aName = () => `newcomer-${++made}`;

/** Makers of what the owner, an administrator and the queue have. */
export function standing(server: TestServer, { owner, admin }: { owner: Api; admin: Api }) {
	const anyone = owner.with({ authorization: "" });
	const aDelivery = async (url: string) => {
		const webhook = await owner.post("/api/webhooks", { url, events: ["photo.ready"] });
		const webhookId: string = webhook.body.id;
		const { body } = await owner.post(`/api/webhooks/${webhookId}/test`);
		return { webhookId, deliveryId: body.id as string };
	};
	return {
		/** Somebody with an account of their own, to be done with as one likes. */
		aNewcomer: () => anyone.register(aName()),
		anInvitation: async () => {
			const { body } = await admin.post("/api/admin/users", { username: aName() });
			const token = new URL(body.link).searchParams.get("token") ?? "";
			return { userId: body.user.id as string, token };
		},
		/** The owner's, of another sign-in. */
		aSession: async () => sessionOf(await anyone.signIn("photographer", "photographer123")),
		aFailedJob: async (): Promise<string> => {
			const id = newId();
			const sql = `INSERT INTO pgboss.job (id, name, data, state, output, retry_limit, completed_on)
				VALUES ($1, 'media-render', $2, 'failed', '{"message": "The disk is full"}', 50, now())`;
			const data = JSON.stringify({ mediaId: newId() });
			await queryDatabase(server.databaseUrl, sql, [id, data]);
			return id;
		},
		aWaitingDelivery: () => aDelivery(NOWHERE),
		aDelivered: async (receiver: Receiver) => {
			const ids = await aDelivery(receiver.at("/hook"));
			const list = async () => (await owner.get(`/api/webhooks/${ids.webhookId}/deliveries`)).body;
			await eventually(list, ({ deliveries }) => deliveries[0]?.state === "delivered");
			return ids;
		},
	};
}
