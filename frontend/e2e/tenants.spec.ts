import { signIn } from './api';
import { openUsers } from './pages';
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

test('a tenant that is not theirs reads as one that is not there', async ({ page, allow }) => {
  allow(/400|NOT_FOUND/);
  await signIn(page, owner);
  const told = async (tenant: string) => {
    await page.goto(`/t/${tenant}/users`);
    await expect(page.getByRole('heading', { name: 'You cannot enter this tenant' })).toBeVisible();
    const text = await page.getByRole('main').innerText();
    return text.replace(/· \w+/, '');
  };
  expect(await told('globex')).toBe(await told('no-such-tenant'));
});

test('another tenant opens at the same page, and the keyboard goes on there', async ({ page }) => {
  await signIn(page, owner);
  await page.goto(`/t/${production}/roles`);
  await page.getByRole('button', { name: /^Tenant Acme Production/ }).click();
  await page.getByRole('menuitem', { name: /Acme Sandbox/ }).click();
  await expect(page).toHaveURL(/\/t\/acme-sandbox\/roles/);
  await expect(page).toHaveTitle('Roles · Acme Sandbox · Doorward');
  await expect(page.getByRole('main')).toBeFocused();
});

test('a role leads to its users', async ({ page }) => {
  await signIn(page, owner);
  await page.goto(`/t/${production}/roles`);
  await page.getByRole('link', { name: 'Guest', exact: true }).click();
  await expect(page).toHaveURL(/\/users\?role=rol_/);
  await expect(page.getByRole('row').nth(1)).toContainText('Guest');
});
