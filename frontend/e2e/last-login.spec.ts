import { find, join, newPassword, openUsers, row } from './pages';
import { ask, signIn } from './api';
import { expect, test } from './story';
import { newcomer, owner, production } from './world';

test('a sign-in moves "last login" in every open window', async ({ page, context, another }) => {
  const email = newcomer('lou');
  await signIn(page, owner);
  await join(page, production, email, 'Lou Later');
  const second = await context.newPage();
  for (const window of [page, second]) {
    await openUsers(window, production);
    await find(window, email);
  }
  const time = (window: typeof page) => row(window, email).locator('time').first();
  const first = await time(page).getAttribute('datetime');

  const stranger = await another();
  await stranger.goto('/sign-in');
  await signIn(stranger, email, newPassword);
  await ask(stranger, '{ viewer { tenant { slug } } }', {}, production);

  for (const window of [page, second]) {
    await expect(time(window)).not.toHaveAttribute('datetime', first ?? '');
  }
});
