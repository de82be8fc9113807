import { readManifest, manifestFiles } from '../../shared/domain/integrity/manifest.ts';
import { rubric } from '../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { inputs } from '../../shared/domain/scoring/inputs.ts';
import { result, type Result, type Step, type UnitResult } from '../../shared/domain/scoring/result.ts';
import { score } from '../../shared/domain/scoring/score.ts';
import { element, notDone, say } from './elements.ts';

type Read = (path: string) => Promise<Uint8Array | null>;
type Hash = (bytes: Uint8Array) => Promise<string>;

/** Fills the list of units and lets the reader have any of them computed anew. */
export async function offerUnits(read: Read, sha256: Hash): Promise<void> {
  const published = result.parse(JSON.parse(await textOf(read, 'result.json')));
  const choice = element('unit', HTMLSelectElement);
  const byName = [...published.units].sort((left, right) => left.order - right.order);
  choice.replaceChildren(...byName.map(({ unit, name }) => new Option(name, unit)));
  const button = element('score', HTMLButtonElement);
  choice.disabled = false;
  button.disabled = false;
  // Where a unit's own page leads here, it is the one that is meant.
  const asked = new URLSearchParams(location.search).get('unit');
  if (byName.some(({ unit }) => unit === asked)) choice.value = asked ?? '';
  button.addEventListener('click', () => {
    button.disabled = true;
    recompute(read, sha256, choice.value)
      .catch(() => say('scored', ...notDone))
      .finally(() => (button.disabled = false));
  });
}

async function recompute(read: Read, sha256: Hash, unit: string): Promise<void> {
  say('scored', '正在取回冻结数据并计算……', 'Fetching the frozen inputs and computing…');
  const text = await textOf(read, 'result.json');
  const published = result.parse(JSON.parse(text));
  const frozen = inputs.parse(JSON.parse(await textOf(read, 'inputs.json')));
  const rules = rubric.parse(JSON.parse(await textOf(read, 'rubric.json')));
  const anew = score(rules, frozen);
  const all = toCanonicalJson(anew) === text;
  const listed = await areListed(read, sha256);
  say('scored', ...conclusion(published, all, listed));
  show(unitOf(published, unit), unitOf(anew, unit));
}

/** In both languages. */
function conclusion(published: Result, all: boolean, listed: boolean): readonly [zh: string, en: string] {
  if (!listed)
    return [
      '取回的数据与清单不一致，请先核验文件。',
      'What was fetched is not what the list says. Please check the files first.',
    ];
  return all
    ? [
        `全部 ${published.units.length} 个单位重新计算的结果与公布的逐字节相同。下面是所选单位的每一步。`,
        `Computed anew, the result of all ${published.units.length} units is byte for byte the published one. Each step of the chosen unit is below.`,
      ]
    : [
        '重新计算的结果与公布的不同，下面标出所选单位哪里不同。',
        'Computed anew, the result differs from the published one. Below, it is marked where the chosen unit does.',
      ];
}

/** Whether what was computed from is what the manifest lists. */
async function areListed(read: Read, sha256: Hash): Promise<boolean> {
  const manifest = readManifest(await textOf(read, manifestFiles.manifest));
  const paths = ['inputs.json', 'rubric.json', 'result.json'];
  const checks = await Promise.all(
    paths.map(async (path) => {
      const listed = manifest?.files.find((file) => file.path === path)?.sha256;
      return listed === (await sha256((await read(path)) ?? new Uint8Array()));
    }),
  );
  return checks.every((holds) => holds);
}

function unitOf({ units }: Result, unit: string): UnitResult | undefined {
  return units.find((each) => each.unit === unit);
}

/** One line of the comparison: what the reader sees published, and what came of it here. */
type Line = Readonly<{ label: string; published: string; anew: string; kind: 'total' | 'item' | 'step' }>;

function show(published: UnitResult | undefined, anew: UnitResult | undefined): void {
  if (published === undefined) return;
  const lines: Line[] = published.items.flatMap((item): Line[] => {
    const again = anew?.items.find((each) => each.code === item.code);
    return [
      {
        label: `${item.code} ${item.label.zh}`,
        published: item.points,
        anew: again?.points ?? '',
        kind: 'item',
      },
      ...steps(item.steps, again?.steps ?? []),
    ];
  });
  lines.push(...steps(published.steps, anew?.steps ?? []));
  lines.push({ label: '总分', published: published.total, anew: anew?.total ?? '', kind: 'total' });
  lines.push({
    label: '名次',
    published: String(published.rank),
    anew: String(anew?.rank ?? ''),
    kind: 'total',
  });
  element('scores', HTMLDivElement).replaceChildren(tableOf(published.name, lines));
}

function steps(published: readonly Step[], anew: readonly Step[]): Line[] {
  return published.map(({ text, points }, place) => ({
    label: text.zh,
    published: points,
    anew: anew[place]?.points ?? '',
    kind: 'step',
  }));
}

function tableOf(name: string, lines: readonly Line[]): HTMLTableElement {
  const table = document.createElement('table');
  table.className = 'compared';
  const caption = table.createCaption();
  caption.textContent = `${name}：每一步的公布数和重算数`;
  const head = table.createTHead().insertRow();
  for (const [text, numeric] of [
    ['评分项和步骤', false],
    ['公布', true],
    ['重算', true],
    ['相同', false],
  ] as const) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = text;
    if (numeric) cell.className = 'num';
    head.append(cell);
  }
  const body = table.createTBody();
  for (const line of lines) {
    const row = body.insertRow();
    row.className = `of-${line.kind}`;
    const label = document.createElement('th');
    label.scope = 'row';
    label.textContent = line.label;
    row.append(label);
    for (const value of [line.published, line.anew]) {
      const cell = row.insertCell();
      cell.className = 'num';
      cell.textContent = value.replace('-', '−');
    }
    const same = line.published === line.anew;
    const mark = row.insertCell();
    mark.textContent = same ? '✓' : '不同';
    mark.className = same ? 'same' : 'differs';
  }
  return table;
}

async function textOf(read: Read, path: string): Promise<string> {
  const bytes = await read(path);
  if (bytes === null) throw new Error(`${path} is not there`);
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
