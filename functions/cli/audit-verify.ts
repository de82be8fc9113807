import { createPublicKey, verify } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { headScopes } from '../../shared/app/audit/sign-heads.ts';
import { verifyInstallation, type TrailFault } from '../../shared/app/audit/verify-installation.ts';
import { dynamoDbTrailReader } from '../adapters/dynamodb-trail-reader.ts';
import { kmsSigner } from '../adapters/kms-signer.ts';
import { s3Client } from '../adapters/s3-client.ts';
import { s3Heads } from '../adapters/s3-heads.ts';
import { print, stop, textOf } from './files.ts';
import { readArguments } from './read-arguments.ts';

/**
 * Checks every audit chain of an installation where it lies, against its signed heads. The three names are the outputs
 * `RecordsTable`, `HeadsBucket` and `SigningKey` of the stateful stack; region and credentials come from the environment, and need
 * no more than to read. Ends with 0 when all holds, with 1 and the exact entries when something does not, with 2 when it was called
 * wrongly.
 */
const usage =
  'npm run -s audit:verify -- [--data DIR | --table NAME --heads BUCKET --signing-key ARN] [--key FINGERPRINT] [--earlier-key FILE]';

const { values } = readArguments(usage, {
  options: {
    table: { type: 'string' },
    heads: { type: 'string' },
    'signing-key': { type: 'string' },
    key: { type: 'string' },
    'earlier-key': { type: 'string' },
  },
});
const { table, heads, 'signing-key': signingKey, key, 'earlier-key': earlierKey } = values;
if (table === undefined || heads === undefined || signingKey === undefined)
  stop(`缺少参数 / arguments are missing. ${usage}`);

const { keyId, spki } = await kmsSigner(new KMSClient({}), signingKey).publicKey();
const publicKey = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
print(`公钥指纹 key fingerprint (SHA-256): ${keyId}\n`);
if (key !== undefined && key.replaceAll(/[^0-9a-fA-F]/g, '').toLowerCase() !== keyId)
  stop('公钥与给出的指纹不符 / the key is not the one whose fingerprint was given');

// A year that came from another installation was signed there: `signing-key.pem` of its export.
const earlier = earlierKey === undefined ? [] : [createPublicKey(textOf(earlierKey))];

const words: Readonly<Record<TrailFault['fault'], Readonly<{ zh: string; en: string }>>> = {
  'out-of-sequence': {
    zh: '这个位置上是另一条记录：有记录被删除、插入或调换',
    en: 'another entry stands in its place: one was removed, inserted or swapped',
  },
  'broken-link': { zh: '与前一条记录不相连', en: 'does not follow the entry before it' },
  altered: { zh: '内容被改动', en: 'was edited' },
  'not-as-signed': {
    zh: '与签名时不同：记录链被重新计算过',
    en: 'is not the one that was signed: the chain was written anew',
  },
  'cut-off': { zh: '不见了：末尾被截断', en: 'is missing: the tail was cut off' },
  unreadable: { zh: '不是一条完整的记录', en: 'is no entry as the product writes them' },
  'heads-clash': { zh: '两份签名说法不一', en: 'two signed sets do not agree on it' },
  'heads-not-signed': {
    zh: '有一份链头不是用本系统的密钥签的',
    en: 'a set of heads is not signed by this key',
  },
  'end-differs': {
    zh: '链头记录与实际末尾不符',
    en: 'the record of where the stream ends does not fit the entries',
  },
};

const deps = {
  trail: dynamoDbTrailReader(new DynamoDBClient({}), table),
  heads: s3Heads(s3Client(), heads),
  verifies: (document: string, signature: string) =>
    [publicKey, ...earlier].some((each) =>
      verify('sha256', Buffer.from(document), each, Buffer.from(signature, 'base64')),
    ),
};
const { streams, entries, signed, faults } = await verifyInstallation(deps)(headScopes(new Date()));
for (const { stream, sequence, fault } of faults)
  print(`✗ ${stream} 第 ${sequence} 条 entry ${sequence}: ${words[fault].zh} / ${words[fault].en}\n`);
print(`${streams} 条记录链、${entries} 条记录，其中 ${signed} 条有签名`);
print(` / ${entries} entries in ${streams} streams, ${signed} of them signed\n`);
print(
  faults.length === 0
    ? '✓ 全部完好 / all hold\n'
    : `✗ ${faults.length} 处不符 / ${faults.length} do not hold\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
