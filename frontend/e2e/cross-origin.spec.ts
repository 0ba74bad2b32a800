import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { port as usual } from './address';
import { ask, signIn } from './api';
import { startProgram, up, type Program } from './program';
import { expect, test } from './story';
import { tryAll, type Target } from './strange-acts';
import { openStranger, strangers, type Stranger } from './stranger';
import { manager, production } from './world';

const port = usual + 2;
const data = 'test-results/data-cross-origin';
const victim = 'victim@acme.example';

test.describe.configure({ mode: 'default' });
test.use({ baseURL: `http://127.0.0.1:${port}` });

let program: Program;
let stranger: Stranger;

test.beforeAll(async () => {
  await rm(data, { recursive: true, force: true });
  program = startProgram(port, data);
  stranger = await openStranger();
});

test.afterAll(async () => {
  program.process.kill('SIGKILL');
  await stranger.close();
});

/** Where the journal stands: equal before and after means that nothing was written, by whomever. */
async function standing(page: Page): Promise<string> {
  const { liveCursor } = await ask<{ liveCursor: string }>(page, '{ liveCursor }', {}, production);
  return liveCursor;
}

async function signedInAs(page: Page): Promise<string | undefined> {
  const { viewer } = await ask<{ viewer: { person: { email: string } } | null }>(
    page,
    '{ viewer { person { email } } }',
  );
  return viewer?.person.email;
}

function target(): Target {
  return {
    address: program.address,
    mutation: `mutation { inviteSend(input: {invitees: [{email: "${victim}"}]}) { results { email } } }`,
    query: '{ viewer { person { email } } }',
    subscription: 'subscription { live { cursor } }',
  };
}

/** What the server answered to whatever the page posted: also where the browser lets nobody see it. */
async function answersToPosts(page: Page): Promise<() => number[]> {
  const posts = new Set<string>();
  const statuses = new Map<string, number>();
  const network = await page.context().newCDPSession(page);
  network.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.method === 'POST') posts.add(requestId);
  });
  // Some come before the request that they answer.
  network.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
    statuses.set(requestId, statusCode);
  });
  await network.send('Network.enable');
  return () => [...statuses].filter(([id]) => posts.has(id)).map(([, status]) => status);
}

test.beforeEach(async ({ page, allow }) => {
  // Every refusal is an error to the browser's console, and there is nothing else here.
  allow(/./);
  await up(page, program);
  await signIn(page, manager);
  // The first use of a tenant is written down: from here on nothing is, unless somebody does something.
  await standing(page);
});

for (const who of strangers) {
  test(`whoever is signed in opens ${who}: it reads nothing, changes nothing and frames nothing`, async ({ page }) => {
    const before = await standing(page);
    const answers = await answersToPosts(page);
    await page.goto(stranger.addressOf(who));

    const told = await page.evaluate(tryAll, target());
    const read = Object.entries(told).filter(([, text]) => text !== '');
    expect.soft(read, 'what the other page could read').toEqual([]);
    expect.soft(Object.keys(told).length).toBeGreaterThanOrEqual(30);
    expect.soft(answers().length, 'requests that a browser sends without asking first').toBeGreaterThanOrEqual(9);
    expect.soft(new Set(answers())).toEqual(new Set([403]));
    const frames = () => page.frames().slice(1);
    expect.soft(frames().length).toBeGreaterThanOrEqual(6);
    await expect
      .poll(() => [...new Set(frames().map((frame) => frame.url()))], { message: 'what came of the frames' })
      .toEqual(['chrome-error://chromewebdata/']);

    expect(await standing(page), 'the journal').toBe(before);
    expect(await signedInAs(page)).toBe(manager);
  });
}

for (const who of strangers.filter((each) => each !== 'a page without an origin')) {
  test(`${who} opens the console in a window, and has no hold of it`, async ({ page, context }) => {
    const before = await standing(page);
    await page.goto(stranger.addressOf(who));
    const opening = context.waitForEvent('page');
    await page.evaluate(
      (url) => void Object.assign(globalThis, { opened: open(url) }),
      `${program.address}/t/${production}/users`,
    );
    const opened = await opening;
    await expect(opened.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();

    expect.soft(await opened.evaluate(() => window.opener as unknown)).toBeNull();
    const hold = await page.evaluate(() => {
      const { opened: handle } = globalThis as unknown as { opened: Window };
      const attempt = (read: () => unknown) => {
        try {
          return read();
        } catch {
          return 'refused';
        }
      };
      return { closed: handle.closed, frames: handle.length, address: attempt(() => handle.location.href) };
    });
    expect.soft(hold.closed, 'to its opener the window is gone').toBe(true);
    expect.soft(hold.frames).toBe(0);
    expect.soft(hold.address).not.toContain(program.address);
    expect(await standing(page)).toBe(before);
  });

  test(`${who} posts a form into a window of its own`, async ({ page, context }) => {
    const before = await standing(page);
    await page.goto(stranger.addressOf(who));
    const answered = context.waitForEvent('response', (response) => response.request().method() === 'POST');
    await page.evaluate(({ address, mutation }) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'POST', action: `${address}/graphql`, target: '_blank' });
      form.enctype = 'text/plain';
      const field = document.createElement('input');
      // As text a form's field is "name=value", which two quotes make into JSON.
      Object.assign(field, { name: `${JSON.stringify({ query: mutation }).slice(0, -1)},"x":"`, value: '"}' });
      form.append(field);
      document.body.append(form);
      form.submit();
    }, target());
    expect.soft((await answered).status()).toBe(403);
    expect(await standing(page)).toBe(before);
  });
}

test('what others may not do, the own page does', async ({ page }) => {
  const before = await standing(page);
  await page.goto('/sign-in?why=ended');
  const told = await page.evaluate(tryAll, target());
  expect(told['POST of JSON']).toBe(`200 {"data":{"inviteSend":{"results":[{"email":"${victim}"}]}}}`);
  expect(told['GET of the console']).toContain('200 <!doctype html>');
  expect(told['image of the console']).toBe('img loaded');
  expect(told.socket).toBe('{"type":"connection_ack"}');
  expect(await standing(page)).not.toBe(before);

  // It takes JSON and nothing else, and no frame: not from itself either.
  for (const act of ['POST as text', 'POST without a type', 'POST of a form', 'POST of parts']) {
    expect(told[act], act).toMatch(/^415 /);
  }
  expect(told['frame of the console']).toBe('');
});
