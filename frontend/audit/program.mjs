import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/doorward', import.meta.url));
const patience = 60_000;

/**
 * Starts bin/doorward on a free port, in a folder of its own; `stop` leaves neither behind. The demo, since
 * audits read the schema without signing in, which elsewhere takes a permission.
 */
export async function startProgram() {
  const data = await mkdtemp(join(tmpdir(), 'doorward-audit-'));
  const port = await freePort();
  const flags = ['--demo', '--addr', `127.0.0.1:${port}`, '--ops-addr', 'off', '--data', data, '--log-level', 'warn'];
  const env = { PATH: process.env.PATH, HOME: data };
  const child = spawn(program, ['serve', ...flags], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  const address = `http://127.0.0.1:${port}`;
  if (await Promise.race([answers(address), ended.then(() => false)])) return { address, stop };
  await stop();
  throw new Error(`${program} did not answer at ${address}: make build\n${said}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(address) {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- asks again until the program listens
      await fetch(address);
      return true;
    } catch {
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return false;
}
