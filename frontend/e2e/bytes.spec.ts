import { get } from 'node:http';
import type { Page } from '@playwright/test';
import { signIn } from './api';
import { openUsers } from './pages';
import { expect, test } from './story';
import { owner, production } from './world';

/** How many bytes a script takes on the way, packed with gzip. */
function packed(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      expect(response.headers['content-encoding']).toBe('gzip');
      let size = 0;
      response.on('data', (chunk: Buffer) => (size += chunk.length));
      response.on('end', () => resolve(size));
    }).on('error', reject);
  });
}

/** Collects the scripts that the page loads; the sum is of what gzip makes of them, in KiB. */
function scripts(page: Page): () => Promise<number> {
  const urls = new Set<string>();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') urls.add(response.url());
  });
  return async () => {
    const sizes = await Promise.all([...urls].map(packed));
    return sizes.reduce((sum, size) => sum + size, 0) / 1024;
  };
}

test('the sign-in loads at most 140 KiB of script', async ({ page }) => {
  const sum = scripts(page);
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  expect(await sum()).toBeLessThanOrEqual(140);
});

test('the list of users loads at most 260 KiB of script', async ({ page }) => {
  const sum = scripts(page);
  await signIn(page, owner);
  await openUsers(page, production);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  expect(await sum()).toBeLessThanOrEqual(260);
});
