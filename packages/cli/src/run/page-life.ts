import type { Page } from "playwright-core";

/** The work's result, unless the page is lost or the time is over before. */
export async function within<T>(ms: number, work: Promise<T>, end: Promise<{ lost: string }>): Promise<T | { lost: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ lost: string }>((resolve) => {
    timer = setTimeout(() => resolve({ lost: `The page gave no answer within ${ms / 1000} s.` }), ms);
  });
  try {
    const failed = work.catch((error: unknown) => ({ lost: `The page failed: ${firstLine(error)}` }));
    return await Promise.race([failed, end, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves when the page is gone. */
export function endOf(page: Page): Promise<{ lost: string }> {
  return new Promise((resolve) => {
    page.once("crash", () => resolve({ lost: "The browser's tab crashed." }));
    page.once("close", () => resolve({ lost: "The browser ended, or closed the tab." }));
  });
}

/** Playwright's messages go on with a log. */
export const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
