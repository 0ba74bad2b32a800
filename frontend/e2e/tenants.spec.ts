import { openUsers, signIn } from './pages';
import { expect, test } from './story';
import { owner, production } from './world';

test('the tenant stands at the top right and can be switched; lists of two tenants never meet', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  const rows = page.getByRole('row');
  const before = await rows.allInnerTexts();
  await page.getByRole('button', { name: /^Tenant Acme Production/ }).click();
  await page.getByRole('menuitem', { name: /Acme Sandbox/ }).click();
  await expect(page).toHaveURL(/\/t\/acme-sandbox\/users/);
  await expect(page.getByRole('button', { name: /^Tenant Acme Sandbox/ })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Users' })).toBeVisible();
  expect(await rows.allInnerTexts()).not.toEqual(before);
});

test('a tenant that is not theirs reads as one that is not there', async ({ page }) => {
  await signIn(page, owner);
  await page.goto('/t/globex/users');
  const foreign = await page.getByRole('main').innerText();
  await page.goto('/t/no-such-tenant/users');
  await expect(page.getByRole('main')).toHaveText(foreign);
});
