import { dropEffects } from "./style-without-effects.ts";

/** Values that can name an address other than a place in the same document; a backslash can spell one in what CSS keeps as it was written. */
const suspect = /url\((?!["']?#)|image\(|image-set\(|cross-fade\(|src\(|\\/i;

const any = /url\(/i;

/** Takes every declaration out that could name an address (the policy refuses to fetch them anyway), with `places` also those of places in the same document. */
export function dropAddresses(style: CSSStyleDeclaration, places: boolean): void {
  for (const name of Array.from(style)) {
    const value = style.getPropertyValue(name);
    if (suspect.test(value) || (places && any.test(value))) style.removeProperty(name);
  }
}

/** A style sheet's text without imports, fonts, addresses (of places in the same document, too: only elements refer to them), filters and large shadows; `onEffect` hears of the latter. */
export function cleanSheet(text: string, onEffect: () => void): string {
  // A constructed sheet loads nothing, not even its imports.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  cleanRules(sheet, onEffect);
  return Array.from(sheet.cssRules, (rule) => rule.cssText).join("\n");
}

function cleanRules(list: { cssRules: CSSRuleList; deleteRule(index: number): void }, onEffect: () => void): void {
  const clean = (style: CSSStyleDeclaration) => {
    dropAddresses(style, true);
    if (dropEffects(style)) onEffect();
  };
  for (let index = list.cssRules.length - 1; index >= 0; index--) {
    const rule = list.cssRules[index]!;
    const known = rule instanceof CSSStyleRule || rule instanceof CSSGroupingRule || rule instanceof CSSKeyframesRule || rule instanceof CSSKeyframeRule;
    if (!known) list.deleteRule(index);
    if (rule instanceof CSSStyleRule || rule instanceof CSSKeyframeRule) clean(rule.style);
    if (rule instanceof CSSStyleRule || rule instanceof CSSGroupingRule) cleanRules(rule, onEffect);
    if (rule instanceof CSSKeyframesRule) for (const frame of rule.cssRules) clean((frame as CSSKeyframeRule).style);
  }
}
