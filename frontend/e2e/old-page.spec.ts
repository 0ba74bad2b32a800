import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { signIn } from './api';
import { fillSignIn, find, openUsers } from './pages';
import { expect, test } from './story';
import { agent, owner, password, production } from './world';

const hash = /"sha256Hash":"\w{64}"/;
const otherHash = `"sha256Hash":"${'0'.repeat(64)}"`;

const notice = (page: Page) => page.getByRole('status').getByText('This page is from an older version of Doorward.');
const button = (page: Page) => page.getByRole('button', { name: 'Load it anew' });

/** From here on the page asks what the server does not know, as after an upgrade; tells the operations. */
async function upgrade(page: Page): Promise<string[]> {
  const asked: string[] = [];
  await page.route('**/graphql', async (route) => {
    const body = route.request().postData() ?? '';
    asked.push((JSON.parse(body) as { operationName: string }).operationName);
    await route.continue({ postData: body.replace(hash, otherHash) });
  });
  return asked;
}

test.beforeEach(({ allow }) => allow(/400/));

test('a page that is older than its server says so once, asks no more by itself, and is loaded anew', async ({
  page,
}) => {
  await signIn(page, owner);
  await openUsers(page, production);
  const asked = await upgrade(page);
  await page.getByRole('searchbox', { name: /Search/ }).fill('mateo');
  await expect(notice(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'This could not be loaded' })).toBeVisible();
  await expectAccessible(page, 'the notice of an old page');
  // What others do in the tenant meanwhile makes the page ask other things.
  expect(asked.filter((name) => name === 'userRowsQuery')).toHaveLength(1);

  await page.unroute('**/graphql');
  await button(page).click();
  await expect(notice(page)).toBeHidden();
  await find(page, 'manager@acme.example');
});

test('a tenant that cannot be entered with an old page is not said to be missing', async ({ page }) => {
  await signIn(page, owner);
  await upgrade(page);
  await page.goto(`/t/${production}/users`);
  await expect(notice(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The tenant cannot be shown now' })).toBeVisible();
  await expect(page.getByText('you are not an active user')).toBeHidden();
});

test('what is being written when the page turns old stays until its writer lets go of it', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production, '?tab=invites');
  await upgrade(page);
  await page.getByRole('button', { name: 'Add new' }).click();
  const dialog = page.getByRole('dialog', { name: /^Invite to/ });
  const field = dialog.getByLabel('E-mail addresses');
  await field.fill('vera@newcomers.example');
  await dialog.getByRole('button', { name: 'Send invite' }).click();
  await expect(dialog.getByText('This page is from an older version of Doorward.')).toBeVisible();
  await expect(field).toHaveValue('vera@newcomers.example');

  await page.unroute('**/graphql');
  await button(page).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
});

test('the sign-in that is too old says so, and works when loaded anew', async ({ page }) => {
  const asked = await upgrade(page);
  await page.goto('/sign-in?why=needed');
  await fillSignIn(page, agent, password);
  await expect(page.getByRole('alert')).toHaveText('This page is from an older version of Doorward. Load it anew.');
  await expectAccessible(page, 'the sign-in that is too old');
  expect(asked).toEqual(['signInPageMutation']);

  await page.unroute('**/graphql');
  await button(page).click();
  await fillSignIn(page, agent, password);
  await expect(page).not.toHaveURL(/sign-in/);
});

test('a live list learns it from its socket', async ({ page }) => {
  await signIn(page, owner);
  await page.routeWebSocket(/\/graphql$/, (ours) => {
    const server = ours.connectToServer();
    ours.onMessage((message) => server.send(String(message).replace(hash, otherHash)));
  });
  await page.goto(`/t/${production}/users`);
  await expect(notice(page)).toBeVisible();
});
