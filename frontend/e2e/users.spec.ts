import { readFile } from 'node:fs/promises';
import { signIn } from './api';
import { find, openUsers, row } from './pages';
import { expect, test } from './story';
import { manager, owner, production } from './world';

test('three tabs tell who is active, who is not, and who has not come yet', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  for (const [name, column] of [
    ['Inactive Users', 'Inactive'],
    ['Pending Invites', 'Expire'],
    ['Active Users', 'Active'],
  ] as const) {
    const tab = page.getByRole('tab', { name: new RegExp(`^${name}`) });
    await expect(tab).toHaveText(/\d$/);
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('row').nth(1)).toContainText(column);
  }
});

test('a user is found by part of a name in any case, and seen whole beside the list', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  await find(page, manager);
  await page.getByRole('searchbox').fill('mATEO fern');
  await expect(row(page, manager)).toBeVisible();
  await page.getByRole('button', { name: 'Mateo Fernández' }).first().click();
  const panel = page.getByRole('complementary', { name: 'User details' });
  await expect(panel.getByRole('heading', { name: 'Mateo Fernández' })).toBeVisible();
  await expect(panel).toContainText(manager);
  await expect(panel).toContainText('Acme Production');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

test('the list is ordered by last login, whoever never came last', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  await page.getByRole('columnheader', { name: 'Last login' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Last login' })).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('row').nth(1).locator('time').first()).toBeVisible();
  const moments = await page
    .getByRole('row')
    .locator('time')
    .evaluateAll((all) => all.map((each) => each.getAttribute('datetime') ?? ''));
  expect(moments.length).toBeGreaterThan(5);
  expect(moments).toEqual(moments.toSorted().toReversed());
});

test('the list can be taken along as CSV, and its columns chosen', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain('"Name","E-mail"');
  expect(text).toContain(manager);

  await expect(page.getByRole('columnheader', { name: 'Type' })).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Type' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Type' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Status' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Type' })).toHaveCount(0);
});
