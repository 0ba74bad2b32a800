import { readFile } from 'node:fs/promises';
import { ask, signIn } from './api';
import { join, openUsers } from './pages';
import { expect, test } from './story';
import { newcomer, owner, production } from './world';

test("the file of another tenant's owner holds every row of their own list, and none of the first tenant's", async ({
  page,
  browser,
}) => {
  const canary = newcomer('0zq-canary');
  const first = await (await browser.newContext()).newPage();
  await signIn(first, owner);
  await join(first, production, canary, '0zq. a canary');

  await signIn(page, 'owner@globex.example');
  const { users } = await ask<{ users: { totalCount: number; nodes: { name: string }[] } }>(
    page,
    '{ users(first: 100, filter: {status: ACTIVE}) { totalCount nodes { name } } }',
    {},
    'globex',
  );
  await openUsers(page, 'globex');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');

  expect(users.nodes.length).toBe(users.totalCount);
  for (const { name } of users.nodes) expect(text).toContain(`"${name}"`);
  expect(text.trimEnd().split('\r\n')).toHaveLength(users.totalCount + 1);
  expect(text).not.toContain('0zq');
  expect(text).not.toContain('acme.example');
  await first.context().close();
});
