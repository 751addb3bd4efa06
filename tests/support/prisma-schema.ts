/**
 * What `schema.prisma` says about tables, in the words of PostgreSQL's own catalogue. A small reader
 * of the parts of the language that the schema uses; it refuses what it does not know, rather than
 * pass over it. (Prisma's own comparison needs an engine that it downloads.)
 */
import { readFileSync } from "node:fs";

export interface TableShape {
	/** `name type [not null] [default]`, sorted. */
	columns: string[];
	primaryKey: string[];
	/** `unique a, b desc` or `index a`, sorted. */
	indexes: string[];
	/** `a -> table(b) on delete cascade`, sorted. */
	foreignKeys: string[];
}

export interface SchemaShape {
	tables: Record<string, TableShape>;
	enums: Record<string, string[]>;
}

const TYPES: Record<string, string> = {
	String: "text",
	Boolean: "boolean",
	Int: "integer",
	BigInt: "bigint",
	Float: "double precision",
	Json: "jsonb",
	Bytes: "bytea",
	"String @db.Uuid": "uuid",
	"DateTime @db.Date": "date",
	"DateTime @db.Timestamptz(3)": "timestamp(3) with time zone",
	"DateTime @db.Timestamptz(6)": "timestamp(6) with time zone",
	"Float @db.Real": "real",
};

const ON_DELETE = { Cascade: "cascade", Restrict: "restrict", SetNull: "set null" } as const;

interface Block {
	kind: string;
	name: string;
	lines: string[];
}

function readBlocks(text: string): Block[] {
	const found = text.matchAll(/^(model|enum) (\w+) \{\n(.*?)^\}/gms);
	return [...found].map(([, kind = "", name = "", body = ""]) => ({
		kind,
		name,
		lines: body
			.split("\n")
			.map((line) => line.replace(/\/\/.*$/, "").trim())
			.filter((line) => line !== ""),
	}));
}

function mappedName(block: Block): string {
	for (const line of block.lines) {
		const name = /^@@map\("(\w+)"\)$/.exec(line)?.[1];
		if (name) return name;
	}
	throw new Error(`${block.name} has no @@map`);
}

interface Field {
	name: string;
	type: string;
	mark: string;
	rest: string;
	column: string;
}

function readFields(block: Block): Field[] {
	const lines = block.lines.filter((line) => !line.startsWith("@@"));
	return lines.map((line) => {
		const [, name = "", type = "", mark = "", rest = ""] =
			/^(\w+)\s+(\w+)(\?|\[\])?\s*(.*)$/.exec(line) ?? [];
		return { name, type, mark, rest, column: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name };
	});
}

class Reader {
	readonly #models: Map<string, Block>;
	readonly #enums: Map<string, Block>;

	constructor(blocks: Block[]) {
		const of = (kind: string) =>
			new Map(blocks.filter((block) => block.kind === kind).map((block) => [block.name, block]));
		this.#models = of("model");
		this.#enums = of("enum");
	}

	read(): SchemaShape {
		const tables = [...this.#models.values()].map((block) => [
			mappedName(block),
			this.#table(block),
		]);
		const enums = [...this.#enums.values()].map((block) => [
			mappedName(block),
			block.lines.filter((line) => !line.startsWith("@@")),
		]);
		return { tables: Object.fromEntries(tables), enums: Object.fromEntries(enums) };
	}

	#table(block: Block): TableShape {
		const fields = readFields(block);
		const relations = fields.filter((field) => this.#models.has(field.type));
		const columns = fields.filter((field) => !this.#models.has(field.type));
		const list = (text: string) => columnList(text, columns);
		const lists = (attribute: string) =>
			block.lines
				.map((line) => new RegExp(`^@@${attribute}\\(\\[(.*)\\]\\)$`).exec(line)?.[1])
				.filter((text) => text !== undefined)
				.map(list);
		const single = (attribute: string) =>
			columns
				.filter((field) => new RegExp(`@${attribute}\\b`).test(field.rest))
				.map((f) => f.column);
		return {
			columns: columns.map((field) => this.#column(field)).toSorted(),
			primaryKey: lists("id")[0]?.split(", ") ?? single("id"),
			indexes: [
				...[...single("unique"), ...lists("unique")].map((name) => `unique ${name}`),
				...lists("index").map((name) => `index ${name}`),
			].toSorted(),
			foreignKeys: relations.flatMap((field) => this.#foreignKey(field, list)).toSorted(),
		};
	}

	#column(field: Field): string {
		const native = /@db\.\w+(\(\d+\))?/.exec(field.rest)?.[0];
		const enumBlock = this.#enums.get(field.type);
		const type = enumBlock
			? mappedName(enumBlock)
			: TYPES[native ? `${field.type} ${native}` : field.type];
		if (!type) throw new Error(`No type is known for ${field.name}: ${field.type} ${native ?? ""}`);
		const array = field.mark === "[]" ? "[]" : "";
		const required = field.mark === "?" ? "" : " not null";
		return `${field.column} ${type}${array}${required}${/@default/.test(field.rest) ? " default" : ""}`;
	}

	#foreignKey(field: Field, list: (text: string) => string): string[] {
		const found = /@relation\(fields: \[(.*?)\], references: \[(.*?)\], onDelete: (\w+)\)/.exec(
			field.rest,
		);
		const target = this.#models.get(field.type);
		if (!found || !target) return [];
		const [, own = "", theirs = "", action = ""] = found;
		const there = columnList(theirs, readFields(target));
		const onDelete = ON_DELETE[action as keyof typeof ON_DELETE];
		return [`${list(own)} -> ${mappedName(target)}(${there}) on delete ${onDelete}`];
	}
}

/** `ownerId, date(sort: Desc)` in the names of the columns: `owner_id, date desc`. */
function columnList(text: string, fields: Field[]): string {
	const parts = text.split(/,\s*/).map((part) => {
		const [, name, descending] = /^(\w+)(\(sort: Desc\))?$/.exec(part) ?? [];
		const field = fields.find((one) => one.name === name);
		if (!field) throw new Error(`${part} is no field`);
		return field.column + (descending ? " desc" : "");
	});
	return parts.join(", ");
}

export function readPrismaSchema(path = "prisma/schema.prisma"): SchemaShape {
	return new Reader(readBlocks(readFileSync(path, "utf8"))).read();
}
