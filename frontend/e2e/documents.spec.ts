import { rm } from 'node:fs/promises';
import { port as usual } from './address';
import { fillSignIn, openUsers } from './pages';
import { startProgram, up, type Program } from './program';
import { expect, test } from './story';
import { manager, password, production } from './world';

const port = usual + 3;
const data = 'test-results/data-documents';

test.use({ baseURL: `http://127.0.0.1:${port}` });

let program: Program;

test.beforeAll(async () => {
  await rm(data, { recursive: true, force: true });
  program = startProgram(port, data, '--operations=persisted');
});

test.afterAll(() => void program.process.kill('SIGKILL'));

test("where only the console's own documents are taken, the console works, and offers no playground", async ({
  page,
  allow,
}) => {
  allow(new RegExp(`127\\.0\\.0\\.1:${port}/`));
  await up(page, program);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/graphql')) sent.push(request.postData() ?? '');
  });
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('"subscribe"')) sent.push(String(payload));
    });
  });

  await page.goto('/sign-in');
  await fillSignIn(page, manager, password);
  await expect(page).not.toHaveURL(/sign-in/);
  await openUsers(page, production);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  expect(sent.length).toBeGreaterThanOrEqual(5);
  for (const body of sent) {
    expect(body).toMatch(/"sha256Hash":"[0-9a-f]{64}"/);
    expect(body).not.toMatch(/"query":"[^"]/);
  }

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('searchbox', { name: 'Search or jump to' }).fill('playground');
  await expect(page.getByText('Nothing found.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Roles' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Playground' })).toBeHidden();
  expect((await page.request.get('/playground/')).status()).toBe(404);

  const own = await page.request.post('/graphql', { data: { query: '{ __typename }' } });
  expect(await own.text()).toContain('PERSISTED_QUERY_NOT_FOUND');
  expect((await page.request.get('/.documents.json')).status()).toBe(404);
});
