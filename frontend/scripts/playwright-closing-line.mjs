import { closingLine } from './closing-line.mjs';

export default class ClosingLine {
  outcomes = new Map();

  onTestEnd(test) {
    this.outcomes.set(test.id, test.ok());
  }

  onEnd(result) {
    const failed = [...this.outcomes.values()].filter((ok) => !ok).length;
    // A server that did not start fails the run without failing a test.
    const broken = result.status !== 'passed' && failed === 0 ? 1 : 0;
    closingLine(this.outcomes.size - failed, failed + broken);
  }
}
