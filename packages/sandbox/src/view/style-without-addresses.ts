/** Values that can name an address other than a place in the same document; a backslash can spell one in what CSS keeps as it was written. */
const suspect = /url\((?!["']?#)|image\(|image-set\(|cross-fade\(|src\(|\\/i;

/** Takes every declaration out that could name an address. The policy refuses to fetch them anyway. */
export function dropAddresses(style: CSSStyleDeclaration): void {
  for (const name of Array.from(style)) if (suspect.test(style.getPropertyValue(name))) style.removeProperty(name);
}

/** A style sheet's text without imports, fonts and addresses. */
export function cleanSheet(text: string): string {
  // A constructed sheet loads nothing, not even its imports.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  cleanRules(sheet);
  return Array.from(sheet.cssRules, (rule) => rule.cssText).join("\n");
}

function cleanRules(list: { cssRules: CSSRuleList; deleteRule(index: number): void }): void {
  for (let index = list.cssRules.length - 1; index >= 0; index--) {
    const rule = list.cssRules[index]!;
    const known = rule instanceof CSSStyleRule || rule instanceof CSSGroupingRule || rule instanceof CSSKeyframesRule || rule instanceof CSSKeyframeRule;
    if (!known) list.deleteRule(index);
    if (rule instanceof CSSStyleRule || rule instanceof CSSKeyframeRule) dropAddresses(rule.style);
    if (rule instanceof CSSStyleRule || rule instanceof CSSGroupingRule) cleanRules(rule);
    if (rule instanceof CSSKeyframesRule) for (const frame of rule.cssRules) dropAddresses((frame as CSSKeyframeRule).style);
  }
}
