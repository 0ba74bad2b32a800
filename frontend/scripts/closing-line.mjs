/** The one line that make test looks for at the end of a front-end suite. */
export function closingLine(passed, failed) {
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
}
