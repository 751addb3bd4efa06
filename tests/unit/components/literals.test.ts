/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: code that is to be read, not run */
/** No text that people see stands in the code: it would be in one language. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** Attributes that are read out or shown. */
const SHOWN = new Set(["aria-label", "aria-description", "title", "placeholder", "alt", "label"]);

/** What is the same in every language. */
const ALLOWED = new Set([
	// The name of the product, inside a picture of it.
	"Potret",
	// An example of an address, and the domain that users have unless they have another.
	"https://example.com/potret",
	"default",
]);

const hasLetters = (text: string) => /\p{L}/u.test(text);

/** Strings that an expression may come to, as far as they are written out in it. */
function stringsIn(node: ts.Node): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node))
		return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
	if (ts.isConditionalExpression(node))
		return [...stringsIn(node.whenTrue), ...stringsIn(node.whenFalse)];
	if (ts.isParenthesizedExpression(node) || ts.isJsxExpression(node))
		return node.expression ? stringsIn(node.expression) : [];
	if (!ts.isBinaryExpression(node)) return [];
	// What is compared is not shown.
	const isJoined = [
		...[ts.SyntaxKind.PlusToken, ts.SyntaxKind.QuestionQuestionToken],
		...[ts.SyntaxKind.BarBarToken, ts.SyntaxKind.AmpersandAmpersandToken],
	].includes(node.operatorToken.kind);
	return isJoined ? [...stringsIn(node.left), ...stringsIn(node.right)] : [];
}

function shownBy(node: ts.Node): string[] {
	if (ts.isJsxText(node)) return [node.text];
	if (ts.isJsxAttribute(node))
		return SHOWN.has(node.name.getText()) && node.initializer ? stringsIn(node.initializer) : [];
	const isChild = ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent);
	return ts.isJsxExpression(node) && isChild ? stringsIn(node) : [];
}

/** Texts of a file that people would see as they stand there. */
function literalsIn(name: string, code: string): string[] {
	const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
	const found: string[] = [];
	const visit = (node: ts.Node) => {
		if (node !== file) found.push(...shownBy(node));
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found.map((text) => text.trim()).filter((text) => hasLetters(text) && !ALLOWED.has(text));
}

const files = ["app", "components"].flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".tsx"))
		.map((name) => join(folder, name)),
);

describe("what people see", () => {
	it("stands in messages, not in the code", () => {
		expect(files.length).toBeGreaterThan(150);
		const found = files.flatMap((file) =>
			literalsIn(file, readFileSync(file, "utf8")).map((text) => `${file}: ${text}`),
		);
		expect(found).toEqual([]);
	});

	const PLANTED: [code: string, found: string[]][] = [
		["<p>Hello</p>", ["Hello"]],
		["<p>{t('a')} of them</p>", ["of them"]],
		["<p>{'Hello'}</p>", ["Hello"]],
		["<p>{done ? 'Ready' : t('a')}</p>", ["Ready"]],
		["<p>{done && `Ready ${n} times`}</p>", ["Ready", "times"]],
		["<p>{name ?? 'Nobody'}</p>", ["Nobody"]],
		["<><b>{t('a')}</b>Halo</>", ["Halo"]],
		["<img alt='A photo' />", ["A photo"]],
		["<button aria-label='Close' title={`Close ${name}`} />", ["Close", "Close"]],
		["<input placeholder={'Your ' + name} />", ["Your"]],
	];
	for (const [code, found] of PLANTED)
		it(`is found in ${code}`, () => expect(literalsIn("planted.tsx", code)).toEqual(found));

	const FINE = [
		"<p className='text-sm' lang='en'>{t('a')} · 3 / {count}</p>",
		"<p>{state === 'failed' ? t('a') : null}</p>",
		"<p>{format.number(3, 'short')}</p>",
		"<Field label={t('a')} placeholder='' alt='' name='domain' />",
	];
	for (const code of FINE)
		it(`is not taken to be ${code}`, () => expect(literalsIn("fine.tsx", code)).toEqual([]));
});
