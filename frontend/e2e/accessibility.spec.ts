import type { Page } from '@playwright/test';
import { expectAccessibleEverywhere, inBothThemes } from './accessible';
import { invite, linkFor, signIn } from './api';
import { act, fillSignIn, find, openUsers } from './pages';
import { expect, test } from './story';
import { guest, manager, newcomer, owner, production } from './world';

// Four looks a page, each of a second or two on an idle machine.
test.describe.configure({ timeout: 300_000 });

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });

test.describe('before signing in', () => {
  test('sign in, also with a failure', async ({ page }) => {
    await page.goto('/sign-in?why=ended');
    await expect(heading(page, 'Sign in')).toBeVisible();
    await expectAccessibleEverywhere(page, 'sign-in');
    await fillSignIn(page, 'nobody@nowhere.example', 'not the password at all');
    await expect(page.getByRole('alert')).toBeVisible();
    await expectAccessibleEverywhere(page, 'sign-in after a failure');
  });

  test('accept an invite, and a link that does not work', async ({ page, another }) => {
    const email = newcomer('ann');
    await signIn(page, owner);
    await invite(page, production, email);
    const stranger = await another();
    await stranger.goto(await linkFor(page, email));
    await expect(heading(stranger, /^Join/)).toBeVisible();
    await expectAccessibleEverywhere(stranger, 'accept an invite');
    await page.goto('/accept#nothing');
    await expect(heading(page, 'This link does not work')).toBeVisible();
    await expectAccessibleEverywhere(page, 'a link that does not work');
  });

  test('choose a tenant', async ({ page }) => {
    await signIn(page, owner);
    await page.goto('/tenants');
    await expect(heading(page, 'Choose a tenant')).toBeVisible();
    await expectAccessibleEverywhere(page, 'choose a tenant');
  });
});

const pages = [
  { path: 'users', title: 'Users' },
  { path: 'users?tab=inactive', title: 'Users' },
  { path: 'users?tab=invites', title: 'Users' },
  { path: 'users?search=nobody-has-this-name', title: 'Users' },
  { path: 'groups', title: 'User groups' },
  { path: 'roles', title: 'Roles' },
  { path: 'flags', title: 'Feature flags' },
  { path: 'journal', title: 'Journal' },
  { path: 'no-such-page', title: /.+/ },
];

for (const { path, title } of pages) {
  test(`the page ${path}`, async ({ page }) => {
    await signIn(page, owner);
    await page.goto(`/t/${production}/${path}`);
    await expect(heading(page, title)).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectAccessibleEverywhere(page, path);
  });
}

test('a page for which somebody lacks the permission', async ({ page }) => {
  await signIn(page, 'agent@acme.example');
  await page.goto(`/t/${production}/flags`);
  await expect(heading(page, /.+/)).toBeVisible();
  await expectAccessibleEverywhere(page, 'no permission');
});

test('what somebody may do who may not see the users', async ({ page }) => {
  await signIn(page, guest);
  await page.goto(`/t/${production}/users`);
  await expect(heading(page, 'Your access')).toBeVisible();
  await expect(page.getByText('Conversations')).toBeVisible();
  await expectAccessibleEverywhere(page, 'your access');
});

const close = (page: Page) => page.keyboard.press('Escape');

test('inviting, and its results', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  await page.getByRole('button', { name: 'Add new' }).click();
  await expect(page.getByRole('dialog', { name: /^Invite to/ })).toBeVisible();
  await expectAccessibleEverywhere(page, 'invite');
  await page.getByLabel('E-mail addresses').fill(manager);
  await page.getByRole('button', { name: 'Send invite' }).click();
  await expect(page.getByRole('dialog', { name: '0 sent, 1 not' })).toBeVisible();
  await expectAccessibleEverywhere(page, 'results of inviting');
});

test('the panel of a user, and the question before a deactivation', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  await find(page, manager);
  await act(page, manager, 'View details');
  await expect(page.getByRole('complementary', { name: 'User details' }).getByRole('heading').first()).toBeVisible();
  await expectAccessibleEverywhere(page, 'the user panel');
  await close(page);
  await act(page, manager, 'Deactivate');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expectAccessibleEverywhere(page, 'deactivate');
  await page.getByRole('button', { name: 'Keep active' }).click();
});

test('the palette and the shortcuts', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search or jump to' })).toBeVisible();
  await expectAccessibleEverywhere(page, 'the palette');
  await close(page);
  await close(page);
  await heading(page, 'Users').click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessibleEverywhere(page, 'the shortcuts');
});

test('menus', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  const menus = [
    page.getByRole('button', { name: /^Tenant/ }),
    page.getByRole('button', { name: /^Account of/ }),
    page.getByRole('button', { name: 'Columns' }),
    page.getByRole('button', { name: /Type/ }).first(),
    page.getByRole('button', { name: /Role/ }).first(),
    page.getByRole('button', { name: /^Actions for/ }).first(),
  ];
  for (const menu of menus) {
    await menu.click();
    await expect(
      page.getByRole('menu').or(page.getByRole('dialog')).or(page.getByRole('listbox')).first(),
    ).toBeVisible();
    await inBothThemes(page, `the menu ${await menu.getAttribute('aria-label')}`);
    await page.keyboard.press('Escape');
  }
});

test('the bar over chosen rows, and the pages of a narrow window', async ({ page }) => {
  await signIn(page, owner);
  await openUsers(page, production);
  await page
    .getByRole('checkbox', { name: /^Select / })
    .nth(1)
    .click({ force: true });
  await expectAccessibleEverywhere(page, 'the bulk bar');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Pages' }).click();
  await expect(page.getByRole('dialog').getByRole('navigation')).toBeVisible();
  await inBothThemes(page, 'the drawer');
});
