const statement =
  /^(?:import \w|from [\w.]+ import |(?:async )?def \w+\(|class \w+[(:]|@\w|print\(|(?:for|while|if|with|async for|async with) .*:\s*(?:#.*)?$|try:|[A-Za-z_][\w.]*(?:, *\w+)* [-+*/]?= \S)/m;
// Prompts and commands of a terminal, and statements of languages whose assignments look alike.
const foreign = /^\s*(?:[$#>%] |>>> |(?:pip|pip3|npm|npx|conda|sudo|apt|cd|git|curl) |Traceback \(most|(?:const|let|var|function|public|using|package|SELECT|<\w+)\b)|;\s*$|=> *\{/im;

/** Whether an unlabelled block is plausibly a Python program, and not a terminal, its output or another language. Says no when in doubt. */
export function looksLikePython(code: string): boolean {
  return statement.test(code) && !foreign.test(code.replace(/^#.*$/gm, ""));
}
