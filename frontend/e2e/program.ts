import { spawn, type ChildProcess } from 'node:child_process';
import { expect, type Page } from '@playwright/test';

export interface Program {
  readonly address: string;
  readonly process: ChildProcess;
}

/** A server of this story alone, where nobody else does anything meanwhile. It keeps what stands in the folder. */
export function startProgram(port: number, data: string, ...more: string[]): Program {
  const flags = ['--demo', '--addr', `127.0.0.1:${port}`, '--ops-addr', 'off', '--data', data, '--log-level', 'error'];
  const env = { ...process.env, DATABASE_URL: '' };
  return {
    address: `http://127.0.0.1:${port}`,
    process: spawn('../bin/doorward', ['serve', ...flags, ...more], { stdio: 'ignore', env }),
  };
}

/** Waits until the program answers. */
export async function up(page: Page, { address }: Program): Promise<void> {
  await expect
    .poll(() =>
      page.request.get(`${address}/`).then(
        (answer) => answer.ok(),
        () => false,
      ),
    )
    .toBe(true);
}
