/** What is told to receivers is tried as they would use it: on what is really signed. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { VERIFY_SNIPPETS } from "#lib/client/webhook-snippets.ts";
import { signDelivery } from "#lib/webhooks/webhooks.policy.ts";

const run = promisify(execFile);

const SECRET = `whsec_${Buffer.from("a secret of thirty-two bytes: ok").toString("base64")}`;
const BODY = '{"type":"webhook.test","data":{"message":"Café"}}';

interface Message {
	secret: string;
	headers: Record<string, string>;
	body: string;
}

function aMessage(at = Math.floor(Date.now() / 1000)): Message {
	const id = "019a9b3d-1c32-7b66-8e4f-8d9e0f1a2b3c";
	const signature = signDelivery(SECRET, { id, timestamp: at, body: BODY });
	const headers = {
		"webhook-id": id,
		"webhook-timestamp": String(at),
		"webhook-signature": signature,
	};
	return { secret: SECRET, headers, body: BODY };
}

const PYTHON = `${VERIFY_SNIPPETS.Python}
import json, sys
print(json.dumps([
    is_from_potret(given["secret"], given["headers"], given["body"].encode())
    for given in json.loads(sys.argv[1])
]))
`;

/** Which of the messages are taken. */
type Check = (messages: readonly Message[]) => Promise<boolean[]>;

const CHECKS: Record<keyof typeof VERIFY_SNIPPETS, Check> = {
	Python: async (messages) => {
		const { stdout } = await run("python3", ["-c", PYTHON, JSON.stringify(messages)]);
		return JSON.parse(stdout);
	},
	"Node.js": async (messages) => {
		const source = Buffer.from(VERIFY_SNIPPETS["Node.js"]).toString("base64");
		const { isFromPotret } = await import(`data:text/javascript;base64,${source}`);
		return messages.map(({ secret, headers, body }) =>
			isFromPotret(secret, headers, Buffer.from(body)),
		);
	},
};

const forged = (change: Partial<Message["headers"]>): Message => {
	const message = aMessage();
	return { ...message, headers: { ...message.headers, ...change } as Message["headers"] };
};

for (const [language, check] of Object.entries(CHECKS))
	describe(`the lines for ${language}`, () => {
		it("take what is signed", async () => {
			expect(await check([aMessage()])).toEqual([true]);
		});
		it("take nothing else", async () => {
			const now = Math.floor(Date.now() / 1000);
			const other = `whsec_${Buffer.from("another secret").toString("base64")}`;
			const messages = [
				{ ...aMessage(), body: BODY.replace("Café", "Cafe") },
				{ ...aMessage(), secret: other },
				forged({ "webhook-id": "019a9b3d-1c32-7b66-8e4f-8d9e0f1a2b3d" }),
				forged({ "webhook-timestamp": String(now - 10) }),
				forged({ "webhook-signature": "v1,x" }),
				aMessage(now - 3600),
				aMessage(now + 3600),
			];
			expect(await check(messages)).toEqual(messages.map(() => false));
		});
	});
