/** How a receiver finds out that a delivery is ours, in the languages that most are written in. */

export const VERIFY_SNIPPETS = {
	Python: `import base64, hashlib, hmac, time

def is_from_potret(secret: str, headers, body: bytes) -> bool:
    """headers: of the request, by small letters; body: its bytes, as they came."""
    sent = headers["webhook-timestamp"]
    if abs(time.time() - int(sent)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{sent}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    return hmac.compare_digest(expected, headers["webhook-signature"])
`,
	"Node.js": `import { createHmac, timingSafeEqual } from "node:crypto";

/** headers: of the request, by small letters; body: its bytes, as they came. */
export function isFromPotret(secret, headers, body) {
  const sent = headers["webhook-timestamp"];
  if (!(Math.abs(Date.now() / 1000 - Number(sent)) <= 300)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const hmac = createHmac("sha256", key);
  hmac.update(\`\${headers["webhook-id"]}.\${sent}.\`).update(body);
  const expected = Buffer.from(\`v1,\${hmac.digest("base64")}\`);
  const given = Buffer.from(headers["webhook-signature"]);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
`,
} as const;
export type SnippetLanguage = keyof typeof VERIFY_SNIPPETS;
