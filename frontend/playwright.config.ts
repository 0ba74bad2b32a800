import { defineConfig } from '@playwright/test';
import { baseURL, port } from './e2e/address';

const data = 'test-results/data';
// Both workers are the same few people, in more of a hurry than any: what a minute may cost has a story of its own.
const budgets = '--user-budget=1000000 --network-budget=1000000 --max-at-once-per-user=64';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/stories',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 120_000,
  // Two busy cores: five seconds were too few. This bounds hanging; it is no measure of speed.
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./scripts/playwright-closing-line.mjs']],
  use: {
    baseURL,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.DOORWARD_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    viewport: { width: 1280, height: 800 },
    // A colour in the middle of its transition has no contrast worth measuring.
    contextOptions: { reducedMotion: 'reduce' },
  },
  webServer: {
    command: `rm -rf ${data} && ../bin/doorward serve --demo --addr 127.0.0.1:${port} --ops-addr off --data ${data} --log-level warn ${budgets}`,
    env: { DATABASE_URL: '', DOORWARD_PUBLIC_URL: '', DOORWARD_SMTP_URL: '', DOORWARD_CATALOGUE: '' },
    url: baseURL,
    reuseExistingServer: false,
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
