import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { port as usual } from './address';
import { openUsers, row } from './pages';
import { startProgram, up } from './program';
import { expect, test } from './story';
import { newcomer, owner, password, production } from './world';

const port = usual + 1;
const address = `http://127.0.0.1:${port}`;
const data = 'test-results/data-restart';

test.use({ baseURL: address });

async function ask(page: Page, query: string, variables: object): Promise<void> {
  const headers = { 'Doorward-Tenant': production };
  const response = await page.request.post(`${address}/graphql`, { data: { query, variables }, headers });
  expect(response.ok()).toBe(true);
}

test('a server that dies and comes back has lost nothing, and the open page catches up by itself', async ({
  page,
  allow,
}) => {
  allow(/127\.0\.0\.1:18181|Unable to preload|dynamically imported/);
  await rm(data, { recursive: true, force: true });
  let server = startProgram(port, data);
  try {
    await up(page, server);
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { next } }';
    await ask(page, signIn, { input: { email: owner, password } });
    await openUsers(page, production, '?tab=invites');
    await expect(page.getByRole('row').nth(1)).toBeVisible();

    server.process.kill('SIGKILL');
    await expect(page.getByText('The connection is lost.')).toBeVisible();
    // What was never opened before has no code yet: the page stands, and it opens once the server is back.
    await page.getByRole('button', { name: 'Add new' }).click();
    await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
    server = startProgram(port, data);
    await up(page, server);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    // Nobody waits for the page here: what happens before it is back must reach it all the same.
    const email = newcomer('ray');
    const invite = 'mutation ($input: InviteSendInput!) { inviteSend(input: $input) { results { email } } }';
    await ask(page, invite, { input: { invitees: [{ email }] } });
    await expect(row(page, email)).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: /^Live$/ })).toBeVisible();
    await expect(page.getByText('The connection is lost.')).toBeHidden();
  } finally {
    server.process.kill('SIGKILL');
  }
});
