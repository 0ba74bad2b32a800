import { linkFor, signIn } from './api';
import { act, find, newPassword, openUsers, row } from './pages';
import { expect, test } from './story';
import { newcomer, owner, production } from './world';

test('somebody is invited, accepts, signs in, and every open window follows by itself', async ({ page, another }) => {
  const email = newcomer('ada');
  await signIn(page, owner);
  await openUsers(page, production, '?tab=invites');
  const users = await page.context().newPage();
  await openUsers(users, production, '?order=-created');

  await page.getByRole('button', { name: 'Add new' }).click();
  const dialog = page.getByRole('dialog', { name: /^Invite to/ });
  await dialog.getByLabel('E-mail addresses').fill(email);
  await dialog.getByLabel('Name').fill('Ada Arrives');
  await dialog.getByRole('button', { name: 'Send invite' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, email)).toBeVisible();
  await expect(row(page, email)).toContainText('Sent');

  const theirs = await another();
  await theirs.goto(await linkFor(page, email));
  await expect(row(page, email)).toContainText('Opened');
  await theirs.getByLabel('Your name').fill('Ada Arrives');
  await theirs.getByRole('textbox', { name: 'Choose a password' }).fill(newPassword);
  await theirs.getByRole('button', { name: /^Join/ }).click();
  await expect(theirs).toHaveURL(new RegExp(`/t/${production}`));

  await expect(row(page, email)).toHaveCount(0);
  await expect(row(users, email)).toBeVisible();
  await expect(row(users, email).locator('time').first()).toBeVisible();
  await page.getByRole('tab', { name: /^Active/ }).click();
  await find(page, email);
  await expect(row(page, email)).toContainText('Active');
});

test('a resend in one window changes the row in the other within a second', async ({ page, another }) => {
  const email = newcomer('rae');
  await signIn(page, owner);
  await openUsers(page, production, '?tab=invites');
  await page.getByRole('button', { name: 'Add new' }).click();
  await page.getByLabel('E-mail addresses').fill(email);
  await page.getByRole('button', { name: 'Send invite' }).click();
  await expect(row(page, email)).toContainText('Sent');
  const first = await linkFor(page, email);

  const other = await another();
  await signIn(other, owner);
  await openUsers(other, production, '?tab=invites');
  await expect(row(other, email)).toBeVisible();
  await act(page, email, 'Resend');
  await expect(row(page, email)).toContainText('(2×)');
  await expect(row(other, email)).toContainText('(2×)', { timeout: 1_000 });

  const stranger = await another();
  await stranger.goto(first);
  await expect(stranger.getByRole('heading', { name: 'There is a newer invite' })).toBeVisible();
  await stranger.goto('about:blank');
  await stranger.goto(await linkFor(page, email, 2));
  await expect(stranger.getByRole('heading', { name: /^Join/ })).toBeVisible();
});

test('a cancelled invite leaves every window, and its link says so', async ({ page, another }) => {
  const email = newcomer('cas');
  await signIn(page, owner);
  await openUsers(page, production, '?tab=invites');
  await page.getByRole('button', { name: 'Add new' }).click();
  await page.getByLabel('E-mail addresses').fill(email);
  await page.getByRole('button', { name: 'Send invite' }).click();
  const link = await linkFor(page, email);

  await act(page, email, 'Cancel invite');
  await page
    .getByRole('alertdialog', { name: 'Cancel this invite?' })
    .getByRole('button', { name: 'Cancel invite' })
    .click();
  await expect(row(page, email)).toHaveCount(0);

  const stranger = await another();
  await stranger.goto(link);
  await expect(stranger.getByRole('heading', { name: 'This invite was taken back' })).toBeVisible();

  await page.getByRole('button', { name: 'Status' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Cancelled' }).click();
  await page.keyboard.press('Escape');
  await expect(row(page, email)).toContainText('Cancelled');
});

test('of several addresses the good ones go out, and the bad one says why', async ({ page }) => {
  const good = newcomer('gil');
  await signIn(page, owner);
  await openUsers(page, production, '?tab=invites');
  await page.getByRole('button', { name: 'Add new' }).click();
  await page.getByLabel('E-mail addresses').fill(`${good}\nmanager@acme.example`);
  await page.getByRole('button', { name: 'Send 2 invites' }).click();
  const results = page.getByRole('dialog', { name: '1 sent, 1 not' });
  await expect(results.getByRole('listitem').filter({ hasText: 'manager@acme.example' })).toBeVisible();
  await expect(results.getByRole('listitem').filter({ hasText: good })).toContainText('Invite sent');
  await results.getByRole('button', { name: 'Done' }).click();
  await expect(row(page, good)).toBeVisible();
});

test('what is no address is named before anything is sent, and a draft is not lost by a key', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production, '?tab=invites');
  await page.getByRole('button', { name: 'Add new' }).click();
  const dialog = page.getByRole('dialog', { name: /^Invite to/ });
  const send = dialog.getByRole('button', { name: 'Send invite' });
  await send.click();
  await expect(dialog).toContainText('Enter at least one address.');
  const field = dialog.getByLabel('E-mail addresses');
  await expect(field).toBeFocused();
  await field.fill('ada@example.com, nobody, ');
  await expect(dialog).toContainText('Not an address: nobody.');
  await send.click();
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('alert')).toHaveText('Discard this invite?');
  await dialog.getByRole('button', { name: 'Keep writing' }).click();
  await expect(field).toHaveValue('ada@example.com, nobody, ');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog).toBeHidden();
});
