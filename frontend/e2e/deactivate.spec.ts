import { ask, signIn } from './api';
import { act, find, join, newPassword, openUsers, row } from './pages';
import { expect, test } from './story';
import { newcomer, owner, production } from './world';

test('a deactivated user is out at once, and comes back after a reactivation and a new sign-in', async ({
  page,
  another,
  allow,
}) => {
  allow(/401/);
  const email = newcomer('dana');
  await signIn(page, owner);
  await join(page, production, email, 'Dana Door');
  const theirs = await another();
  await theirs.goto('/sign-in');
  await signIn(theirs, email, newPassword);
  await openUsers(page, production);
  await find(page, email);

  await act(page, email, 'Deactivate');
  const dialog = page.getByRole('alertdialog', { name: 'Deactivate Dana Door?' });
  await dialog.getByLabel('Reason').fill('left the team');
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, email)).toHaveCount(0);

  const { viewer } = await ask<{ viewer: { tenants: unknown[] } | null }>(theirs, '{ viewer { tenants { slug } } }');
  expect(viewer?.tenants ?? []).toEqual([]);

  await page.getByRole('tab', { name: /Inactive/ }).click();
  await find(page, email);
  await expect(row(page, email)).toContainText('Inactive');
  await act(page, email, 'View details');
  await expect(page.getByRole('complementary', { name: 'User details' })).toContainText('left the team');
  await page.keyboard.press('Escape');
  await act(page, email, 'Reactivate');
  await expect(row(page, email)).toHaveCount(0);
  await page.getByRole('tab', { name: /^Active/ }).click();
  await find(page, email);
  await expect(row(page, email)).toContainText('Active');
});

test('a deactivation is taken back from its own message', async ({ page }) => {
  const email = newcomer('una');
  await signIn(page, owner);
  await join(page, production, email, 'Una Undone');
  await openUsers(page, production);
  await find(page, email);
  await act(page, email, 'Deactivate');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(row(page, email)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Una Undone is active again')).toBeVisible();
  await expect(page.getByText('Una Undone is deactivated')).toHaveCount(0);
  await expect(row(page, email)).toContainText('Active');
});
