import type { Frame, Page } from "playwright-core";

/** The sealed document inside a view frame in which the selector matches, once there is one. The last of several. */
export async function viewFrame(page: Page, selector: string, timeoutMs = 30_000): Promise<Frame> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    for (const frame of page.frames().toReversed()) {
      // A frame may go away while it is asked.
      const count = await frame.locator(selector).count().catch(() => 0);
      if (frame !== page.mainFrame() && count > 0) return frame;
    }
    await page.waitForTimeout(50);
  }
  throw new Error(`No view frame has ${selector} after ${timeoutMs} ms`);
}
