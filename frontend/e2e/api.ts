import { expect, type Page } from '@playwright/test';
import { password } from './world';

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Asks the API with the page's session. */
export async function ask<T>(page: Page, query: string, variables: object = {}, tenant?: string): Promise<T> {
  const response = await page.request.post('/graphql', {
    data: { query, variables },
    headers: tenant ? { 'Doorward-Tenant': tenant } : {},
  });
  const answer = (await response.json()) as { data?: T; errors?: unknown };
  expect(answer.errors, JSON.stringify(answer.errors)).toBeUndefined();
  return answer.data as T;
}

/** Signs in without the form, which has a story of its own. */
export async function signIn(page: Page, email: string, secret = password): Promise<void> {
  const { signIn: answer } = await ask<{ signIn: { userErrors: unknown[] } }>(
    page,
    'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { message } } }',
    { input: { email, password: secret } },
  );
  expect(answer.userErrors).toEqual([]);
}

export async function invite(page: Page, tenant: string, email: string, name?: string): Promise<void> {
  const { inviteSend } = await ask<{ inviteSend: { results: { userErrors: unknown[] }[] } }>(
    page,
    'mutation ($input: InviteSendInput!) { inviteSend(input: $input) { results { userErrors { message } } } }',
    { input: { invitees: [{ email, name }] } },
    tenant,
  );
  expect(inviteSend.results.flatMap((result) => result.userErrors)).toEqual([]);
}

/** The link in the newest mail to somebody, as soon as at least `count` mails have reached them. */
export async function linkFor(page: Page, email: string, count = 1): Promise<string> {
  let mails: Mail[] = [];
  await expect
    .poll(async () => {
      const all = (await (await page.request.get('/dev/mailbox.json')).json()) as Mail[];
      mails = all.filter((mail) => mail.to === email);
      return mails.length;
    })
    .toBeGreaterThanOrEqual(count);
  const link = /http:\/\/\S+\/accept#[\w.~-]+/.exec(mails[0]?.text ?? '')?.[0];
  if (!link) throw new Error(`no link in the mail to ${email}: ${mails[0]?.text}`);
  return link;
}
