import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begins with the whole year, which takes minutes, so that all the others run beside it and not before it. */
class YearFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isYear = (file: TestSpecification) => file.moduleId.includes('/e2e/');
    return [...sorted.filter(isYear), ...sorted.filter((file) => !isYear(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    sequence: { sequencer: YearFirst },
    // Two cores: two files side by side are as fast as it gets, and servers do not starve.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What a browser shows may take its time on a busy machine; vitest’s own second is too short for a page’s reload.
    expect: { poll: { timeout: 15_000 } },
  },
});
