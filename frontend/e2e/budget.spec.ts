import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { port as usual } from './address';
import { signIn } from './api';
import { find, openUsers } from './pages';
import { startProgram, up } from './program';
import { expect, test } from './story';
import { manager, production } from './world';

const port = usual + 4;
const folder = 'test-results/data-budget';

test.describe.configure({ mode: 'default' });
test.use({ baseURL: `http://127.0.0.1:${port}` });

async function spendAll(page: Page): Promise<void> {
  for (const query of ['{ users(first: 100) { nodes { id } } }', '{ liveCursor }']) {
    let answer = '';
    while (!answer.includes('RATE_LIMITED')) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, else it were too many at once
      answer = await (await page.request.post('/graphql', { data: { query } })).text();
    }
  }
}

/** A server that gives each user so much a minute, and a user who has asked for all of it. */
async function withBudget(page: Page, budget: number, act: () => Promise<void>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const program = startProgram(port, folder, `--user-budget=${budget}`);
  try {
    await up(page, program);
    await signIn(page, manager);
    await openUsers(page, production);
    await spendAll(page);
    await act();
  } finally {
    program.process.kill('SIGKILL');
  }
}

test.beforeEach(({ allow }) => allow(new RegExp(`429|127\\.0\\.0\\.1:${port}/`)));

test('what is asked for a little too soon comes a little later, by itself', async ({ page }) => {
  await withBudget(page, 600, async () => {
    const refused = page.waitForResponse((response) => response.status() === 429);
    await find(page, manager);
    await refused;
  });
});

test('what is asked for much too soon says so, and comes when it is asked for again', async ({ page }) => {
  await withBudget(page, 150, async () => {
    await page.getByRole('searchbox', { name: /Search/ }).fill(manager);
    await expect(page.getByRole('alert')).toHaveText('That is more than can be asked for within a minute.');
    await expect(page.getByText('Wait a moment and try again.')).toBeVisible();
    const again = page.getByRole('button', { name: 'Try again' });
    await expect(async () => {
      // A short wait the console sits out by itself: meanwhile, and once the list is there, there is no such button.
      if (await again.isVisible()) await again.click({ timeout: 5_000 });
      await expect(page.getByRole('row').nth(1)).toBeVisible({ timeout: 5_000 });
    }).toPass({ intervals: [5_000] });
  });
});
