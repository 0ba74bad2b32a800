import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { port as usual } from './address';
import { ask, invite, signIn } from './api';
import { startProgram, up } from './program';
import { expect, test } from './story';
import { newcomer, owner, production } from './world';

const port = usual + 7;
const data = 'test-results/data-playground-away';

test.use({ baseURL: `http://127.0.0.1:${port}` });

const answer = (page: Page) => page.locator('.result-window');
const play = (page: Page) => page.getByRole('button', { name: /Execute query/ }).click();
const stop = (page: Page) => page.getByRole('button', { name: /Stop query/ });

/** Monaco breaks an address where it wraps the line: what stands before the @ is nobody else's either. */
async function inviteSomebody(page: Page): Promise<string> {
  const email = newcomer('ray');
  await invite(page, production, email);
  return email.slice(0, email.indexOf('@'));
}

async function expectWords(page: Page, sentence: string): Promise<void> {
  await expect(answer(page)).toContainText(sentence);
  await expect(answer(page)).not.toContainText('stack');
}

test('the playground follows on over a restart, and tells in words who is away and who is not signed in', async ({
  page,
  allow,
}) => {
  allow(new RegExp(`127\\.0\\.0\\.1:${port}/`));
  await rm(data, { recursive: true, force: true });
  let server = startProgram(port, data);
  try {
    await up(page, server);
    await signIn(page, owner);
    await page.goto(`/playground/?tenant=${production}`);
    await page.getByRole('tab', { name: 'FollowInvites' }).click();
    await expect(async () => {
      if (!(await stop(page).isVisible())) await play(page);
      await expect(answer(page)).toContainText(await inviteSomebody(page), { timeout: 3_000 });
    }).toPass();

    server.process.kill('SIGTERM');
    await expectWords(page, 'The server cannot be reached.');
    await expectWords(page, 'Wait: it goes on by itself.');
    if (server.process.exitCode === null) await once(server.process, 'exit');
    server = startProgram(port, data);
    await up(page, server);
    // Nobody waits for the page here: what happens before it is back must reach it all the same.
    await expect(answer(page)).toContainText(await inviteSomebody(page));

    await ask(page, 'mutation { signOut { userErrors { code } } }');
    await expectWords(page, 'You are not signed in, or your session has ended.');
    await expect(stop(page)).toBeHidden();
    await play(page);
    await expectWords(page, 'You are not signed in, or your session has ended.');

    server.process.kill('SIGKILL');
    for (const tab of ['WhoAmI', 'FollowInvites']) {
      await page.getByRole('tab', { name: tab }).click();
      await play(page);
      await expectWords(page, 'The server cannot be reached.');
    }
  } finally {
    server.process.kill('SIGKILL');
  }
});
