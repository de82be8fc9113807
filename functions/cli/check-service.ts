import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { idFrom } from '../../shared/app/new-id.ts';
import { checkService } from '../../shared/app/service-check/check-service.ts';
import {
  faultsOf,
  type ReportCheck,
  type UploadCheck,
} from '../../shared/domain/service-check/service-faults.ts';
import { withServiceCheck } from '../adapters/compose-check.ts';
import { dynamoDbStore } from '../adapters/dynamodb-store.ts';
import { print, stop } from './files.ts';
import { readArguments } from './read-arguments.ts';

/**
 * Uses an installation as its people do: sends a file by a link, sees it inspected, reads the newest report and checks its signature.
 * The names are outputs of the stacks (`RecordsTable`, `EvidenceBucket`) and the address that people use; region and credentials come
 * from the environment. Ends with 0 when all works, with 1 when something does not, with 2 when it was called wrongly. Nothing of any
 * year is changed.
 */
const usage = 'npm run check -- [--data DIR | --installation NAME [--profile NAME]]';

const { values } = readArguments(usage, {
  options: { table: { type: 'string' }, evidence: { type: 'string' }, address: { type: 'string' } },
});
const { table, evidence, address } = values;
if (table === undefined || evidence === undefined || address === undefined)
  stop(`缺少参数 / arguments are missing. ${usage}`);

const uploadWords: Readonly<Record<UploadCheck, string>> = {
  works:
    '✓ 上传：文件按链接送达并检查通过；改动过的和重复的都被拒绝 / upload: a file came by its link and was inspected; altered and repeated ones were refused',
  'other-bytes-taken':
    '✗ 上传：链接收下了不是它声明的内容 / upload: a link took other bytes than were announced',
  'not-taken': '✗ 上传：链接没有收下文件 / upload: a link did not take its file',
  'taken-twice': '✗ 上传：同一链接收下了两次 / upload: a link took its file twice',
  'not-inspected': '✗ 上传：文件送达后没有被检查 / upload: the file came and was not inspected',
  'set-aside': '✗ 上传：合格的文件没有通过检查 / upload: a file in order was set aside',
};
const reportWords: Readonly<Record<ReportCheck, string>> = {
  works:
    '✓ 报告：清单、签名和首页与公布时一致 / report: manifest, signature and first page are as they were published',
  none: '– 报告：还没有公布的报告 / report: none is published',
  'other-manifest':
    '✗ 报告：读到的清单不是公布的那一份 / report: the manifest is not the one that was published',
  'not-as-signed': '✗ 报告：读到的内容与签名不符 / report: what is read is not as it was signed',
};

// What the adapters would log on AWS is no part of what a person reads here.
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const found = await checkService({
  store: dynamoDbStore(new DynamoDBClient({}), table),
  ...withServiceCheck({ EVIDENCE_BUCKET: evidence, ADDRESS: address }, silent),
})(idFrom('check', randomUUID()));
const where = [found.cycle, found.file].filter((part) => part !== null).join(' ');
print(`${uploadWords[found.upload]}\n${reportWords[found.report]}${where === '' ? '' : ` (${where})`}\n`);
process.exitCode = faultsOf(found).ServiceFaults === 0 ? 0 : 1;
