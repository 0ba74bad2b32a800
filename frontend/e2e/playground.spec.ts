import { invite, signIn } from './api';
import { fillSignIn, openUsers } from './pages';
import { expect, test } from './story';
import { newcomer, owner, password, production } from './world';

test('the playground asks a query and follows a subscription, with the session and the tenant of the console', async ({
  page,
}) => {
  await signIn(page, owner);
  await page.goto(`/playground?tenant=${production}`);
  await expect(page.getByText(`Signed in as ${owner}`)).toBeVisible();
  const play = page.getByRole('button', { name: /Execute query/ });
  const answer = page.locator('.result-window');

  await page.getByRole('tab', { name: 'WhoAmI' }).click();
  // Monaco draws only the lines in sight (this one is near the top), and takes a click before its editor is ready.
  await expect(async () => {
    await play.click();
    await expect(answer).toContainText(owner, { timeout: 3_000 });
  }).toPass();

  await page.getByRole('tab', { name: 'FollowInvites' }).click();
  await play.click();
  await expect(page.getByRole('button', { name: /Stop query/ })).toBeVisible();
  // The protocol does not say when a subscription has begun: whoever was invited before it is not told.
  await expect(async () => {
    const email = newcomer('pia');
    await invite(page, production, email);
    await expect(answer).toContainText(email, { timeout: 3_000 });
  }).toPass();
});

test('whoever comes to the playground signed out signs in, comes back, and asks in a tenant of their own', async ({
  page,
  allow,
}) => {
  allow(/401/);
  await page.goto('/playground');
  await expect(page.getByText('Nobody is signed in.')).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await fillSignIn(page, owner, password);

  await expect(page).toHaveURL(/\/playground\//);
  await expect(page.getByText(`Signed in as ${owner}`)).toBeVisible();
  await page.getByRole('tab', { name: 'UsersPage' }).click();
  const ask = () => page.getByRole('button', { name: /Execute query/ }).click();
  const answer = page.locator('.result-window');
  await expect(async () => {
    await ask();
    await expect(answer).toContainText('totalCount', { timeout: 3_000 });
  }).toPass();

  await page.getByLabel('Tenant').selectOption({ label: 'Acme Sandbox' });
  await expect(page).toHaveURL(/tenant=acme-sandbox/);
  await page.getByRole('tab', { name: 'WhoAmI' }).click();
  await expect(async () => {
    await ask();
    await expect(answer).toContainText('"slug": "acme-sandbox"', { timeout: 3_000 });
  }).toPass();
});

test('the console leads to the playground, in the tenant that is open', async ({ page, context }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  const opening = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Playground' }).click();
  await expect(await opening).toHaveURL(new RegExp(`/playground/\\?tenant=${production}`));
});
