import { refuse } from '../../domain/errors.ts';
import { rubric, type Rubric } from '../../domain/rubric/rubric.ts';
import { readDocument } from '../../formats/read-document.ts';

/** @throws Refusal `input-invalid` with the line and reason of every fault */
export function readRubricText(text: string): Rubric {
  const read = readDocument(text, rubric);
  if (read.ok) return read.value;
  throw refuse.invalid(
    'input-invalid',
    { faults: read.faults.length },
    read.faults.map(({ line, path, message }) => ({
      pointer: `/text/${path.replaceAll('.', '/')}`,
      code: 'rubric-fault',
      message: `第 ${line} 行 / line ${line}: ${message}`,
    })),
  );
}
