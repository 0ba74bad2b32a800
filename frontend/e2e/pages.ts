import { expect, type Locator, type Page } from '@playwright/test';
import { baseURL } from './address';
import { ask, invite, linkFor } from './api';

export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Opens a page of a tenant and waits until what happens elsewhere arrives. */
export async function openUsers(page: Page, tenant: string, query = ''): Promise<void> {
  await page.goto(`/t/${tenant}/users${query}`);
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^Live$/ })).toBeVisible();
}

/** The row of a list in which this text stands: an address, as a rule. */
export function row(page: Page, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text });
}

/** Opens the menu of a row and chooses. */
export async function act(page: Page, text: string, choice: string): Promise<void> {
  await row(page, text)
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: choice }).click();
}

/** Narrows the list to the one row in which this text stands: the head and that row are left. */
export async function find(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox', { name: /Search/ }).fill(text);
  await expect(page).toHaveURL(new RegExp(`search=${encodeURIComponent(text)}|search=${text}`));
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(row(page, text)).toBeVisible();
}

export const newPassword = 'a-kettle-full-of-rain-7';

/** Brings somebody new into a tenant, and tells their address. */
export async function join(owner: Page, tenant: string, email: string, name: string): Promise<void> {
  await invite(owner, tenant, email, name);
  const token = (await linkFor(owner, email)).split('#')[1];
  const stranger = await owner.context().browser()?.newContext({ baseURL });
  if (!stranger) throw new Error('the page has no browser');
  const page = await stranger.newPage();
  const { inviteAccept } = await ask<{ inviteAccept: { userErrors: unknown[] } }>(
    page,
    'mutation ($input: InviteAcceptInput!) { inviteAccept(input: $input) { userErrors { message } } }',
    { input: { token, name, password: newPassword } },
  );
  expect(inviteAccept.userErrors).toEqual([]);
  await stranger.close();
}
