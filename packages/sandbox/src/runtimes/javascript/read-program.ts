import type * as Acorn from "acorn";
import { SourceEdits } from "./source-edits.ts";

declare global {
  /** Set by the parser's script. */
  var acorn: typeof Acorn;
}

/** A source as QuickJS gets it: a script whose top level may wait, and whose imports and exports are statements of their own. */
export interface ReadSource {
  code: string;
  edits: SourceEdits;
  /** Whether its last statement is an expression whose value is meant to be seen. */
  hasValue: boolean;
  /** What its top level declares with let, const and class, which no other way of asking finds. */
  lexicalNames: string[];
}

/** `Symbol.for("vitrine.watch")` in the guest. */
const watch = 'globalThis[Symbol.for("vitrine.watch")](';

/**
 * Reads a source and puts what a script cannot have into other words, in place. `shared`: later code goes on with the names of this one and may declare them again, so
 * that they become variables. Throws acorn's SyntaxError, with `loc`.
 */
export function readSource(source: string, shared: boolean): ReadSource {
  const program = globalThis.acorn.parse(source, { ecmaVersion: "latest", sourceType: "script", allowAwaitOutsideFunction: true, allowImportExportEverywhere: true, allowHashBang: true });
  const edits = new SourceEdits(source);
  const lexicalNames: string[] = [];
  const statements = program.body.filter(({ type }) => type !== "EmptyStatement");
  for (const statement of statements) {
    switch (statement.type) {
      case "ImportDeclaration":
        lexicalNames.push(...importInPlace(statement, edits, shared));
        break;
      case "ExportDefaultDeclaration":
        exportDefault(statement, edits);
        break;
      case "ExportNamedDeclaration":
        exportNamed(statement, edits);
        if (statement.declaration) lexicalNames.push(...declare(statement.declaration, edits, shared));
        break;
      case "ExportAllDeclaration":
        edits.replace(statement.start, statement.end, `Object.assign(module.exports, await import(${JSON.stringify(statement.source.value)}));`);
        break;
      case "ExpressionStatement":
        if (statement !== statements.at(-1) && mayFloat(statement.expression)) {
          edits.insert(statement.expression.start, watch);
          edits.insert(statement.expression.end, ")");
        }
        break;
      default:
        lexicalNames.push(...declare(statement as Acorn.Declaration, edits, shared));
    }
  }
  return { code: edits.apply(), edits, hasValue: hasValue(statements.at(-1)), lexicalNames };
}

/** Whether the call may leave a promise behind that nobody waits for. */
function mayFloat(expression: Acorn.Expression): boolean {
  if (expression.type !== "CallExpression") return false;
  const { callee } = expression;
  return !(callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === "console") && callee.type !== "Super";
}

function hasValue(statement: Acorn.Statement | Acorn.ModuleDeclaration | undefined): boolean {
  if (statement?.type !== "ExpressionStatement" || statement.directive !== undefined) return false;
  return !["AssignmentExpression", "UpdateExpression"].includes(statement.expression.type);
}

/** `import a, { b as c } from "d"` → `const { default: a, b: c } = await import("d");` */
function importInPlace({ start, end, specifiers, source }: Acorn.ImportDeclaration, edits: SourceEdits, shared: boolean): string[] {
  const from = `await import(${JSON.stringify(source.value)})`;
  const whole = specifiers.find(({ type }) => type === "ImportNamespaceSpecifier");
  const named = specifiers.filter((specifier) => specifier !== whole).map((specifier) => `${specifier.type === "ImportSpecifier" ? nameOf(specifier.imported) : "default"}: ${specifier.local.name}`);
  const kind = shared ? "var" : "const";
  const parts = [...(whole ? [`${kind} ${whole.local.name} = ${from};`] : []), ...(named.length > 0 ? [`${kind} { ${named.join(", ")} } = ${from};`] : [])];
  edits.replace(start, end, parts.length > 0 ? parts.join(" ") : `${from};`);
  return shared ? [] : specifiers.map(({ local }) => local.name);
}

const nameOf = (node: Acorn.Identifier | Acorn.Literal): string => (node.type === "Identifier" ? node.name : JSON.stringify(node.value));

function exportDefault({ start, end, declaration }: Acorn.ExportDefaultDeclaration, edits: SourceEdits): void {
  const isNamed = (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") && declaration.id;
  if (!isNamed) return edits.replace(start, declaration.start, "module.exports.default = ");
  edits.replace(start, declaration.start, "");
  edits.insert(end, `;module.exports.default = ${declaration.id.name};`);
}

function exportNamed({ start, end, declaration, specifiers, source }: Acorn.ExportNamedDeclaration, edits: SourceEdits): void {
  if (declaration) {
    edits.replace(start, declaration.start, "");
    edits.insert(end, `;${namesOf(declaration).map((name) => `module.exports.${name} = ${name};`).join("")}`);
    return;
  }
  const from = source ? `const from = await import(${JSON.stringify(source.value)}); ` : "";
  const parts = specifiers.map(({ local, exported }) => `module.exports[${JSON.stringify(plainName(exported))}] = ${source ? `from[${JSON.stringify(plainName(local))}]` : plainName(local)};`);
  edits.replace(start, end, source ? `{ ${from}${parts.join(" ")} }` : parts.join(" "));
}

const plainName = (node: Acorn.Identifier | Acorn.Literal): string => (node.type === "Identifier" ? node.name : String(node.value));

/** Makes what is declared a variable where it is shared; else gives its names. */
function declare(statement: Acorn.Declaration, edits: SourceEdits, shared: boolean): string[] {
  const isLexical = (statement.type === "VariableDeclaration" && statement.kind !== "var") || statement.type === "ClassDeclaration";
  if (!isLexical) return [];
  if (!shared) return namesOf(statement);
  if (statement.type === "ClassDeclaration") {
    edits.insert(statement.start, `var ${statement.id.name} = `);
    edits.insert(statement.end, ";");
  } else edits.replace(statement.start, statement.start + statement.kind.length, "var".padEnd(statement.kind.length));
  return [];
}

function namesOf(declaration: Acorn.Declaration): string[] {
  if (declaration.type === "VariableDeclaration") return declaration.declarations.flatMap(({ id }) => boundNames(id));
  return declaration.id ? [declaration.id.name] : [];
}

function boundNames(pattern: Acorn.Pattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) => boundNames(property.type === "RestElement" ? property.argument : property.value));
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
    case "RestElement":
      return boundNames(pattern.argument);
    case "AssignmentPattern":
      return boundNames(pattern.left);
    default:
      return [];
  }
}
