// Holds the program against GraphQL over HTTP with the audits of the reference implementation: each must be ok,
// also those that only recommend.
import { serverAudits } from 'graphql-http';
import { startProgram } from './program.mjs';

const audits = 61;
const count = { ok: 0, warn: 0, error: 0, notice: 0 };

const { address, stop } = await startProgram();
try {
  for (const audit of serverAudits({ url: `${address}/graphql` })) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other: what fails fails alone
    const { id, name, status, reason } = await audit.fn();
    count[status] += 1;
    if (status !== 'ok') console.log(`${status} ${id} ${name}: ${reason}`);
  }
} finally {
  await stop();
}
console.log(`${count.ok} ok, ${count.warn} warn, ${count.error} error, ${count.notice} notice`);
const others = count.warn + count.error + count.notice;
process.exitCode = count.ok === audits && others === 0 ? 0 : 1;
