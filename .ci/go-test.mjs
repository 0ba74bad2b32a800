// Runs go test with the given arguments, shows what failed and how long each package took, why tests were skipped,
// and closes with one line: N passed, N failed, N skipped.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const go = spawn('go', ['test', '-json', ...process.argv.slice(2)], { stdio: ['ignore', 'pipe', 'inherit'] });
const count = { pass: 0, fail: 0, skip: 0 };
const reasons = new Map(); // why tests were skipped, each with how many
const output = new Map(); // what a test or package printed, kept until it is known whether it failed
const key = (event) => `${event.Package ?? event.ImportPath}\0${event.Test ?? ''}`;

function take(event) {
  switch (event.Action) {
    case 'output':
    case 'build-output':
      output.set(key(event), (output.get(key(event)) ?? '') + event.Output);
      return;
    case 'build-fail':
      process.stdout.write(output.get(key(event)) ?? '');
      return;
    case 'pass':
    case 'fail':
    case 'skip':
      settle(event);
  }
}

function settle(event) {
  if (event.Action === 'fail') process.stdout.write(output.get(key(event)) ?? '');
  if (event.Action === 'skip' && event.Test) skipped(output.get(key(event)) ?? '');
  output.delete(key(event));
  if (event.Test) count[event.Action] += 1;
  else if (event.Action === 'fail') packageFailed(event);
  else if (event.Action === 'pass') console.log(`ok    ${event.Package}  ${event.Elapsed.toFixed(1)} s`);
}

function skipped(text) {
  const reason = /^\s+\S+\.go:\d+: (?:skipped: )?(.*)$/m.exec(text)?.[1] ?? 'no reason is given';
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}

let failedPackages = 0;
function packageFailed(event) {
  failedPackages += 1;
  console.log(`FAIL  ${event.Package}  ${event.Elapsed.toFixed(1)} s`);
}

for await (const line of createInterface({ input: go.stdout })) {
  if (line.startsWith('{')) take(JSON.parse(line));
  else console.log(line); // what go itself says, before any test
}
const code = go.exitCode ?? (await new Promise((resolve) => go.on('exit', resolve)));
// A package that does not build, or dies, fails no test of its own.
const failed = code === 0 ? 0 : Math.max(count.fail, failedPackages, 1);
for (const [reason, times] of reasons) console.log(`skipped (${times}): ${reason}`);
console.log(`\n${count.pass} passed, ${failed} failed, ${count.skip} skipped`);
process.exit(code === 0 ? 0 : 1);
