import type { AuditEntryView } from '../../shared/contracts/audit-views.ts';
import type { AuditFiles } from '../../shared/ports/audit-files.ts';
import { hashedText } from '../../shared/domain/audit/verify-chain.ts';
import { writeCsv, type CsvColumn } from '../../shared/report/csv.ts';

const text = (name: string, value: (entry: AuditEntryView) => string | null) =>
  ({ name, kind: 'text', value }) as const;

const columns: readonly CsvColumn<AuditEntryView>[] = [
  text('时间', ({ at }) => at),
  text('人员', ({ actor }) => actor.name.zh),
  text('来源地址', ({ from }) => from),
  text('操作', ({ label }) => label.zh),
  text('所属', ({ place }) => place.label.zh),
  text('单位或部门', ({ place }) => place.name),
  text('对象', ({ about }) => about.label.zh),
  text('对象名称', ({ about }) => about.name),
  text('变更', changesText),
  { name: '序号', kind: 'number', value: ({ number }) => number },
  text('指纹', ({ hash }) => hash),
];

/** The trail as files. */
export const auditFiles: AuditFiles = {
  csv: (entries) => writeCsv(columns, entries),
  jsonLines: ({ cycle, madeAt, filter, events }) => {
    const heading = { format: 'biaochi-trail/2', cycle, madeAt, filter, entries: events.length };
    // The text that is hashed stands there as it is: whoever checks it hashes bytes, and writes nothing anew.
    const lines = events.map((event) => `["${event.hash}",${hashedText(event)}]\n`);
    return `${JSON.stringify(heading)}\n${lines.join('')}`;
  },
};

function changesText({ changes }: AuditEntryView): string {
  return changes
    .map(({ record, isNew, fields }) => {
      const parts = fields.map(({ label, before, after }) =>
        isNew
          ? `${label.zh}：${after?.zh ?? '空'}`
          : `${label.zh}：${before?.zh ?? '空'} → ${after?.zh ?? '空'}`,
      );
      return `${isNew ? '新增' : '更改'}${record.zh}（${parts.join('；')}）`;
    })
    .join('\n');
}
