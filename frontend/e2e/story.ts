import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { baseURL } from './address';
import { watch } from './watch';

interface Stage {
  /** Opens a second browser: its own cookies, the same watch. */
  readonly another: () => Promise<Page>;
  /** What this story breaks on purpose, and the console therefore says. */
  readonly allow: (pattern: RegExp) => void;
}

export const test = base.extend<{ allowed: RegExp[]; watched: void } & Stage>({
  allowed: async ({ browserName: _any }, use) => use([]),
  allow: async ({ allowed }, use) => use((pattern) => void allowed.push(pattern)),
  watched: [
    async ({ context, allowed }, use) => {
      const found = watch(context, allowed);
      await use();
      expect(found, 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],
  another: async ({ browser, allowed }, use) => {
    const opened: { context: BrowserContext; found: string[] }[] = [];
    await use(async () => {
      const context = await openLike(browser);
      opened.push({ context, found: watch(context, allowed) });
      return context.newPage();
    });
    for (const { context, found } of opened) {
      expect(found, 'errors in the other browser').toEqual([]);
      await context.close();
    }
  },
});

function openLike(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ baseURL, viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
}

export { expect };
