// The last line of a test run, for other programs: "Tests: N passed, N failed, N skipped".
import type { Reporter, TestModule } from 'vitest/node';

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    let failedElsewhere = unhandledErrors.length;
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      for (const state of states) counts[state]++;
      // A file that does not load, or whose set-up fails, has failed without a failed test.
      if (module.state() === 'failed' && !states.includes('failed')) failedElsewhere++;
    }
    const failed = counts.failed + counts.pending + failedElsewhere;
    process.stdout.write(`\nTests: ${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped\n`);
  }
}
