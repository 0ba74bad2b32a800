import { ask, signIn } from './api';
import { fillSignIn, openUsers } from './pages';
import { expect, test } from './story';
import { agent, manager, password, production } from './world';

test('somebody signs in and stands before the users of their tenant', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  await fillSignIn(page, agent, password);
  const choice = page.getByRole('link', { name: /Acme Production/ });
  const users = page.getByRole('heading', { name: 'Users', level: 1 });
  await expect(choice.or(users)).toBeVisible();
  if (await choice.isVisible()) await choice.click();
  await expect(users).toBeVisible();
});

test('a wrong password and an unknown address read the same, and leave the form ready', async ({ page }) => {
  await page.goto('/sign-in');
  const attempt = async (email: string) => {
    await fillSignIn(page, email, 'not the password at all');
    const field = page.getByRole('textbox', { name: 'Password' });
    await expect(field).toHaveValue('');
    await expect(field).toBeFocused();
    return page.getByRole('alert').innerText();
  };
  const known = await attempt('guest@acme.example');
  const unknown = await attempt('nobody@nowhere.example');
  expect(known).not.toBe('');
  expect(unknown).toBe(known);
});

test('a page asked for before signing in comes after it', async ({ page }) => {
  await page.goto(`/t/${production}/users?tab=inactive`);
  await expect(page).toHaveURL(/\/sign-in/);
  await fillSignIn(page, manager, password);
  await expect(page).toHaveURL(new RegExp(`/t/${production}/users\\?tab=inactive`));
  await expect(page.getByRole('tab', { name: /Inactive/, selected: true })).toBeVisible();
});

test('a session that ends elsewhere leads every open page to the sign-in, which says why', async ({
  page,
  context,
  allow,
}) => {
  allow(/401/);
  await signIn(page, manager);
  await openUsers(page, production);
  const other = await context.newPage();
  await other.goto('/');
  await ask(other, 'mutation { signOut { signedOut } }');
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText('Your session has ended.')).toBeVisible();
});

test('somebody signs out', async ({ page, allow }) => {
  allow(/401/);
  await signIn(page, agent);
  await openUsers(page, production);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto(`/t/${production}/users`);
  await expect(page).toHaveURL(/\/sign-in/);
});
