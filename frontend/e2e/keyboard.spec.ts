import type { Page } from '@playwright/test';
import { signIn } from './api';
import { openUsers, row } from './pages';
import { expect, test } from './story';
import { newcomer, owner, password, production } from './world';

/** Moves with Tab until something with this name has the focus; a trap or a lost focus never gets there. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Tab');
        return page.evaluate(() => {
          const focused = document.activeElement;
          return focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
        });
      },
      { intervals: [30] },
    )
    .toMatch(name);
}

test('signing in takes a keyboard alone', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type(owner);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/sign-in/);
});

test('inviting, finding and cancelling take a keyboard alone', async ({ page }) => {
  const email = newcomer('kay');
  await signIn(page, owner);
  await openUsers(page, production, '?tab=invites');

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await tabTo(page, /Add new/);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('E-mail addresses')).toBeFocused();
  await page.keyboard.type(email);
  await tabTo(page, /^Send invite$/);
  await page.keyboard.press('Enter');
  await expect(row(page, email)).toBeVisible();

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type(email);
  await expect(page.getByRole('row')).toHaveCount(2);
  await tabTo(page, new RegExp(`^Actions for ${email}`));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Resend' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: `Actions for ${email}` })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await tabTo(page, /^Cancel invite$/);
  await page.keyboard.press('Enter');
  await expect(row(page, email)).toHaveCount(0);
});

test('the palette leads to every page', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search or jump to' });
  await expect(palette.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('journal');
  await expect(palette.getByRole('menuitem')).toHaveText(['Journal']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Journal', level: 1 })).toBeVisible();
});
